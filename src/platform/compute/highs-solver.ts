import { Worker } from 'node:worker_threads';
import type { LinearProgram } from '../../kernel/milp/linear-program.js';
import {
  relativeGap,
  type MilpOptions,
  type MilpOutcome,
  type MilpSolver,
} from '../../kernel/milp/milp-solver.js';
import { PlanningError } from '../errors/planning-error.js';

// setTimeout fires at once beyond 2^31 − 1 milliseconds.
const LONGEST_TIMER = 2 ** 31 - 1;

const workerFile = new URL('./highs-worker.mjs', import.meta.url);

export interface HighsSolverOptions {
  /** WASM memory never shrinks: a worker that has grown beyond this is replaced. Default 1 GiB. */
  readonly recycleAboveBytes?: number;
  /** When a solve that ignores its time limit is killed. HiGHS overshoots by 7–40 %; default 1.5 × limit + 2 s. */
  readonly killAfterSeconds?: (timeLimitSeconds: number) => number;
}

interface SolveJob {
  readonly id: number;
  readonly program: LinearProgram;
  readonly options: MilpOptions;
  readonly settle: (outcome: MilpOutcome) => void;
  readonly fail: (reason: unknown) => void;
  /** Best solution and bound heard so far; all that is left when the worker must be killed. */
  incumbent: { objective: number; values: Float64Array } | null;
  bound: number;
  deadline?: NodeJS.Timeout;
}

type WorkerMessage =
  | { type: 'ready' }
  | { id: number; type: 'incumbent'; objective: number; values: Float64Array }
  | { id: number; type: 'bound'; bound: number }
  | { id: number; type: 'failed'; message: string }
  | {
      id: number;
      type: 'done';
      status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped';
      objective: number;
      bound: number;
      values: Float64Array | null;
      memoryBytes: number;
    };

/**
 * HiGHS (WebAssembly) as MilpSolver. One worker thread is kept warm and solves one program at a time, the
 * rest wait in order, so the event loop stays free. An abort, a crash or a solve that ignores its time limit
 * ends the worker; the next request starts a fresh one.
 */
export class HighsSolver implements MilpSolver {
  private worker: Worker | null = null;
  private ready = false;
  private running: SolveJob | null = null;
  private readonly queue: SolveJob[] = [];
  private nextId = 1;
  private closed = false;
  private readonly recycleAboveBytes: number;
  private readonly killAfterSeconds: (timeLimitSeconds: number) => number;

  constructor({
    recycleAboveBytes = 1024 ** 3,
    killAfterSeconds = (limit) => 1.5 * limit + 2,
  }: HighsSolverOptions = {}) {
    this.recycleAboveBytes = recycleAboveBytes;
    this.killAfterSeconds = killAfterSeconds;
  }

