import { Worker } from 'node:worker_threads';
import type { LinearProgram } from '../../kernel/milp/linear-program.js';
import type { LpEngine, LpOutcome, LpRequest, LpSession } from '../../kernel/milp/lp-engine.js';
import { PlanningError } from '../errors/planning-error.js';

const workerFile = new URL('./highs-lp-worker.mjs', import.meta.url);

interface Asked {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * HiGHS' simplex (WebAssembly) as LpEngine: every session has a worker thread to itself, so the event loop stays free
 * and an abort ends the work at once. One idle thread is kept warm for the next session.
 */
export class HighsLp implements LpEngine {
  private readonly busy = new Set<LpThread>();
  private spare: LpThread | null = null;
  private isClosed = false;

  /** Rejects with the signal's reason on abort and with PlanningError UNAVAILABLE when HiGHS fails or all is closed. */
  async open(program: LinearProgram, signal?: AbortSignal): Promise<LpSession> {
    signal?.throwIfAborted();
    if (this.isClosed) throw unavailable('The solver has been shut down.');
    const thread = this.spare ?? new LpThread();
    this.spare = null;
    this.busy.add(thread);
    const onAbort = () => void thread.end(signal!.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const release = async () => {
      signal?.removeEventListener('abort', onAbort);
      if (!this.busy.delete(thread)) return;
      if (this.spare || this.isClosed || thread.isEnded) return thread.end(stopped());
      this.spare = thread;
      await thread.ask({ close: true }).catch(() => undefined);
      thread.rest();
    };
    try {
      await thread.ask({ open: program });
    } catch (error) {
      await release();
      throw error;
    }
    return { solve: (request: LpRequest) => thread.ask<LpOutcome>({ solve: request }), close: release };
  }

  /** Ends all threads; whatever is under way is refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    const threads = [...this.busy, ...(this.spare ? [this.spare] : [])];
    this.spare = null;
    await Promise.all(threads.map((thread) => thread.end(stopped())));
  }
}

/** A worker thread that holds one program at a time. */
class LpThread {
  private readonly worker = new Worker(workerFile, { name: 'highs-lp' });
  private readonly asked = new Map<number, Asked>();
  private nextId = 1;
  private ended: unknown = null;
  private exited: Promise<unknown> | null = null;

  constructor() {
    this.worker.on('message', ({ id, result, failure }) => {
      const asked = this.asked.get(id);
      this.asked.delete(id);
      if (failure === undefined) asked?.resolve(result as never);
      // After a native error the heap cannot be trusted.
      else void this.end(unavailable(`The solver failed: ${failure}.`), asked);
    });
    const onDeath = (cause: unknown) => {
      const what = cause instanceof Error ? cause.message : `thread ended with code ${String(cause)}`;
      void this.end(unavailable(`The solver stopped unexpectedly: ${what}.`));
    };
    this.worker.on('error', onDeath);
    this.worker.on('exit', onDeath);
  }

  get isEnded(): boolean {
    return this.ended !== null;
  }

  /** An idle thread does not keep the process alive. */
  rest(): void {
    this.worker.unref();
  }

  ask<R>(question: object): Promise<R> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.nextId++;
    this.worker.ref();
    return new Promise<R>((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...question });
    });
  }

  async end(reason: unknown, alsoAsked?: Asked): Promise<void> {
    alsoAsked?.reject(reason);
    if (this.ended) return void (await this.exited);
    this.ended = reason;
    for (const { reject } of this.asked.values()) reject(reason);
    this.asked.clear();
    this.exited = this.worker.terminate();
    await this.exited;
  }
}

function stopped(): PlanningError {
  return unavailable('The solver has been shut down.');
}

function unavailable(message: string): PlanningError {
  return new PlanningError('UNAVAILABLE', message);
}
