import { HighsSolver } from '../platform/compute/highs-solver.js';
import { TaskThreads } from '../platform/compute/task-threads.js';
import { workerFile } from '../platform/compute/worker-file.js';
import type { PlannedRemedies, RemedyTask, remedyTasks } from './remedy-tasks.js';

/** Has plans of remedies made in a thread, with a solver of its own, so that the event loop stays free. */
export class RemedyThreads {
  private readonly solver = new HighsSolver();
  private readonly threads = new TaskThreads<typeof remedyTasks>(
    workerFile('remedies-worker', import.meta.url),
  );

  /** As the kernel's planRemedies; an abort ends all threads of the plan at once. */
  plan(task: RemedyTask, signal?: AbortSignal): Promise<PlannedRemedies> {
    return this.threads.run(
      'plan',
      task,
      ({ program, options }) => this.solver.solve(program, { ...options, signal }),
      signal,
    );
  }

  /** Ends all threads; whatever is under way is refused. */
  async close(): Promise<void> {
    await Promise.all([this.threads.close(), this.solver.close()]);
  }
}
