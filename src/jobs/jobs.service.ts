import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { JobEvents } from './job-events.js';
import type { AnyJobKind, JobKind } from './job-kind.js';
import type { JobQueue } from './job-queue.js';
import { JobUpdates } from './job-updates.js';
import type { JobRunner } from './job-runner.js';
import type { Job } from './job.record.js';
import { isJobId, type JobsRepository } from './jobs.repository.js';

/** Jobs that may wait or run at a time: of one viewer, and in all. */
const MOST_OWN = 20;
const MOST_IN_ALL = 200;

export interface JobsGround {
  readonly manager: EntityManager;
  readonly repository: JobsRepository;
  readonly queue: JobQueue;
  readonly events: JobEvents;
  readonly worker: JobRunner;
  readonly kinds: Map<string, AnyJobKind>;
}

/** Starting, watching and cancelling long work. */
export class JobsService {
  constructor(private readonly ground: JobsGround) {}

  /** Names what can be started; each kind once, while the program is put together. */
  define<Question, Result>(kind: string, work: JobKind<Question, Result>): void {
    if (this.ground.kinds.has(kind)) throw new Error(`two kinds of job named ${kind}`);
    this.ground.kinds.set(kind, work);
  }

  /**
   * Stores a job to be worked on by this process or another one. The caller has checked the question and who may ask it.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN for anybody but planners, LIMIT_EXCEEDED when too many wait.
   */
  async start(kind: string, question: unknown, viewer: Viewer): Promise<Job> {
    demandRole(viewer, 'Starting a job', 'planner');
    const { manager, repository, queue, kinds, worker } = this.ground;
    if (!kinds.has(kind)) throw new Error(`no kind of job named ${kind}`);
    await queue.ready(kind);
    const id = randomUUID();
    const job = await manager.transaction(async (tx) => {
      await repository.prune(tx);
      demandRoom(await repository.countUnderWay(viewer, tx));
      const stored = await repository.insert({ id, kind, question: JSON.stringify(question) }, viewer, tx);
      await queue.send(kind, id, tx);
      await writeAudit(tx, viewer, 'job.start', id, { kind });
      return stored;
    });
    worker.wake();
    return job;
  }

  /**
   * Cancels a job: one that runs in this process ends at once, one of another process with its next sign of life. One
   * that has ended stays as it is.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND where the viewer sees no such job.
   */
  async cancel(jobId: string, viewer: Viewer): Promise<Job> {
    const id = jobId.toLowerCase();
    const { manager, repository, queue, worker, events } = this.ground;
    // First of all, so that it takes effect however busy the database is.
    worker.cancel(id, viewer);
    const known = await repository.find(id, viewer);
    if (!known) throw new PlanningError('NOT_FOUND', `There is no job ${id} that you can see.`, { id });
    await queue.ready(known.kind);
    await manager.transaction(async (tx) => {
      const kind = await repository.cancel(id, viewer, tx);
      if (kind === null) return;
      await queue.remove(kind, id, tx);
      await writeAudit(tx, viewer, 'job.cancel', id, { kind });
    });
    // It may have been taken meanwhile.
    worker.cancel(id, viewer);
    events.changed(id);
    return (await repository.find(id, viewer)) ?? known;
  }

  /** null where the viewer sees no such job. @throws PlanningError UNAUTHENTICATED or FORBIDDEN */
  find(id: string, viewer: Viewer): Promise<Job | null> {
    return this.ground.repository.find(id, viewer);
  }

  /** The stored result of a job the viewer was given; null while there is none. */
  async result(job: Job): Promise<unknown> {
    if (job.state !== 'DONE') return null;
    const [result] = await this.ground.repository.readResults([job.id]);
    return result;
  }

  /**
   * The job whenever it changes, until it has ended.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
   */
  async watch(id: string, viewer: Viewer): Promise<JobUpdates> {
    const { repository, events } = this.ground;
    if (!isJobId(id) || !(await repository.find(id, viewer))) {
      throw new PlanningError('NOT_FOUND', `There is no job ${id} that you can see.`, { id });
    }
    return new JobUpdates({
      read: () => repository.find(id, viewer),
      listen: (onChange) => events.onChange(id.toLowerCase(), onChange),
    });
  }
}

function demandRoom({ own, all }: { own: number; all: number }): void {
  if (own < MOST_OWN && all < MOST_IN_ALL) return;
  throw new PlanningError(
    'LIMIT_EXCEEDED',
    own < MOST_OWN
      ? `${all} jobs wait or run already; start yours when some of them have ended.`
      : `${own} jobs of yours wait or run already; wait for some of them, or cancel some.`,
    { limit: own < MOST_OWN ? MOST_IN_ALL : MOST_OWN },
  );
}
