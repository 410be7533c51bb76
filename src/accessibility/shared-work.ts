/** A piece of work several requests wait for. */
interface Work<V> {
  readonly promise: Promise<V>;
  readonly controller: AbortController;
  waiting: number;
  isSettled: boolean;
}

/**
 * Keeps the results used last, at most `capacity` of them. Work under way is shared: it stops when nobody waits for it
 * any more, and one request that is dropped does not end it for the others. What fails or stops is forgotten.
 */
export class SharedWork<V> {
  private readonly entries = new Map<string, Work<V>>();

  constructor(private readonly capacity: number) {}

  /**
   * The value of `key`, made by `make` when it is not at hand.
   * Rejects with the signal's reason as soon as it fires.
   */
  get(key: string, make: (signal: AbortSignal) => Promise<V>, signal?: AbortSignal): Promise<V> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const work = this.entries.get(key) ?? this.begin(key, make);
    // A map lists keys in order of insertion: moving this one to the end marks it as used last.
    this.entries.delete(key);
    this.entries.set(key, work);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.entries.delete(oldest);
    }
    return this.wait(key, work, signal);
  }

  private begin(key: string, make: (signal: AbortSignal) => Promise<V>): Work<V> {
    const controller = new AbortController();
    const promise = Promise.resolve().then(() => make(controller.signal));
    const work: Work<V> = { promise, controller, waiting: 0, isSettled: false };
    promise.then(
      () => (work.isSettled = true),
      () => {
        work.isSettled = true;
        this.forget(key, work);
      },
    );
    return work;
  }

  private wait(key: string, work: Work<V>, signal?: AbortSignal): Promise<V> {
    if (work.isSettled || !signal) {
      work.waiting++;
      return work.promise;
    }
    return new Promise((resolve, reject) => {
      work.waiting++;
      const onAbort = () => {
        reject(signal.reason);
        if (--work.waiting > 0 || work.isSettled) return;
        this.forget(key, work);
        work.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const done = () => signal.removeEventListener('abort', onAbort);
      work.promise.then(resolve, reject).finally(done);
    });
  }

  private forget(key: string, work: Work<V>): void {
    if (this.entries.get(key) === work) this.entries.delete(key);
  }
}
