import type { LinearProgram } from '../kernel/milp/linear-program.js';
import type { MilpOptions, MilpOutcome, MilpSolver } from '../kernel/milp/milp-solver.js';
import type { CandidateExplanation } from '../kernel/siting/candidate-explanation.js';
import { explainCandidate } from '../kernel/siting/explain-candidate.js';
import type { SitingOutcome, SitingPlan } from '../kernel/siting/siting-answer.js';
import type { SitingModel } from '../kernel/siting/siting-model.js';
import type { SitingOptions, SitingSolvers } from '../kernel/siting/siting-run.js';
import { solveSiting } from '../kernel/siting/solve-siting.js';
import type { ProgramTold } from './program-progress.js';
import { type LpAsk, type LpReply, relayedLp } from '../platform/compute/lp-relay.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';

export interface SolveAsk {
  readonly question: SitingModel;
  readonly options: Pick<SitingOptions, 'timeLimitSeconds' | 'gapTolerance'>;
}

export interface ExplainAsk extends SolveAsk {
  readonly plan: SitingPlan;
  /** Position among the candidates. */
  readonly candidate: number;
}

/** What a solve wants of the solvers, or has to tell. */
export type SolveQuestion =
  | {
      readonly kind: 'PROGRAM';
      /** Number of the program in its task. */
      readonly id: number;
      readonly program: LinearProgram;
      readonly options: Omit<MilpOptions, 'signal' | 'watch'>;
    }
  /** Answered with what is told next of a program, null once it has ended. */
  | { readonly kind: 'PROGRAM_PROGRESS'; readonly id: number }
  | LpAsk
  | { readonly kind: 'PROGRESS'; readonly objective: number; readonly bound: number };

export type SolveReply = MilpOutcome | LpReply | ProgramTold;

type Ask = (question: SolveQuestion) => Promise<SolveReply>;

const solve: ThreadTask<SolveAsk, SolveQuestion, SolveReply, SitingOutcome> = ({ question, options }, ask) =>
  solveSiting(question, solversOver(ask), { ...options, watch: watchOver(ask) });

const explain: ThreadTask<ExplainAsk, SolveQuestion, SolveReply, CandidateExplanation> = (
  { question, plan, candidate, options },
  ask,
) => explainCandidate(question, plan, candidate, solversOver(ask), { ...options, watch: watchOver(ask) });

/** The solvers, which live elsewhere. */
function solversOver(ask: Ask): SitingSolvers {
  let programs = 0;
  const listen = async (id: number, watch: NonNullable<MilpOptions['watch']>) => {
    for (;;) {
      const told = (await ask({ kind: 'PROGRAM_PROGRESS', id })) as ProgramTold | null;
      if (told === null) return;
      watch(...told);
    }
  };
  const milp: MilpSolver = {
    solve: (program, { signal: _, watch, ...options }: MilpOptions) => {
      const id = programs++;
      const solved = ask({ kind: 'PROGRAM', id, program, options }) as Promise<MilpOutcome>;
      if (watch) void listen(id, watch);
      return solved;
    },
  };
  return { milp, lp: relayedLp(ask), clock: () => performance.now() / 1000 };
}

function watchOver(ask: Ask): SitingOptions['watch'] {
  return (objective, bound) => void ask({ kind: 'PROGRESS', objective, bound });
}

export const solveTasks = { solve, explain };
