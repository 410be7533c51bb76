import type { Job } from './job.record.js';
import { isUnderWay } from './job.record.js';

/** A job of another process is looked at this often; news of this one's own come at once. */
const LOOK_MILLIS = 1000;

export interface JobSource {
  /** Reads the job as it is now; null when it is gone. */
  read(): Promise<Job | null>;
  /** Calls back when it may have changed. @returns what ends that. */
  listen(onChange: () => void): () => void;
}

/** A job whenever it changes, the first time at once, until it has ended. Ends at once when it is returned. */
export class JobUpdates implements AsyncIterableIterator<Job> {
  private shown: string | null = null;
  private isOver = false;
  private hasNews = true;
  private wakeUp = () => {};
  private readonly stopListening: () => void;

  constructor(private readonly source: JobSource) {
    this.stopListening = source.listen(() => {
      this.hasNews = true;
      this.wakeUp();
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Job>> {
    while (!this.isOver) {
      this.hasNews = false;
      const job = await this.source.read().catch((error: unknown) => {
        this.end();
        throw error;
      });
      if (this.isOver) break;
      if (!job) this.end();
      const text = JSON.stringify(job);
      if (job && text !== this.shown) {
        this.shown = text;
        if (!isUnderWay(job.state)) this.end();
        return { done: false, value: job };
      }
      await this.news();
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Job>> {
    this.end();
    return { done: true, value: undefined };
  }

  async throw(error?: unknown): Promise<IteratorResult<Job>> {
    this.end();
    throw error;
  }

  private end(): void {
    this.isOver = true;
    this.stopListening();
    this.wakeUp();
  }

  private news(): Promise<void> {
    if (this.hasNews || this.isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_MILLIS);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
