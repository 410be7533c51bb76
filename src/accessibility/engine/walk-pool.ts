import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../platform/compute/worker-file.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { KeptTexts } from './kept-texts.js';
import { keepNewest } from './kept-networks.js';
import type { WalkAnswer, WalkAsk, WalkWorkName } from './walk-work.js';
import type { SharedNetwork, WalkReply, WalkRequest } from './walk-worker.js';

/** Some 1,800 display polygons of a quarter of an hour. */
const KEPT_TEXT_BYTES = 32_000_000;
/** Threads beyond this bring little and cost an index of the network each. */
const MOST_THREADS = 4;

/** Work that came in one call: pieces that any thread may do, in any order. */
interface Job {
  readonly network: SharedNetwork;
  readonly work: WalkWorkName;
  readonly asks: readonly unknown[];
  readonly freed: (piece: number) => void;
  next: number;
  /** True once its caller has an answer, so that pieces still under way are for nobody. */
  ended: boolean;
  /** Takes the answer of one piece. */
  readonly receive: (answer: unknown, piece: number) => void;
  readonly fail: (reason: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it has open, by key: a network crosses once, as every crossing costs both sides. */
  readonly open: Map<number, SharedNetwork>;
  /** What it was given, in order: a piece, and at times the one after it. */
  readonly doing: { readonly id: number; readonly job: Job; readonly piece: number }[];
}

/** What a worker threw, told by its name, as classes do not cross threads. */
export class WalkWorkError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Walks in worker threads, so that the event loop stays free. Work comes in pieces of some milliseconds; jobs take
 * turns, so a small question does not wait for a large one. An abort is heard between pieces: the caller is answered
 * at once and what is left is dropped. A thread that dies fails the piece it had and is replaced.
 */
export class WalkPool {
  /** Texts threads wrote, in memory shared with them, for who asks again. */
  readonly texts = new KeptTexts(KEPT_TEXT_BYTES);
  private readonly threads: Thread[] = [];
  private jobs: Job[] = [];
  private readonly asides = new Set<WalkPool>();
  private nextId = 1;
  private closed = false;

  constructor(readonly size = Math.max(1, Math.min(MOST_THREADS, availableParallelism()))) {}

