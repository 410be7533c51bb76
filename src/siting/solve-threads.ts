import type { MilpOptions, MilpSolver } from '../kernel/milp/milp-solver.js';
import type { CandidateExplanation } from '../kernel/siting/candidate-explanation.js';
import type { SitingOutcome } from '../kernel/siting/siting-answer.js';
import type { SitingModel } from '../kernel/siting/siting-model.js';
import type { SitingOptions } from '../kernel/siting/siting-run.js';
import { HighsLp } from '../platform/compute/highs-lp.js';
import { HighsSolver } from '../platform/compute/highs-solver.js';
import { answerLpAsks } from '../platform/compute/lp-relay.js';
import { TaskThreads } from '../platform/compute/task-threads.js';
import { workerFile } from '../platform/compute/worker-file.js';
import { ProgramProgress } from './program-progress.js';
import type { ExplainAsk, SolveAsk, SolveQuestion, SolveReply, solveTasks } from './solve-tasks.js';

type Listening = Pick<SitingOptions, 'watch' | 'signal'>;

/** Answers siting questions of any model in a thread, with solvers of its own, so that the event loop stays free. */
export class SolveThreads {
  private readonly own: HighsSolver | null;
  private readonly milp: MilpSolver;
  private readonly lp = new HighsLp();
  private readonly threads = new TaskThreads<typeof solveTasks>(workerFile('siting-worker', import.meta.url));

  /** @param milp left to its owner; one of its own if absent */
  constructor(milp?: MilpSolver) {
    this.own = milp ? null : new HighsSolver();
    this.milp = milp ?? this.own!;
  }

  /** As the kernel's solveSiting; an abort ends all threads of the solve at once. */
  solve(
    question: SitingModel,
    options: SolveAsk['options'],
    listening: Listening = {},
  ): Promise<SitingOutcome> {
    const { signal } = listening;
    return this.threads.run('solve', { question, options }, this.replyTo(listening), signal);
  }

  /** As the kernel's explainCandidate, likewise. */
  explain(ask: ExplainAsk, listening: Listening = {}): Promise<CandidateExplanation> {
    return this.threads.run('explain', ask, this.replyTo(listening), listening.signal);
  }

  private replyTo({ watch, signal }: Listening): (asked: SolveQuestion) => Promise<SolveReply> {
    const answer = answerLpAsks(this.lp, signal);
    const progress = new ProgramProgress();
    return async (asked) => {
      switch (asked.kind) {
        case 'PROGRAM': {
          const { id, program, options } = asked;
          progress.begin(id);
          const told: MilpOptions['watch'] = (...at) => progress.tell(id, at);
          return this.milp
            .solve(program, { ...options, signal, watch: told })
            .finally(() => progress.end(id));
        }
        case 'PROGRAM_PROGRESS':
          return progress.next(asked.id);
        case 'PROGRESS':
          watch?.(asked.objective, asked.bound);
          return null;
        default:
          return answer(asked);
      }
    };
  }

  /** Ends all threads; whatever is under way is refused. */
  async close(): Promise<void> {
    await Promise.all([this.threads.close(), this.lp.close(), this.own?.close()]);
  }
}
