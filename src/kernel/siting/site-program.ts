import { LinearProgramBuilder } from '../milp/linear-program.js';
import type { MilpOutcome } from '../milp/milp-solver.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

/** A mixed-integer program whose first variables are the choosable candidates (1 = open), with their limits as rows. */
export class SiteProgram extends LinearProgramBuilder {
  constructor(
    sense: 'maximize' | 'minimize',
    readonly settled: SettledSites,
    { offset = 0, siteCost }: { readonly offset?: number; readonly siteCost?: ArrayLike<number> } = {},
  ) {
    super(sense, offset);
    const sites = settled.choosable.length;
    for (let at = 0; at < sites; at++)
      this.addVariable({ objective: siteCost?.[at] ?? 0, upper: 1, integer: true });
    if (settled.p < sites) {
      this.addRow(-Infinity, settled.p);
      for (let at = 0; at < sites; at++) this.addTerm(at, 1);
    }
    if (settled.budget < Infinity) {
      this.addRow(-Infinity, settled.budget);
      for (let at = 0; at < sites; at++) if (settled.cost[at] > 0) this.addTerm(at, settled.cost[at]);
    }
  }

  /** 0 ≤ y ≤ 1 that can only be as large as the sum of these candidates (positions) and `given`. */
  addCovered(objective: number, sites: ArrayLike<number>, given = 0): number {
    const covered = this.addVariable({ objective, upper: 1 });
    if (given >= 1) return covered;
    this.addRow(-Infinity, given);
    this.addTerm(covered, 1);
    for (let k = 0; k < sites.length; k++) this.addTerm(sites[k], -1);
    return covered;
  }
}

/** A solved program: the open candidates (positions among the choosable), or why there is none. */
export type ProgramSearch =
  | {
      readonly status: 'found';
      readonly open: readonly number[];
      readonly values: Float64Array;
      readonly objective: number;
      readonly bound: number;
      readonly isProven: boolean;
    }
  | { readonly status: 'infeasible' }
  | { readonly status: 'nothing'; readonly bound: number };

/** Has the MILP solver solve a program, every status checked. */
export async function solveProgram(
  program: SiteProgram,
  run: SitingRun,
  step: number,
): Promise<ProgramSearch> {
  await run.pause();
  const timeLimitSeconds = Math.max(0.05, run.secondsLeft());
  const outcome: MilpOutcome = await run.milp.solve(program.build(), {
    ...{ timeLimitSeconds, gapTolerance: run.gapTolerance, absoluteGapTolerance: step, signal: run.signal },
  });
  if (outcome.status === 'infeasible') return { status: 'infeasible' };
  if (outcome.status === 'timedOut') return { status: 'nothing', bound: outcome.bound };
  if (outcome.status === 'unbounded') throw new Error('The solver calls a bounded program unbounded.');
  const { values, objective, bound } = outcome;
  const open = Array.from(program.settled.choosable.keys()).filter((at) => values[at] > 0.5);
  run.watch?.(objective, bound);
  // With a gap that is good enough HiGHS says optimal as well: only the bound tells.
  const isProven =
    outcome.status === 'optimal' && Math.abs(bound - objective) <= step + 1e-6 * Math.abs(objective) * 1e-3;
  return { status: 'found', open, values, objective, bound, isProven };
}
