import type { LinearProgram } from '../../kernel/milp/linear-program.js';
import type { MilpOptions, MilpOutcome, MilpSolver } from '../../kernel/milp/milp-solver.js';

/** A program that a thread wants solved by a MilpSolver that lives elsewhere. */
export interface MilpAsk {
  readonly program: LinearProgram;
  readonly options: Omit<MilpOptions, 'signal' | 'watch'>;
}

/** The thread's end: a solver that has everything solved elsewhere. */
export function relayedMilp(ask: (asked: MilpAsk) => Promise<MilpOutcome>): MilpSolver {
  return { solve: (program, { signal: _, watch: __, ...options }) => ask({ program, options }) };
}
