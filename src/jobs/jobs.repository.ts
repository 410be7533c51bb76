import type { EntityManager } from 'typeorm';
import { demandRole, holds, type Viewer } from '../platform/access/viewer.js';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
} from '../platform/database/key-page.js';
import { Job, JobError, JobProgress, type JobState } from './job.record.js';

/** The latest first. */
export const JOB_ORDER: KeyOrder = { name: 'job', by: [{ sql: '-j.number', type: 'bigint' }] };

/** Jobs that ended are kept this long, and no more of them than this. */
const KEPT_DAYS = 30;
const KEPT_JOBS = 1000;

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  /** JSON. */
  readonly question: string;
}

/** Jobs as their users see them: each their own, admins all. */
export class JobsRepository {
  constructor(private readonly manager: EntityManager) {}

  async insert({ id, kind, question }: NewJob, viewer: Viewer, transaction: EntityManager): Promise<Job> {
    const rows: Row[] = await transaction.query(
      `INSERT INTO job AS j (id, kind, question, actor, role) VALUES ($1, $2, $3::json, $4, $5) RETURNING ${COLUMNS}`,
      [id, kind, question, viewer.actor, viewer.role],
    );
    return jobOf(rows[0]);
  }

  /** Null too for a job of somebody else. */
  async find(id: string, viewer: Viewer, manager = this.manager): Promise<Job | null> {
    const [job] = await this.findByIds([id], viewer, manager);
    return job;
  }

  async findByIds(ids: readonly string[], viewer: Viewer, manager = this.manager): Promise<(Job | null)[]> {
    const where = seenBy(viewer);
    where.and(`j.id = ANY(${where.bind(ids.filter(isJobId), 'uuid[]')})`);
    const rows: Row[] = await manager.query(
      `SELECT ${COLUMNS} FROM job j WHERE ${where.toSql()}`,
      where.values,
    );
    const byId = new Map(rows.map((row) => [row.id, jobOf(row)]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  }

  async list(
    state: JobState | null,
    page: PageRequest,
    viewer: Viewer,
    manager = this.manager,
  ): Promise<KeyPage> {
    return readKeyPage(manager, { ...BASE, where: inState(state, viewer) }, page);
  }

  async count(state: JobState | null, viewer: Viewer, manager = this.manager): Promise<number> {
    return countKeys(manager, { ...BASE, where: inState(state, viewer) });
  }

  /** Results as they were stored, in the order of ids; null where there is none. The caller has found the jobs. */
  async readResults(ids: readonly string[], manager = this.manager): Promise<unknown[]> {
    const rows: { id: string; result: unknown }[] = await manager.query(
      'SELECT id::text AS id, result FROM job WHERE id = ANY($1::uuid[])',
      [ids],
    );
    const byId = new Map(rows.map(({ id, result }) => [id, result]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Jobs that wait or run: this viewer's, and everybody's. */
  async countUnderWay({ actor }: Viewer, manager = this.manager): Promise<{ own: number; all: number }> {
    const [row]: { own: number; all: number }[] = await manager.query(
      `SELECT count(*) FILTER (WHERE actor = $1)::int AS own, count(*)::int AS "all" FROM job WHERE ${UNDER_WAY}`,
      [actor],
    );
    return row;
  }

  /** Ends a job that waits or runs. @returns its kind, null where there is none of this viewer under way. */
  async cancel(id: string, viewer: Viewer, transaction: EntityManager): Promise<string | null> {
    const where = seenBy(viewer);
    where.and(`j.id = ${where.bind(id, 'uuid')}`).and(UNDER_WAY);
    const [rows]: [{ kind: string }[]] = await transaction.query(
      `UPDATE job j SET state = 'CANCELLED', finished_at = now(), claim = NULL, beat_at = NULL
       WHERE ${where.toSql()} RETURNING kind`,
      where.values,
    );
    return rows[0]?.kind ?? null;
  }

  /** Forgets jobs that ended long ago, and the oldest of too many. */
  async prune(transaction: EntityManager): Promise<void> {
    await transaction.query(
      `DELETE FROM job WHERE finished_at < now() - make_interval(days => $1) OR finished_at IS NOT NULL AND number <=
         (SELECT number FROM job WHERE finished_at IS NOT NULL ORDER BY number DESC OFFSET $2 LIMIT 1)`,
      [KEPT_DAYS, KEPT_JOBS],
    );
  }
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly question: string;
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly seconds: number | null;
  readonly error: { readonly code: string; readonly message: string; readonly errorId?: string } | null;
  readonly actor: string;
  readonly role: Viewer['role'];
  readonly attempts: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export const COLUMNS = `j.id::text AS id, j.kind, j.state, j.question::text AS question, j.incumbent, j.bound, j.gap,
  j.seconds, j.error, j.actor, j.role, j.attempts, j.created_at AS "createdAt", j.started_at AS "startedAt",
  j.finished_at AS "finishedAt"`;

// The condition of the index job_under_way.
export const UNDER_WAY = `state IN ('QUEUED','RUNNING')`;

const BASE = { from: 'job j', key: 'j.id::text', order: JOB_ORDER };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing else needs to be looked up. */
export function isJobId(text: string): boolean {
  return UUID.test(text);
}

function seenBy(viewer: Viewer): Conditions {
  demandRole(viewer, 'Reading jobs', 'planner');
  const where = new Conditions();
  if (!holds(viewer)) where.and(`j.actor = ${where.bind(viewer.actor)}`);
  return where;
}

function inState(state: JobState | null, viewer: Viewer): Conditions {
  const where = seenBy(viewer);
  if (state !== null) where.and(`j.state = ${where.bind(state)}`);
  return where;
}

export function jobOf({ incumbent, bound, gap, seconds, error, ...row }: Row): Job {
  const progress = { incumbent, bound, gap, seconds };
  const isKnown = Object.values(progress).some((figure) => figure !== null);
  return Object.assign(new Job(), row, {
    progress: isKnown ? Object.assign(new JobProgress(), progress) : null,
    error: error && Object.assign(new JobError(), { errorId: null }, error),
  });
}
