import { Worker } from 'node:worker_threads';
import { PlanningError } from '../errors/planning-error.js';
import type { FromThread, ThreadTask, ThreadTasks, ToThread } from './thread-task.js';

/** More at once only slow each other down. */
const MOST_THREADS = 2;

type InputOf<T> = T extends ThreadTask<infer Input, infer _Q, infer _A, infer _R> ? Input : never;
type QuestionOf<T> = T extends ThreadTask<infer _I, infer Question, infer _A, infer _R> ? Question : never;
type AnswerOf<T> = T extends ThreadTask<infer _I, infer _Q, infer Answer, infer _R> ? Answer : never;
type ResultOf<T> = T extends ThreadTask<infer _I, infer _Q, infer _A, infer Result> ? Result : never;

interface Job {
  readonly task: string;
  readonly input: unknown;
  readonly answer: (question: unknown) => unknown;
  readonly settle: (result: unknown) => void;
  readonly fail: (reason: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
}

/** What a task threw, told by its name, as classes do not cross threads. */
export class ThreadTaskError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Long computations in worker threads, so that the event loop stays free: a task a thread, two at a time, the others
 * wait in order. An abort ends the thread at once; a thread that dies fails its task; the next task gets a new one.
 */
export class TaskThreads<Tasks extends ThreadTasks> {
  private readonly threads: Thread[] = [];
  private readonly ending = new Set<Promise<unknown>>();
  private waiting: Job[] = [];
  private closed = false;

  /** @param file script that calls serveTasks(Tasks) */
  constructor(private readonly file: URL) {}

  /**
   * Has a task done; `answer` is asked what the task wants to know meanwhile, and its failure ends the task. Input
   * and answers are copied to the thread.
   * Rejects with the signal's reason on abort, with what `answer` threw, ThreadTaskError when the task itself failed,
   * and PlanningError UNAVAILABLE when a thread died or all were closed.
   */
  run<K extends keyof Tasks & string>(
    task: K,
    input: InputOf<Tasks[K]>,
    answer: (question: QuestionOf<Tasks[K]>) => AnswerOf<Tasks[K]> | Promise<AnswerOf<Tasks[K]>>,
    signal?: AbortSignal,
  ): Promise<ResultOf<Tasks[K]>> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.closed) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      const end = () => signal?.removeEventListener('abort', onAbort);
      const onAbort = () => this.drop(job, signal!.reason);
      const job: Job = {
        task,
        input,
        answer: answer as Job['answer'],
        settle: (result) => {
          end();
          resolve(result as ResultOf<Tasks[K]>);
        },
        fail: (reason) => {
          end();
          reject(reason);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(job);
      this.handOut();
    });
  }

  /** Ends the threads, waiting for aborted ones too; whatever is under way or waits is refused. */
  async close(): Promise<void> {
    this.closed = true;
    const threads = this.threads.splice(0);
    for (const job of [...this.waiting.splice(0), ...threads.map((thread) => thread.job)])
      job?.fail(stopped());
    await Promise.all([...this.ending, ...threads.map(({ worker }) => worker.terminate())]);
  }

  private handOut(): void {
    while (this.waiting.length > 0 && !this.closed) {
      const thread = this.threads.find(({ job }) => job === null) ?? this.startThread();
      if (!thread) return;
      const job = (thread.job = this.waiting.shift()!);
      // A busy thread keeps the process alive, an idle one does not.
      thread.worker.ref();
      thread.worker.postMessage({ task: job.task, input: job.input } satisfies ToThread);
    }
  }

  private startThread(): Thread | null {
    if (this.threads.length >= MOST_THREADS) return null;
    const worker = new Worker(this.file, { name: 'task' });
    const thread: Thread = { worker, job: null };
    this.threads.push(thread);
    worker.on('message', (message: FromThread) => void this.hear(thread, message));
    const onDeath = (cause: unknown) => {
      const what = cause instanceof Error ? cause.message : `thread ended with code ${String(cause)}`;
      this.endThread(
        thread,
        new PlanningError('UNAVAILABLE', `A computation stopped unexpectedly: ${what}.`),
      );
    };
    worker.on('error', onDeath);
    worker.on('exit', onDeath);
    return thread;
  }

  private async hear(thread: Thread, message: FromThread): Promise<void> {
    const { job } = thread;
    if (!job) return;
    if ('question' in message) {
      try {
        const answer = await job.answer(message.question);
        if (thread.job === job) thread.worker.postMessage({ answer, id: message.id } satisfies ToThread);
      } catch (error) {
        if (thread.job === job) this.endThread(thread, error);
      }
      return;
    }
    thread.job = null;
    thread.worker.unref();
    if ('error' in message) job.fail(new ThreadTaskError(message.error.name, message.error.message));
    else job.settle(message.result);
    this.handOut();
  }

  private drop(job: Job, reason: unknown): void {
    const thread = this.threads.find((each) => each.job === job);
    if (thread) return this.endThread(thread, reason);
    this.waiting = this.waiting.filter((other) => other !== job);
    job.fail(reason);
  }

  private endThread(thread: Thread, reason: unknown): void {
    const at = this.threads.indexOf(thread);
    if (at < 0) return;
    this.threads.splice(at, 1);
    thread.job?.fail(reason);
    thread.job = null;
    const end = thread.worker.terminate().finally(() => this.ending.delete(end));
    this.ending.add(end);
    this.handOut();
  }
}

function stopped(): PlanningError {
  return new PlanningError('UNAVAILABLE', 'The program is shutting down.');
}
