import type { EntityManager } from 'typeorm';
import { SHIPPED_SOURCE } from '../platform/sources/index.js';
import type { PolicyFile } from './policy-files.js';
import type { PolicyRows } from './read-policy-file.js';

/** A row before and after a load; null where it was not, or is no longer. */
export interface PolicyRowChange {
  /** Values of the key columns, joined by a slash. */
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Writes shipped rows. Rows of any other source are never touched. */
export class PolicyRowsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Checksums of the files last loaded, by name. */
  async loadedChecksums(manager: EntityManager = this.manager): Promise<ReadonlyMap<string, string>> {
    const rows: { file: string; sha256: string }[] = await manager.query(
      'SELECT file, sha256 FROM policy_load',
    );
    return new Map(rows.map(({ file, sha256 }) => [file, sha256]));
  }

  /** Processes that load at the same time take turns. */
  async lock(transaction: EntityManager): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(7236004)');
  }

  /** Inserts new rows and changes those that differ. */
  async upsert({ file, rows }: PolicyRows, transaction: EntityManager): Promise<PolicyRowChange[]> {
    const names = file.columns.map(({ column }) => column);
    const types = file.columns.map(({ column, type }) => `"${column}" ${type}`);
    const changing = names.filter((name) => !file.key.includes(name));
    // A target says who recorded it; other tables have no such column.
    const extra =
      file.table === 'target' ? { columns: ', recorded_by', values: ', $2' } : { columns: '', values: '' };
    const before = await this.shipped(file, transaction);
    const changed: { row: Record<string, unknown> }[] = await transaction.query(
      `INSERT INTO ${file.table} AS t (${quoted(names)}, source_key${extra.columns})
       SELECT ${quoted(names)}, $2${extra.values} FROM jsonb_to_recordset($1::jsonb) AS r(${types.join(', ')})
       ON CONFLICT (${quoted(file.key)}) DO UPDATE
         SET ${changing.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', ')}
         WHERE t.source_key = $2
           AND (${prefixed('t', changing)}) IS DISTINCT FROM (${prefixed('EXCLUDED', changing)})
       RETURNING ${rowAsJson(file)} AS row`,
      [JSON.stringify(rows), SHIPPED_SOURCE],
    );
    return changed.map(({ row }) => {
      const key = keyOf(row, file);
      return { key, before: before.get(key) ?? null, after: row };
    });
  }

  /** Removes shipped rows that are shipped no longer, unless something else refers to them. */
  async removeOthers({ file, rows }: PolicyRows, transaction: EntityManager): Promise<PolicyRowChange[]> {
    const types = file.columns.map(({ column, type }) => `"${column}" ${type}`);
    // TypeORM answers a DELETE with [rows, count].
    const [removed]: [{ row: Record<string, unknown> }[], number] = await transaction.query(
      `DELETE FROM ${file.table} AS t WHERE t.source_key = $2
         AND NOT EXISTS (SELECT FROM jsonb_to_recordset($1::jsonb) AS r(${types.join(', ')})
           WHERE (${prefixed('r', file.key)}) = (${prefixed('t', file.key)}))
         AND NOT (${file.inUse})
       RETURNING ${rowAsJson(file)} AS row`,
      [JSON.stringify(rows), SHIPPED_SOURCE],
    );
    return removed.map(({ row }) => ({ key: keyOf(row, file), before: row, after: null }));
  }

  async rememberChecksum({ file, sha256, rows }: PolicyRows, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO policy_load (file, sha256, row_count) VALUES ($1, $2, $3)
       ON CONFLICT (file) DO UPDATE SET sha256 = EXCLUDED.sha256, row_count = EXCLUDED.row_count, loaded_at = now()`,
      [file.file, sha256, rows.length],
    );
  }

  private async shipped(file: PolicyFile, transaction: EntityManager) {
    const rows: { row: Record<string, unknown> }[] = await transaction.query(
      `SELECT ${rowAsJson(file)} AS row FROM ${file.table} AS t WHERE t.source_key = $1`,
      [SHIPPED_SOURCE],
    );
    return new Map(rows.map(({ row }) => [keyOf(row, file), row]));
  }
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
const prefixed = (table: string, names: readonly string[]) =>
  names.map((name) => `${table}."${name}"`).join(', ');

function rowAsJson({ columns }: PolicyFile): string {
  return `jsonb_build_object(${columns.map(({ column }) => `'${column}', t."${column}"`).join(', ')})`;
}

function keyOf(row: Readonly<Record<string, unknown>>, { key }: PolicyFile): string {
  return key.map((name) => String(row[name])).join('/');
}
