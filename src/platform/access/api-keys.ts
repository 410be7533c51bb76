import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { PlanningError } from '../errors/planning-error.js';
import type { Role } from './viewer.js';

/** A named key as the database knows it: never the key itself. */
export interface ApiKeyRow {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** A key that has just been made; `key` cannot be shown again. */
export interface CreatedApiKey extends ApiKeyRow {
  readonly key: string;
}

const KEY_BYTES = 32;
const COLUMNS = `name, role, created_at AS "createdAt", revoked_at AS "revokedAt"`;

const INSERT_KEY = `
  INSERT INTO api_key (name, role, key_hash) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO NOTHING
  RETURNING ${COLUMNS}`;
const REVOKE_KEY = `
  WITH revoked AS (
    UPDATE api_key SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL RETURNING ${COLUMNS}
  )
  SELECT * FROM revoked`;
/** Uses the unique index on key_hash. */
const ACTIVE_KEY_BY_HASH = `SELECT name, role FROM api_key WHERE key_hash = $1 AND revoked_at IS NULL`;

/** SHA-256 in hexadecimal. A key holds 256 random bits, so a plain hash cannot be searched back. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

/** Keys of programs and people; only their hashes are kept. */
export class ApiKeys {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Makes a key `cc_<role>_<43 characters>`.
   * @throws PlanningError CONFLICT when the name was ever used, so that audit rows stay unambiguous.
   */
  async create(name: string, role: Role, manager: EntityManager = this.manager): Promise<CreatedApiKey> {
    const key = `cc_${role}_${randomBytes(KEY_BYTES).toString('base64url')}`;
    const [row] = await manager.query<ApiKeyRow[]>(INSERT_KEY, [name, role, hashApiKey(key)]);
    if (!row)
      throw new PlanningError('CONFLICT', `There is already a key named "${name}"; names are not reused.`, {
        name,
      });
    return { ...row, key };
  }

  /** Ends a key at once. @throws PlanningError NOT_FOUND when no active key has the name. */
  async revoke(name: string, manager: EntityManager = this.manager): Promise<ApiKeyRow> {
    const [row] = await manager.query<ApiKeyRow[]>(REVOKE_KEY, [name]);
    if (!row) throw new PlanningError('NOT_FOUND', `No active key is named "${name}".`, { name });
    return row;
  }

  /** Name and role of an active key, or null. */
  async findActive(
    key: string,
    manager: EntityManager = this.manager,
  ): Promise<Pick<ApiKeyRow, 'name' | 'role'> | null> {
    const rows = await manager.query<Pick<ApiKeyRow, 'name' | 'role'>[]>(ACTIVE_KEY_BY_HASH, [
      hashApiKey(key),
    ]);
    return rows[0] ?? null;
  }

  /** Every key, revoked ones included, by name. */
  list(manager: EntityManager = this.manager): Promise<ApiKeyRow[]> {
    return manager.query<ApiKeyRow[]>(`SELECT ${COLUMNS} FROM api_key ORDER BY name`);
  }

  async countActive(manager: EntityManager = this.manager): Promise<number> {
    const [row] = await manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM api_key WHERE revoked_at IS NULL',
    );
    return row!.count;
  }
}
