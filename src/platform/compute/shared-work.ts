/**
 * Work whose result several wait for: done once, and kept. Each leaves with the reason of its own signal; once all have
 * left before the end, the work is stopped. What failed or was stopped begins anew for whoever asks next.
 */
export class SharedWork<T> {
  private run: Run<T> | null = null;

  /** @param work heeds the signal */
  constructor(private readonly work: (signal: AbortSignal) => Promise<T>) {}

  async join(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const run = (this.run ??= this.begin());
    run.waiting++;
    try {
      return await orAborted(run.result, signal);
    } finally {
      run.waiting--;
      if (run.waiting === 0 && !run.isOver) {
        this.forget(run);
        run.controller.abort();
      }
    }
  }

  private begin(): Run<T> {
    const controller = new AbortController();
    const run: Run<T> = { controller, result: this.work(controller.signal), waiting: 0, isOver: false };
    run.result.then(
      () => (run.isOver = true),
      () => this.forget(run),
    );
    return run;
  }

  private forget(run: Run<T>): void {
    run.isOver = true;
    if (this.run === run) this.run = null;
  }
}

interface Run<T> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  waiting: number;
  isOver: boolean;
}

function orAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
