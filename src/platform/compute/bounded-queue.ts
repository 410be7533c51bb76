import { PlanningError } from '../errors/planning-error.js';

interface Waiting {
  begin(): void;
}

/** Lets so much work run at once and so much wait, in order; more is refused. */
export class BoundedQueue {
  private running = 0;
  private waiting: Waiting[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /**
   * Does the work when its turn has come. What is aborted before never begins.
   * @throws PlanningError UNAVAILABLE when too much waits; the signal's reason
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.running >= this.atOnce) await this.turn(signal);
    else this.running++;
    try {
      return await work();
    } finally {
      // The place passes to whoever waits longest.
      const next = this.waiting.shift();
      if (next) next.begin();
      else this.running--;
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    if (this.waiting.length >= this.mostWaiting)
      throw new PlanningError('UNAVAILABLE', 'Too much is asked for at once; ask again in a moment.', {
        retryAfterSeconds: 1,
      });
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting = this.waiting.filter((other) => other !== place);
        reject(signal.reason);
      };
      const place: Waiting = {
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(place);
    });
  }
}
