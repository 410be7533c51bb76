import type { EntityManager } from 'typeorm';
import type { ShownError } from '../platform/errors/show-error.js';
import type { ProgressFigures } from './job-kind.js';
import type { Job } from './job.record.js';
import { COLUMNS, jobOf, UNDER_WAY } from './jobs.repository.js';

/** A worker that has not said so for this long has stopped working on its job. */
const LEASE_SECONDS = 15;

/** A job that needs somebody: it waits, or whoever worked on it is gone. */
export interface OpenJob {
  readonly id: string;
  readonly kind: string;
  readonly isAbandoned: boolean;
}

/**
 * Who works on which job. A worker writes only while its claim stands, so that one that was taken for gone, or whose job
 * was cancelled, changes nothing any more.
 */
export class ClaimsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Those of these kinds, the oldest first. @param isAlone no other process works, so that whatever runs was left. */
  async readOpen(kinds: readonly string[], isAlone: boolean, manager = this.manager): Promise<OpenJob[]> {
    return manager.query(
      `SELECT id::text AS id, kind, state = 'RUNNING' AS "isAbandoned" FROM job
       WHERE ${UNDER_WAY} AND kind = ANY($1::text[])
         AND (state = 'QUEUED' OR $2 OR beat_at < now() - make_interval(secs => $3))
       ORDER BY number LIMIT 100`,
      [kinds, isAlone, LEASE_SECONDS],
    );
  }

  /** Makes a waiting job this claim's; null where it no longer waits. */
  async claim(id: string, claim: string, transaction: EntityManager): Promise<Job | null> {
    const [rows]: [Parameters<typeof jobOf>[0][]] = await transaction.query(
      `UPDATE job j SET state = 'RUNNING', claim = $2, beat_at = now(), attempts = attempts + 1,
         started_at = COALESCE(started_at, now()), incumbent = NULL, bound = NULL, gap = NULL, seconds = NULL
       WHERE id = $1 AND state = 'QUEUED' RETURNING ${COLUMNS}`,
      [id, claim],
    );
    return rows.length === 0 ? null : jobOf(rows[0]);
  }

  /** Says that the claim's holder lives, and how far it is. @returns false where the claim no longer stands. */
  async beat(claim: string, figures: ProgressFigures | null, manager = this.manager): Promise<boolean> {
    const { incumbent, bound, gap, seconds } = figures ?? NOTHING_NEW;
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE job SET beat_at = now(), incumbent = COALESCE($2, incumbent), bound = COALESCE($3, bound),
         gap = COALESCE($4, gap), seconds = COALESCE($5, seconds)
       WHERE claim = $1 AND state = 'RUNNING'`,
      [claim, incumbent, bound, gap, seconds],
    );
    return count > 0;
  }

  /** @returns false where the claim no longer stands; nothing is written then. */
  async done(claim: string, result: string, transaction: EntityManager): Promise<boolean> {
    return this.end(claim, `state = 'DONE', result = $2::json`, result, transaction);
  }

  /** As `done`. */
  async fail(claim: string, error: ShownError, transaction: EntityManager): Promise<boolean> {
    return this.end(claim, `state = 'FAILED', error = $2::json`, jsonOf(error), transaction);
  }

  /** Lets another worker begin anew. @param isFree whether the attempt does not count. As `done`. */
  async putBack(claim: string, isFree: boolean, transaction: EntityManager): Promise<boolean> {
    const [, count]: [unknown, number] = await transaction.query(
      `UPDATE job SET state = 'QUEUED', claim = NULL, beat_at = NULL, attempts = attempts - $2::int
       WHERE claim = $1 AND state = 'RUNNING'`,
      [claim, isFree ? 1 : 0],
    );
    return count > 0;
  }

  /**
   * Takes an abandoned job from whoever had it: it waits again, or fails with `error` when it was begun `mostAttempts`
   * times. @returns null where it was not abandoned after all.
   */
  async release(
    id: string,
    isAlone: boolean,
    mostAttempts: number,
    error: ShownError,
    transaction: EntityManager,
  ): Promise<'QUEUED' | 'FAILED' | null> {
    const [rows]: [{ state: 'QUEUED' | 'FAILED' }[]] = await transaction.query(
      `UPDATE job SET claim = NULL, beat_at = NULL,
         state = CASE WHEN attempts < $4 THEN 'QUEUED' ELSE 'FAILED' END,
         error = CASE WHEN attempts < $4 THEN NULL ELSE $5::json END,
         finished_at = CASE WHEN attempts < $4 THEN NULL ELSE now() END
       WHERE id = $1 AND state = 'RUNNING' AND ($2 OR beat_at < now() - make_interval(secs => $3))
       RETURNING state`,
      [id, isAlone, LEASE_SECONDS, mostAttempts, jsonOf(error)],
    );
    return rows[0]?.state ?? null;
  }

  private async end(
    claim: string,
    what: string,
    value: string,
    transaction: EntityManager,
  ): Promise<boolean> {
    const [, count]: [unknown, number] = await transaction.query(
      `UPDATE job SET ${what}, finished_at = now(), claim = NULL, beat_at = NULL
       WHERE claim = $1 AND state = 'RUNNING'`,
      [claim, value],
    );
    return count > 0;
  }
}

const NOTHING_NEW: ProgressFigures = { incumbent: null, bound: null, gap: null, seconds: null };

function jsonOf({ message, extensions }: ShownError): string {
  return JSON.stringify({ ...extensions, message });
}
