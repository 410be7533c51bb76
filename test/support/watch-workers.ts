import type { Worker } from 'node:worker_threads';

/** Worker threads of this process that began since the watch. */
export interface WorkerWatch {
  /** How many run, at work or idle. */
  running(): number;
  /** When the last one that ended did, as performance.now() and worked() tell it; 0 before. */
  ended(): { readonly at: number; readonly worked: number };
  stop(): void;
}

export function watchWorkers(): WorkerWatch {
  const running = new Set<Worker>();
  let ended = { at: 0, worked: 0 };
  const onWorker = (worker: Worker) => {
    running.add(worker);
    worker.once('exit', () => {
      running.delete(worker);
      ended = { at: performance.now(), worked: worked() };
    });
  };
  process.on('worker', onWorker);
  return {
    running: () => running.size,
    ended: () => ended,
    stop: () => void process.off('worker', onWorker),
  };
}

/** What this process, its threads included, has worked so far, in milliseconds. */
export function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
