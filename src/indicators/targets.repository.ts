import type { EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import { FilteredKeys } from '../platform/database/filtered-keys.js';
import type { KeyOrder } from '../platform/database/key-page.js';
import { Target } from './target.record.js';
import type { TargetDirection, TargetScope } from './policy-words.js';

export const TARGET_ORDER: KeyOrder = {
  name: 'target',
  by: [
    { sql: 't.jurisdiction_code', type: 'bpchar' },
    { sql: 't.deadline::text', type: 'text' },
    { sql: 't.indicator_key', type: 'text' },
    { sql: 't.id', type: 'bigint' },
  ],
};

/** A checked filter; null conditions do not restrict. */
export interface TargetConditions {
  readonly jurisdictionCodes: readonly string[] | null;
  readonly indicatorKey: string | null;
  /** Versions that count from a later day, and documents issued later, are unknown on this date. */
  readonly asOf: string;
  readonly includeSuperseded: boolean;
}

/** What makes two rows versions of one target. */
export interface TargetIdentity {
  readonly jurisdictionCode: string;
  readonly indicatorKey: string;
  readonly scope: TargetScope;
  readonly deadline: string;
  readonly documentKey: string;
  readonly clause: string;
}

/** A target as it is to be stored. */
export interface NewTarget extends TargetIdentity {
  readonly direction: TargetDirection;
  readonly value: number;
  readonly version: number;
  readonly validFrom: string | null;
  readonly document: string | null;
  readonly note: string | null;
  readonly recordedBy: string;
  readonly sourceKey: string;
}

/** Targets are public. */
export class TargetsRepository extends FilteredKeys<TargetConditions> {
  constructor(manager: EntityManager) {
    super(manager, queryOf);
  }

  /** In the order of the ids, without rivals; null for unknown ones. */
  async findByIds(
    ids: readonly string[],
    asOf: string,
    manager: EntityManager = this.manager,
  ): Promise<(Target | null)[]> {
    const rows: TargetRow[] = await manager.query(
      `WITH ${versionsKnown('$2')} SELECT ${COLUMNS} FROM known t WHERE t.id = ANY($1::bigint[])`,
      [ids, asOf],
    );
    const byId = new Map(rows.map((row) => [row.id, toTarget(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Every version that counts on the date, by TARGET_ORDER, without rivals. One statement. */
  async findInForce(
    jurisdictionCodes: readonly string[],
    asOf: string,
    manager: EntityManager = this.manager,
  ): Promise<Target[]> {
    const rows: TargetRow[] = await manager.query(
      `WITH ${versionsKnown('$2')} SELECT ${COLUMNS} FROM known t
       WHERE t.jurisdiction_code = ANY($1::bpchar[]) AND NOT t.superseded
       ORDER BY ${TARGET_ORDER.by.map(({ sql }) => sql).join(', ')}`,
      [jurisdictionCodes, asOf],
    );
    return rows.map(toTarget);
  }

  /** Latest version of a target, whenever it counts; null when there is none. Call it with the clause locked. */
  async latestVersion(
    identity: TargetIdentity,
    transaction: EntityManager,
  ): Promise<{ readonly version: number; readonly value: number } | null> {
    const rows: { version: number; value: string }[] = await transaction.query(LATEST, [
      identity.jurisdictionCode,
      identity.indicatorKey,
      identity.documentKey,
      identity.clause,
      identity.deadline,
      identity.scope,
    ]);
    return rows.length === 0 ? null : { version: rows[0].version, value: Number(rows[0].value) };
  }

  /** @returns the new row's id */
  async insert(target: NewTarget, transaction: EntityManager): Promise<string> {
    const [{ id }]: { id: string }[] = await transaction.query(INSERT, [
      target.jurisdictionCode,
      target.indicatorKey,
      target.scope,
      target.direction,
      target.value,
      target.deadline,
      target.documentKey,
      target.clause,
      target.version,
      target.validFrom,
      target.document,
      target.note,
      target.recordedBy,
      target.sourceKey,
    ]);
    return id;
  }
}

type TargetRow = Omit<Target, 'value' | 'rivals' | 'inConflict'> & { readonly value: string };

function toTarget(row: TargetRow): Target {
  return Object.assign(new Target(), row, { value: Number(row.value), rivals: [] });
}

const SAME_TARGET = 'v.jurisdiction_code, v.indicator_key, v.document_key, v.clause, v.deadline, v.scope';

/** The versions known on a date, each with whether a later one counts. @param asOf placeholder of the date */
function versionsKnown(asOf: string): string {
  return `known AS (
    SELECT v.*, i.rival_group,
      v.version < max(v.version) OVER (PARTITION BY ${SAME_TARGET}) AS superseded
    FROM target v
    JOIN policy_document d ON d.key = v.document_key
    JOIN indicator i ON i.key = v.indicator_key
    WHERE COALESCE(v.valid_from, d.issued_on, make_date(d.issued_year, 1, 1), '-infinity') <= ${asOf}::date)`;
}

const COLUMNS = `t.id::text AS id, t.jurisdiction_code AS "jurisdictionCode", t.indicator_key AS "indicatorKey",
  t.scope, t.direction, t.value, t.deadline::text AS deadline, t.deadline_stated AS "deadlineStated",
  t.document_key AS "documentKey", t.clause AS "clauseName", t.version, t.superseded,
  t.valid_from::text AS "validFrom", t.document, t.note, t.recorded_by AS "recordedBy",
  t.recorded_at AS "recordedAt", t.rival_group AS "rivalGroup", t.source_key AS "sourceKey"`;

const LATEST = `SELECT version, value FROM target
  WHERE jurisdiction_code = $1 AND indicator_key = $2 AND document_key = $3 AND clause = $4 AND deadline = $5::date
    AND scope = $6
  ORDER BY version DESC LIMIT 1`;

const INSERT = `INSERT INTO target (jurisdiction_code, indicator_key, scope, direction, value, deadline, document_key,
    clause, version, valid_from, document, note, recorded_by, source_key)
  VALUES ($1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10::date, $11, $12, $13, $14) RETURNING id::text AS id`;

function queryOf(filter: TargetConditions) {
  const where = new Conditions();
  const known = `WITH ${versionsKnown(where.bind(filter.asOf))}`;
  if (filter.jurisdictionCodes) {
    where.and(`t.jurisdiction_code = ANY(${where.bind(filter.jurisdictionCodes, 'bpchar[]')})`);
  }
  if (filter.indicatorKey !== null) where.and(`t.indicator_key = ${where.bind(filter.indicatorKey)}`);
  if (!filter.includeSuperseded) where.and('NOT t.superseded');
  return { with: known, from: 'known t', key: 't.id::text', order: TARGET_ORDER, where };
}
