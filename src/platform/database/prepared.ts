import { createHash } from 'node:crypto';
import type { Pool, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

const UNKNOWN_STATEMENT = '26000';
const KNOWN_STATEMENT = '42P05';

/**
 * Sends a statement of our own that comes again and again: the database reads it once and soon keeps its plan too,
 * which takes it longer than a short statement itself. The types of parameters must be told by casts (`$1::float8`).
 * Inside a transaction it is sent as any other.
 */
export async function queryPrepared<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly number[] = [],
): Promise<Row[]> {
  if (manager.queryRunner) return manager.query<Row[]>(sql, [...values]);
  const { driver, logger, options } = manager.dataSource;
  const pool = (driver as PostgresDriver).master as Pool;
  logger.logQuery(sql, [...values]);
  // On a server each connection has a session of its own, and the driver knows what it gave to which.
  const isServer = 'url' in options && options.url !== undefined;
  const { rows } = isServer
    ? await pool.query({ name: nameOf(sql), text: sql, values: [...values] })
    : await execute(pool, sql, values);
  return rows as Row[];
}

/** All clients of an embedded database share one session, and so the names of statements in it. */
async function execute(pool: Pool, sql: string, values: readonly number[]): Promise<QueryResult> {
  const statement = `EXECUTE ${nameOf(sql)}${values.length > 0 ? `(${values.join(', ')})` : ''}`;
  await prepare(pool, sql);
  try {
    return await pool.query(statement);
  } catch (error) {
    // A database that was started anew has a new session.
    if (codeOf(error) !== UNKNOWN_STATEMENT) throw error;
    given.get(pool)?.delete(sql);
    await prepare(pool, sql);
    return pool.query(statement);
  }
}

/** The statements each embedded database has been given. */
const given = new WeakMap<Pool, Map<string, Promise<unknown>>>();

function prepare(pool: Pool, sql: string): Promise<unknown> {
  const known = given.get(pool) ?? new Map<string, Promise<unknown>>();
  given.set(pool, known);
  let giving = known.get(sql);
  if (!giving) {
    giving = pool.query(`PREPARE ${nameOf(sql)} AS ${sql}`).catch((error: unknown) => {
      // Equal names are equal statements, whichever process gave it.
      if (codeOf(error) === KNOWN_STATEMENT) return;
      known.delete(sql);
      throw error;
    });
    known.set(sql, giving);
  }
  return giving;
}

const names = new Map<string, string>();

/** Of its content. Such statements are few, so each name is kept. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined)
    names.set(sql, (name = `kept_${createHash('sha1').update(sql).digest('hex').slice(0, 24)}`));
  return name;
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown }).code;
}
