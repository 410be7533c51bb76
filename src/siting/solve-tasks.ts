import type { LinearProgram } from '../kernel/milp/linear-program.js';
import type { LpEngine, LpOutcome, LpRequest } from '../kernel/milp/lp-engine.js';
import type { MilpOptions, MilpOutcome, MilpSolver } from '../kernel/milp/milp-solver.js';
import type { SitingOutcome } from '../kernel/siting/siting-answer.js';
import type { SitingModel } from '../kernel/siting/siting-model.js';
import type { SitingOptions } from '../kernel/siting/siting-run.js';
import { solveSiting } from '../kernel/siting/solve-siting.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';

/** A program for the MILP solver, which lives elsewhere. */
interface ProgramToSolve {
  readonly program: LinearProgram;
  readonly options: Omit<MilpOptions, 'signal'>;
}

export interface SolveAsk {
  readonly question: SitingModel;
  readonly options: Pick<SitingOptions, 'timeLimitSeconds' | 'gapTolerance'>;
}

/** What a solve wants of the solvers, or has to tell. */
export type SolveQuestion =
  | ({ readonly kind: 'PROGRAM' } & ProgramToSolve)
  /** Answered with the number of the session. */
  | { readonly kind: 'OPEN'; readonly program: LinearProgram }
  | { readonly kind: 'RELAXATION'; readonly session: number; readonly request: LpRequest }
  | { readonly kind: 'CLOSE'; readonly session: number }
  | { readonly kind: 'PROGRESS'; readonly objective: number; readonly bound: number };

export type SolveReply = MilpOutcome | LpOutcome | number | null;

const solve: ThreadTask<SolveAsk, SolveQuestion, SolveReply, SitingOutcome> = (
  { question, options },
  ask,
) => {
  const milp: MilpSolver = {
    solve: (program, { signal: _, ...rest }: MilpOptions) =>
      ask({ kind: 'PROGRAM', program, options: rest }) as Promise<MilpOutcome>,
  };
  const lp: LpEngine = {
    async open(program) {
      const session = (await ask({ kind: 'OPEN', program })) as number;
      return {
        solve: (request) => ask({ kind: 'RELAXATION', session, request }) as Promise<LpOutcome>,
        close: async () => void (await ask({ kind: 'CLOSE', session })),
      };
    },
  };
  const clock = () => performance.now() / 1000;
  const watch = (objective: number, bound: number) => void ask({ kind: 'PROGRESS', objective, bound });
  return solveSiting(question, { milp, lp, clock }, { ...options, watch });
};

export const solveTasks = { solve };
