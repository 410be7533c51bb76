import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { holds, type Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { showError } from '../platform/errors/show-error.js';
import { translateDatabaseError } from '../platform/errors/translate-database-error.js';
import type { Logger } from '../platform/log/create-logger.js';
import type { ClaimsRepository, OpenJob } from './claims.repository.js';
import type { JobEvents } from './job-events.js';
import type { AnyJobKind } from './job-kind.js';
import type { JobQueue } from './job-queue.js';
import { RunningJob, type RunEnd } from './running-job.js';

/** Work on a job begins at most so often; a stop in order does not count. */
const MOST_ATTEMPTS = 3;
/** Between two looks for what other processes started or left; this process's own jobs are begun at once. */
const LOOK_MILLIS = 5000;

export interface WorkerOptions {
  /** Jobs worked on at a time; 0 leaves all to other processes. */
  readonly atOnce: number;
  /** Whether this process is the only one that could work, so that what runs already was left by one that ended. */
  readonly isAlone: boolean;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export interface WorkerGround {
  readonly manager: EntityManager;
  readonly claims: ClaimsRepository;
  readonly queue: JobQueue;
  readonly events: JobEvents;
  readonly kinds: ReadonlyMap<string, AnyJobKind>;
}

/** Works on jobs: takes what waits, lets others' abandoned jobs wait again, ends what is cancelled. */
export class JobRunner {
  private readonly running = new Map<string, { readonly job: RunningJob; readonly end: Promise<void> }>();
  private options: WorkerOptions | null = null;
  private isFirstLook = true;
  private isWanted = false;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(private readonly ground: WorkerGround) {}

  /** Looks for work from now on. */
  begin(options: WorkerOptions): void {
    this.options = options;
    this.wake();
  }

  /** There may be work now. */
  wake(): void {
    if (!this.options || this.options.atOnce === 0 || this.isClosing) return;
    this.isWanted = true;
    this.looking ??= this.lookWhileWanted(this.options);
  }

  /** Ends this process's run of a job at once. @returns whether there is one that this viewer may end. */
  cancel(id: string, viewer: Viewer): boolean {
    const running = this.running.get(id)?.job;
    if (!running || !(holds(viewer) || running.job.actor === viewer.actor)) return false;
    running.interrupt('CANCELLED');
    return true;
  }

  /** Ends all runs and puts their jobs back, for the next start or another process. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.timer);
    await this.looking;
    const runs = [...this.running.values()];
    for (const { job } of runs) job.interrupt('STOPPING');
    await Promise.all(runs.map(({ end }) => end));
  }

  private async lookWhileWanted(options: WorkerOptions): Promise<void> {
    clearTimeout(this.timer);
    while (this.isWanted && !this.isClosing) {
      this.isWanted = false;
      try {
        await this.look(options);
      } catch (error) {
        options.log.warn({ err: error }, 'cannot look for jobs; trying again');
      }
    }
    this.looking = null;
    if (this.isClosing) return;
    this.timer = setTimeout(() => this.wake(), LOOK_MILLIS);
    this.timer.unref();
  }

  /** One statement while there is nothing to do. */
  private async look(options: WorkerOptions): Promise<void> {
    const { claims, kinds } = this.ground;
    const isAlone = options.isAlone && this.isFirstLook;
    const open = await claims.readOpen([...kinds.keys()], isAlone);
    for (const job of open.filter(({ isAbandoned }) => isAbandoned))
      await this.release(job, isAlone, options);
    this.isFirstLook = false;
    const waiting = new Set(open.map(({ kind }) => kind));
    for (const kind of waiting) {
      while (this.running.size < options.atOnce && !this.isClosing && (await this.take(kind, options)));
    }
  }

  /** @returns false where no job of the kind waits, or another worker was faster. */
  private async take(kind: string, options: WorkerOptions): Promise<boolean> {
    const { manager, queue, claims, events } = this.ground;
    await queue.ready(kind);
    const claim = randomUUID();
    const taken = await manager.transaction(async (tx) => {
      const id = await queue.take(kind, tx);
      if (id === null) return null;
      const job = await claims.claim(id, claim, tx);
      if (!job) await queue.remove(kind, id, tx);
      return { job };
    });
    if (!taken) return false;
    if (!taken.job) return true;
    const { id } = taken.job;
    const missed = (error: unknown) =>
      options.log.warn({ err: error, job: id }, 'a job gave no sign of life; trying again');
    const job = new RunningJob(taken.job, claim, claims, () => events.changed(id), missed);
    const end = this.work(job, options).finally(() => {
      this.running.delete(id);
      events.changed(id);
      this.wake();
    });
    this.running.set(id, { job, end });
    events.changed(id);
    return true;
  }

  private async work(running: RunningJob, { log }: WorkerOptions): Promise<void> {
    const { id, kind } = running.job;
    const end = await running.run(this.ground.kinds.get(kind)!);
    try {
      await this.settle(running, end, log).catch((error: unknown) => this.settle(running, { error }, log));
    } catch (error) {
      // The claim lapses, and whoever looks next begins the job again.
      log.error({ err: error, job: id }, 'cannot store how a job ended');
    }
  }

  /** Stores how a run ended, in one transaction with the queue; changes nothing where the claim no longer stands. */
  private async settle({ job, claim }: RunningJob, end: RunEnd, log: WorkerOptions['log']): Promise<void> {
    const { manager, queue, claims } = this.ground;
    const { id, kind, attempts } = job;
    if ('interrupted' in end && end.interrupted !== 'STOPPING') return;
    const isAgain =
      'interrupted' in end || ('error' in end && mayPass(end.error) && attempts < MOST_ATTEMPTS);
    const error = 'error' in end && !isAgain ? showError(end.error, log, { job: id, kind }) : null;
    await manager.transaction(async (tx) => {
      const stands = error
        ? await claims.fail(claim, error, tx)
        : 'result' in end
          ? await claims.done(claim, end.result, tx)
          : await claims.putBack(claim, 'interrupted' in end, tx);
      if (!stands) return;
      await queue.remove(kind, id, tx);
      if (isAgain) await queue.send(kind, id, tx, true);
    });
  }

  private async release({ id, kind }: OpenJob, isAlone: boolean, { log }: WorkerOptions): Promise<void> {
    const { manager, queue, claims, events } = this.ground;
    await queue.ready(kind);
    const error = showError(gaveUp(), log);
    const state = await manager.transaction(async (tx) => {
      const now = await claims.release(id, isAlone, MOST_ATTEMPTS, error, tx);
      if (now === null) return null;
      await queue.remove(kind, id, tx);
      if (now === 'QUEUED') await queue.send(kind, id, tx, true);
      return now;
    });
    if (state) log.info({ job: id, state }, 'a job was left by the process that worked on it');
    events.changed(id);
  }
}

/** True for what another try may not meet: a thread or a connection that broke off. */
function mayPass(error: unknown): boolean {
  const known = error instanceof PlanningError ? error : translateDatabaseError(error);
  return known?.code === 'UNAVAILABLE';
}

function gaveUp(): PlanningError {
  return new PlanningError(
    'UNAVAILABLE',
    `The program ended ${MOST_ATTEMPTS} times while it worked on this job, so it is not begun again.`,
  );
}