  /**
   * Answers every ask, in order; one given as a function is made when a thread is free for it. `receive` turns each
   * answer into what is kept, piece by piece as they come in; `freed` is told of every piece a thread was given once
   * that thread is done with it, whatever has become of the job.
   * Rejects with the signal's reason on abort, WalkWorkError when the work itself failed, and PlanningError
   * UNAVAILABLE when a thread died or the pool is closed.
   */
  run<K extends WalkWorkName, R = WalkAnswer<K>>(
    network: SharedNetwork,
    work: K,
    asks: readonly (WalkAsk<K> | (() => WalkAsk<K>))[],
    signal?: AbortSignal,
    receive: (answer: WalkAnswer<K>, piece: number) => R = (answer) => answer as R,
    freed: (piece: number) => void = () => {},
  ): Promise<R[]> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.closed) return Promise.reject(stopped());
    if (asks.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const results = new Array<R>(asks.length);
      let left = asks.length;
      const end = () => {
        signal?.removeEventListener('abort', onAbort);
        this.jobs = this.jobs.filter((other) => other !== job);
        job.ended = true;
      };
      const fail = (reason: unknown) => {
        end();
        reject(reason);
      };
      const onAbort = () => fail(signal!.reason);
      const job: Job = {
        network,
        work,
        asks,
        freed,
        next: 0,
        ended: false,
        receive: (answer, piece) => {
          results[piece] = receive(answer as WalkAnswer<K>, piece);
          if (--left > 0) return;
          end();
          resolve(results);
        },
        fail,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.jobs.push(job);
      this.handOut();
    });
  }

  /** Whether nothing is asked or being answered. */
  get isIdle(): boolean {
    return this.jobs.length === 0 && this.threads.every(isFree);
  }

  /** Answers one ask that takes seconds in a thread of its own, which ends with it; rejects as `run` does. */
  async runAside<K extends WalkWorkName>(
    network: SharedNetwork,
    work: K,
    ask: WalkAsk<K>,
  ): Promise<WalkAnswer<K>> {
    if (this.closed) throw stopped();
    const aside = new WalkPool(1);
    this.asides.add(aside);
    try {
      const [answer] = await aside.run(network, work, [ask]);
      return answer;
    } finally {
      this.asides.delete(aside);
      await aside.close();
    }
  }

  /** Ends the threads; whatever still waits is refused. */
  async close(): Promise<void> {
    this.closed = true;
    const threads = this.threads.splice(0);
    for (const job of new Set([...this.jobs, ...threads.flatMap(({ doing }) => doing.map(({ job }) => job))]))
      job.fail(stopped());
    await Promise.all([
      ...threads.map(({ worker }) => worker.terminate()),
      ...Array.from(this.asides, (aside) => aside.close()),
    ]);
  }

  private handOut(): void {
    while (this.jobs.length > 0 && !this.closed) {
      const thread = this.threads.find(isFree) ?? this.startThread() ?? this.threadToGoOn();
      if (!thread) return;
      const job = this.jobs.shift()!;
      const piece = job.next++;
      if (job.next < job.asks.length) this.jobs.push(job);
      this.post(thread, job, piece);
    }
  }

  /** While nobody else waits, threads are given their next piece ahead, so that they need not wait for it. */
  private threadToGoOn(): Thread | null {
    const [job, other] = this.jobs;
    if (other) return null;
    return this.threads.find(({ doing }) => doing.length === 1 && doing[0].job === job) ?? null;
  }

  private post(thread: Thread, job: Job, piece: number): void {
    const id = this.nextId++;
    thread.doing.push({ id, job, piece });
    // A busy thread keeps the process alive, an idle one does not.
    thread.worker.ref();
    const { network, work, asks } = job;
    const { key } = network;
    const opening = thread.open.get(key) === network ? null : network;
    if (opening) keepNewest(thread.open, key, network);
    const given = asks[piece];
    const ask: unknown = typeof given === 'function' ? given() : given;
    thread.worker.postMessage({ id, key, opening, work, ask } satisfies WalkRequest);
  }

  private startThread(): Thread | null {
    if (this.threads.length >= this.size) return null;
    const worker = new Worker(workerFile('walk-worker', import.meta.url), { name: 'walk' });
    const thread: Thread = { worker, open: new Map(), doing: [] };
    this.threads.push(thread);
    worker.on('message', (reply: WalkReply) => this.settle(thread, reply));
    const onDeath = (cause: unknown) => {
      const at = this.threads.indexOf(thread);
      if (at < 0) return;
      this.threads.splice(at, 1);
      const what = cause instanceof Error ? cause.message : `thread ended with code ${String(cause)}`;
      for (const { job, piece } of thread.doing) {
        job.fail(new PlanningError('UNAVAILABLE', `The walking engine stopped unexpectedly: ${what}.`));
        job.freed(piece);
      }
      this.handOut();
    };
    worker.on('error', onDeath);
    worker.on('exit', onDeath);
    return thread;
  }

  private settle(thread: Thread, reply: WalkReply): void {
    const [done] = thread.doing;
    if (done?.id !== reply.id) return;
    thread.doing.shift();
    if (isFree(thread)) thread.worker.unref();
    // It may have failed to open a network: whatever it is asked next, it is told of anew.
    if ('error' in reply) thread.open.clear();
    if (!done.job.ended) this.deliver(done.job, done.piece, reply);
    done.job.freed(done.piece);
    this.handOut();
  }

  private deliver(job: Job, piece: number, reply: WalkReply): void {
    try {
      if ('error' in reply) job.fail(new WalkWorkError(reply.error.name, reply.error.message));
      else job.receive(reply.answer, piece);
    } catch (error) {
      job.fail(error);
    }
  }
}

function isFree({ doing }: Thread): boolean {
  return doing.length === 0;
}

function stopped(): PlanningError {
  return new PlanningError('UNAVAILABLE', 'The walking engine has been shut down.');
}
