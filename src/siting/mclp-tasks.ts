import type { LinearProgram } from '../kernel/milp/linear-program.js';
import type { MilpOptions, MilpOutcome } from '../kernel/milp/milp-solver.js';
import type { MclpProblem } from '../kernel/siting/mclp-problem.js';
import { solveMclp, type MclpOptions, type MclpOutcome } from '../kernel/siting/solve-mclp.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';

export interface MclpAsk {
  readonly problem: MclpProblem;
  readonly options: Pick<MclpOptions, 'timeLimitSeconds' | 'gapTolerance'>;
}

/** A program for the MILP solver, which lives elsewhere. */
export interface ProgramToSolve {
  readonly program: LinearProgram;
  readonly options: Omit<MilpOptions, 'signal'>;
}

const mclp: ThreadTask<MclpAsk, ProgramToSolve, MilpOutcome, MclpOutcome> = ({ problem, options }, ask) => {
  const solver = {
    solve: (program: LinearProgram, { signal: _, ...rest }: MilpOptions) => ask({ program, options: rest }),
  };
  return solveMclp(problem, solver, options);
};

export const mclpTasks = { mclp };
