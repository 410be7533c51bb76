import { compensatedSum } from '../compensated-sum.js';
import { finishInTurns } from '../finish.js';
import { branchAndBound } from '../milp/branch-and-bound.js';
import { LinearProgramBuilder, type LinearProgram } from '../milp/linear-program.js';
import type { SitingRun } from './siting-run.js';
import { CoverBuilder, greedyCover } from './greedy-cover.js';
import { coverParts, reduceCoverInSteps, type SetCover } from './set-cover.js';

export interface CoverSearch {
  /** Positions in the cover's own numbering of candidates, ascending. */
  readonly chosen: readonly number[];
  readonly cost: number;
  /** No cover costs less. */
  readonly lowerBound: number;
  readonly isComplete: boolean;
}

export interface CoverGoal {
  /** The search may end once a cover costs no more than this, or none can. */
  readonly target?: number;
}

/**
 * The cheapest set of candidates that covers all rows (LSCP, METHODS E6; Toregas et al. 1971): exact reduction, part
 * by part greedy, then branch and bound on the linear relaxation.
 */
export async function proveCover(
  cover: SetCover,
  run: SitingRun,
  { target = -Infinity }: CoverGoal = {},
): Promise<CoverSearch> {
  await run.pause();
  const numbered: SetCover = { ...cover, candidate: Int32Array.from(cover.candidate.keys()) };
  const { forced, core } = await finishInTurns(reduceCoverInSteps(numbered), run.pause);
  const costOf = (sites: readonly number[]) => compensatedSum(sites.map((site) => cover.cost[site]));
  const parts = coverParts(core).map((part) => {
    const chosen = greedyCover(part);
    return { part, chosen, bound: 0, isComplete: false };
  });
  const sitesOf = () => [
    ...forced,
    ...parts.flatMap(({ part, chosen }) => chosen.map((site) => part.candidate[site])),
  ];
  const boundOf = () => costOf(forced) + compensatedSum(parts.map(({ bound }) => bound));
  const isDecided = () => costOf(sitesOf()) <= target || boundOf() > target + 1e-9;
  for (const each of parts) {
    if (target > -Infinity && isDecided()) break;
    const rest = costOf(sitesOf()) - partCost(each.part, each.chosen);
    const proof = await provePart(each.part, each.chosen, run, (cost, bound) =>
      run.watch?.(rest + cost, boundOf() + bound),
    );
    Object.assign(each, proof);
  }
  const chosen = sitesOf().sort((a, b) => a - b);
  const cost = costOf(chosen);
  const isComplete = parts.every((part) => part.isComplete);
  return { chosen, cost, lowerBound: isComplete ? cost : Math.min(cost, boundOf()), isComplete };
}

async function provePart(
  part: SetCover,
  greedy: readonly number[],
  run: SitingRun,
  watch: (cost: number, bound: number) => void,
) {
  const isWhole = part.cost.every((cost) => Number.isSafeInteger(cost));
  const greedyCost = partCost(part, greedy);
  // A cheaper cover is cheaper by a whole unit, or by the last digits of a sum.
  const step = isWhole ? 1 - 1e-6 : greedyCost * 1e-9;
  const roundUp = (bound: number) => (isWhole ? Math.ceil(bound - 1e-6) : bound);
  const result = await branchAndBound(buildCover(part), run.lp, {
    incumbent: greedyCost,
    step,
    round: (values) => {
      const chosen = roundCover(part, values);
      const flags = new Uint8Array(part.candidate.length);
      for (const site of chosen) flags[site] = 1;
      return { objective: partCost(part, chosen), chosen: flags };
    },
    isEnough: run.isEnough,
    onProgress: (cost, bound) => watch(cost!, roundUp(bound)),
    ...{ secondsLeft: run.secondsLeft, pause: run.pause, signal: run.signal },
  });
  const flags = result.best?.chosen;
  const chosen = flags ? Array.from(flags.keys()).filter((site) => flags[site] === 1) : greedy;
  const bound = Math.max(0, roundUp(result.bound));
  // It also ends with a gap that is good enough: only the bound tells a proof.
  return { chosen, bound, isComplete: result.isComplete && bound >= partCost(part, chosen) - step };
}

function partCost({ cost }: SetCover, chosen: readonly number[]): number {
  return compensatedSum(chosen.map((site) => cost[site]));
}

/** Likely sites first, the rest by the greedy rule at prices the relaxation suggests. */
function roundCover(part: SetCover, values: Float64Array): readonly number[] {
  let best: readonly number[] | null = null;
  for (const surely of [0.99, 0.5, 0.25]) {
    const builder = new CoverBuilder(part);
    values.subarray(0, part.candidate.length).forEach((value, site) => {
      if (value >= surely) builder.add(site);
    });
    builder.complete(part.cost.map((cost, site) => cost * (1.05 - Math.min(1, values[site]))));
    const chosen = builder.prune();
    if (!best || partCost(part, chosen) < partCost(part, best)) best = chosen;
  }
  return best!;
}

/** The set cover as a program: the candidates are its variables. */
export function buildCover({ candidate, cost, rows }: SetCover): LinearProgram {
  const builder = new LinearProgramBuilder('minimize');
  for (let site = 0; site < candidate.length; site++)
    builder.addVariable({ objective: cost[site], upper: 1, integer: true });
  for (let row = 0; row + 1 < rows.offset.length; row++) {
    builder.addRow(1, Infinity);
    for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++) builder.addTerm(rows.member[at], 1);
  }
  return builder.build();
}
