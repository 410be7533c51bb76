import type { LinearProgram } from './linear-program.js';

export interface MilpOptions {
  /** Wall-clock seconds from the moment the solve begins (time spent queued is not counted). */
  readonly timeLimitSeconds: number;
  /** Relative gap at which a solution counts as optimal; default 0. */
  readonly gapTolerance?: number;
  /** Absolute distance to the bound at which a solution counts as optimal; default 0. */
  readonly absoluteGapTolerance?: number;
  /** Stops the solve; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** A feasible assignment of all variables to start from. */
  readonly start?: Float64Array;
  /** Told of better solutions (null = none yet) and bounds (±Infinity = none yet) while it works. */
  readonly watch?: (objective: number | null, bound: number) => void;
}

/** A solution with its certificate: the optimum lies between `objective` and `bound`. */
export interface MilpSolution {
  readonly objective: number;
  /** Proven bound on the optimum; ±Infinity when none was found in time. */
  readonly bound: number;
  /** |bound − objective| ÷ max(|objective|, 1e-9); Infinity without a bound. */
  readonly gap: number;
  readonly values: Float64Array;
}

export type MilpOutcome =
  | ({ readonly status: 'optimal' } & MilpSolution)
  /** Stopped at the time limit with a solution in hand. */
  | ({ readonly status: 'feasible' } & MilpSolution)
  | { readonly status: 'infeasible' }
  | { readonly status: 'unbounded' }
  /** Stopped at the time limit with no solution; the bound may be infinite. */
  | { readonly status: 'timedOut'; readonly bound: number };

/** Whatever solves a LinearProgram. Rejects only on abort or when the solver itself is broken. */
export interface MilpSolver {
  solve(program: LinearProgram, options: MilpOptions): Promise<MilpOutcome>;
}

/** Relative distance of a solution value to its bound (METHODS E6). */
export function relativeGap(objective: number, bound: number): number {
  if (!Number.isFinite(bound)) return Infinity;
  return Math.abs(bound - objective) / Math.max(Math.abs(objective), 1e-9);
}
