import { TaskThreads } from '../platform/compute/task-threads.js';
import { workerFile } from '../platform/compute/worker-file.js';
import type { networkTasks } from './network-tasks.js';

export type NetworkThreads = TaskThreads<typeof networkTasks>;

/** Runs work with threads for building networks, which end with it: imports are rare. */
export async function withNetworkThreads<T>(work: (threads: NetworkThreads) => Promise<T>): Promise<T> {
  const threads: NetworkThreads = new TaskThreads(workerFile('network-worker', import.meta.url));
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}
