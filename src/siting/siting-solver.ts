import type { MilpSolver } from '../kernel/milp/milp-solver.js';
import type { MclpProblem } from '../kernel/siting/mclp-problem.js';
import type { MclpOutcome } from '../kernel/siting/solve-mclp.js';
import { TaskThreads } from '../platform/compute/task-threads.js';
import { workerFile } from '../platform/compute/worker-file.js';
import type { MclpAsk, mclpTasks } from './mclp-tasks.js';

/** Solves covering problems in a thread, so that the event loop stays free. */
export class SitingSolver {
  private readonly threads = new TaskThreads<typeof mclpTasks>(workerFile('siting-worker', import.meta.url));

  constructor(private readonly solver: MilpSolver) {}

  /** As the kernel's solveMclp. */
  solve(problem: MclpProblem, options: MclpAsk['options'], signal?: AbortSignal): Promise<MclpOutcome> {
    return this.threads.run(
      'mclp',
      { problem, options },
      ({ program, options: asked }) => this.solver.solve(program, { ...asked, signal }),
      signal,
    );
  }

  /** Ends the threads; the MILP solver is left to its owner. */
  close(): Promise<void> {
    return this.threads.close();
  }
}
