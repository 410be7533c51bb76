import type { LpEngine } from '../milp/lp-engine.js';
import { branchCover } from './branch-cover.js';
import type { CoverCut } from './cover-cuts.js';
import type { CoverHint } from './cover-relaxation.js';
import { coveredWeight } from './cover-state.js';
import { FixedChance } from './fixed-chance.js';
import { lagrangianMclp } from './lagrangian-mclp.js';
import type { MclpModel } from './mclp-model.js';
import type { MclpSearch } from './mclp-plan.js';
import { searchMclp } from './search-mclp.js';
import { UnsettledSites } from './unsettled-sites.js';

export interface ProveOptions {
  /** A better value must exceed the incumbent by more than this to matter. */
  readonly step: number;
  /** Whether plan and bound are close enough to stop. */
  readonly isEnough: (found: MclpSearch) => boolean;
  readonly secondsLeft: () => number;
  readonly pause: () => Promise<void>;
  readonly watch?: (value: number, upperBound: number) => void;
  readonly signal?: AbortSignal;
  /** Per class a multiplier of the Lagrangian relaxation, where it is known. */
  readonly multipliers?: Float64Array;
  /** Per candidate how much the Lagrangian relaxation leans to it. */
  readonly leaning?: Float64Array;
}

/** Of the Lagrangian relaxation, where its multipliers are not known. */
const FEW_ITERATIONS = 200;
/** Share of the sites a relaxation must settle for the rest to be boiled down again. */
const RESTART_SHARE = 0.15;
/** Rows above which the first relaxation is left for one with those rows only that its solution calls for. */
const FEW_ROWS = 200;
/** How far from its ends a multiplier counts as undecided: where it is about right, and where it was solved for. */
const ROUGH_MARGIN = 0.1;
const SHARP_MARGIN = 1e-4;
/** Fruitless descents from what one relaxed solution leans to. */
const TRIES = 20;

/**
 * Closes the gap of a plan by linear programming: the relaxation's reduced costs settle many candidates, what is left
 * is boiled down again (its demand merges further) as long as that pays, then searched by branch and bound.
 *
 * @param settled per candidate 1 = in every better plan, -1 = in none, 0 = undecided
 */
export async function proveMclp(
  model: MclpModel,
  found: MclpSearch,
  settled: Int8Array,
  engine: LpEngine,
  { step, isEnough, secondsLeft, pause, watch, signal, multipliers, leaning }: ProveOptions,
): Promise<{ readonly found: MclpSearch; readonly isComplete: boolean }> {
  let best = found;
  let rest = new UnsettledSites(model, settled);
  const known =
    multipliers ??
    (await lagrangianMclp(model, found.open, { iterations: FEW_ITERATIONS, step, pause })).multipliers;
  let hint: CoverHint = { multipliers: rest.multipliersOf(known), margin: ROUGH_MARGIN };
  let cuts: readonly CoverCut[] = [];
  const chance = new FixedChance();
  for (let isFirst = true; ; isFirst = false) {
    // Every better plan would need more than the limits allow: there is none.
    if (!rest.isPossible)
      return { found: { ...best, upperBound: best.value, boundSource: 'SOLVER' }, isComplete: true };
    const { base } = rest;
    const result = await branchCover(rest.model, engine, {
      ...{ incumbent: best.value - base, step, hint, cuts },
      isEnough: (value, bound) => isEnough({ ...best, value: base + value, upperBound: base + bound }),
      round: (values) => rest.round(values),
      look: (values) => lookAround(rest, values, chance, pause),
      leaning: isFirst && leaning ? rest.ofSites(leaning) : undefined,
      restarts: (share, rows) => share >= RESTART_SHARE || (isFirst && rows > FEW_ROWS),
      onProgress: (value, bound) => watch?.(base + value, Math.min(best.upperBound, base + bound)),
      ...{ secondsLeft, pause, signal },
    });
    if (result.open) {
      const open = rest.wholePlan(rest.flags(result.open));
      const value = coveredWeight(model, open);
      if (value > best.value) best = { ...best, open, value };
    }
    // Settling removed only plans that cannot beat the incumbent, so the rest's bound holds above its value.
    const upperBound = Math.max(best.value, base + result.bound);
    if (upperBound < best.upperBound) best = { ...best, upperBound, boundSource: 'SOLVER' };
    if (!result.restart || isEnough(best))
      return { found: best, isComplete: result.isComplete || isEnough(best) };
    const { settled: values, multipliers: solved } = result.restart;
    const [whole, smaller] = [rest, rest.settle(values)];
    hint = { multipliers: smaller.multipliersOf(whole.spread(solved)), margin: SHARP_MARGIN };
    cuts = cutsOfRest(whole, smaller, result.restart.cuts);
    rest = smaller;
  }
}

/** Cuts carried over to what is left; those on classes that are settled, or that have become one, are void. */
function cutsOfRest(
  whole: UnsettledSites,
  rest: UnsettledSites,
  cuts: readonly CoverCut[],
): readonly CoverCut[] {
  const some = whole.someOfWhole();
  const kept = new Map<string, CoverCut>();
  for (const cut of cuts) {
    const classes = cut.map((cls) => rest.classFor(some[cls])).sort((a, b) => a - b);
    if (classes[0] < 0 || new Set(classes).size < 3) continue;
    kept.set(classes.join(), classes as unknown as CoverCut);
  }
  return [...kept.values()];
}

/** The best plan found by some descents from where relaxed values lean to. */
async function lookAround(
  rest: UnsettledSites,
  values: Float64Array,
  chance: FixedChance,
  pause: () => Promise<void>,
): Promise<readonly number[]> {
  const { model } = rest;
  const start = rest.round(values);
  const { open } = await searchMclp(model, { open: start, value: coveredWeight(model, start) }, values, {
    ...{ patience: TRIES, chance, pause },
  });
  return open;
}