  /**
   * Solves a program. Resolves to the outcome; rejects with the signal's reason on abort and with
   * PlanningError UNAVAILABLE when the solver fails or is closed.
   */
  solve(program: LinearProgram, options: MilpOptions): Promise<MilpOutcome> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.closed)
      return Promise.reject(new PlanningError('UNAVAILABLE', 'The solver has been shut down.'));
    return new Promise((resolve, reject) => {
      const onAbort = () => this.abort(job);
      const job: SolveJob = {
        id: this.nextId++,
        program,
        options,
        settle: (outcome) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(outcome);
        },
        fail: (reason) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason);
        },
        incumbent: null,
        bound: program.sense === 'maximize' ? Infinity : -Infinity,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.push(job);
      this.startNext();
    });
  }

  /** Ends the worker; whatever still waits is refused. */
  async close(): Promise<void> {
    this.closed = true;
    const refused = new PlanningError('UNAVAILABLE', 'The solver has been shut down.');
    for (const job of this.queue.splice(0)) job.fail(refused);
    const job = this.takeRunning();
    job?.fail(refused);
    await this.dropWorker();
  }

  private startNext(): void {
    if (this.running || this.queue.length === 0) return;
    const worker = (this.worker ??= this.startWorker());
    const job = (this.running = this.queue.shift()!);
    // A busy worker keeps the process alive, an idle one does not.
    worker.ref();
    if (this.ready) this.post(worker, job);
  }

  private post(worker: Worker, job: SolveJob): void {
    const { timeLimitSeconds, gapTolerance = 0, absoluteGapTolerance = 0, start } = job.options;
    const killAfterMilliseconds = this.killAfterSeconds(timeLimitSeconds) * 1000;
    job.deadline = setTimeout(() => this.killOverdue(job), Math.min(killAfterMilliseconds, LONGEST_TIMER));
    worker.postMessage({
      id: job.id,
      program: job.program,
      timeLimitSeconds,
      gapTolerance,
      absoluteGapTolerance,
      start,
    });
  }

  private startWorker(): Worker {
    const worker = new Worker(workerFile, { name: 'highs' });
    this.ready = false;
    worker.on('message', (message: WorkerMessage) => {
      if (worker === this.worker) this.receive(worker, message);
    });
    const onDeath = (cause: unknown) => {
      if (worker !== this.worker) return;
      this.worker = null;
      this.takeRunning()?.fail(
        new PlanningError('UNAVAILABLE', `The solver stopped unexpectedly: ${describe(cause)}.`),
      );
      this.startNext();
    };
    worker.on('error', onDeath);
    worker.on('exit', (code) => onDeath(`worker thread ended with code ${code}`));
    return worker;
  }

  private receive(worker: Worker, message: WorkerMessage): void {
    if (message.type === 'ready') {
      this.ready = true;
      if (this.running) this.post(worker, this.running);
      return;
    }
    const job = this.running;
    if (!job || message.id !== job.id) return;
    if (message.type === 'incumbent') {
      job.incumbent = { objective: message.objective, values: message.values };
      job.options.watch?.(message.objective, job.bound);
    } else if (message.type === 'bound') {
      job.bound = message.bound;
      job.options.watch?.(job.incumbent?.objective ?? null, message.bound);
    } else {
      this.takeRunning();
      worker.unref();
      if (message.type === 'failed') {
        // After a native error the heap cannot be trusted.
        void this.dropWorker();
        job.fail(new PlanningError('UNAVAILABLE', `The solver failed: ${message.message}.`));
      } else {
        if (message.memoryBytes > this.recycleAboveBytes) void this.dropWorker();
        job.settle(toOutcome(message));
      }
      this.startNext();
    }
  }

  private abort(job: SolveJob): void {
    const waiting = this.queue.indexOf(job);
    if (waiting >= 0) this.queue.splice(waiting, 1);
    if (job === this.running) {
      this.takeRunning();
      void this.dropWorker();
    }
    job.fail(job.options.signal!.reason);
    this.startNext();
  }

  private killOverdue(job: SolveJob): void {
    if (job !== this.running) return;
    this.takeRunning();
    void this.dropWorker();
    job.settle(bestSoFar(job));
    this.startNext();
  }

  private takeRunning(): SolveJob | null {
    const job = this.running;
    clearTimeout(job?.deadline);
    this.running = null;
    return job;
  }

  private async dropWorker(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.ready = false;
    await worker?.terminate();
  }
}

function toOutcome(done: Extract<WorkerMessage, { type: 'done' }>): MilpOutcome {
  const { status, objective, bound, values } = done;
  if (status === 'infeasible' || status === 'unbounded') return { status };
  if (!values) return { status: 'timedOut', bound };
  return {
    status: status === 'optimal' ? 'optimal' : 'feasible',
    objective,
    bound,
    gap: relativeGap(objective, bound),
    values,
  };
}

function bestSoFar({ incumbent, bound }: SolveJob): MilpOutcome {
  if (!incumbent) return { status: 'timedOut', bound };
  return { status: 'feasible', ...incumbent, bound, gap: relativeGap(incumbent.objective, bound) };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
