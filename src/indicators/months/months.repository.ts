import type { EntityManager } from 'typeorm';
import type { Month } from '../month.js';
import { canonicalJson } from '../../platform/canonical-json.js';
import { FrozenMonth, Restatement } from './frozen-month.record.js';

export type NewRestatement = Omit<Restatement, 'id' | 'divisionCode' | 'recordedAt'>;

/** Frozen months and what was restated of them. Public. Rows are only ever added. */
export class MonthsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** By division and month; all divisions for null. */
  async list(jurisdictionCode: string | null, manager = this.manager): Promise<FrozenMonth[]> {
    const rows: FrozenMonth[] = await manager.query(
      `SELECT ${COLUMNS} FROM month_freeze WHERE $1::bpchar IS NULL OR jurisdiction_code = $1::bpchar
       ORDER BY jurisdiction_code, month`,
      [jurisdictionCode],
    );
    return rows.map((row) => Object.assign(new FrozenMonth(), row));
  }

  /** Of any division, from a month on, the earliest first. */
  async findSince(month: Month, manager = this.manager): Promise<FrozenMonth[]> {
    const rows: FrozenMonth[] = await manager.query(
      `SELECT ${COLUMNS} FROM month_freeze WHERE month >= $1::date ORDER BY month, jurisdiction_code`,
      [month],
    );
    return rows.map((row) => Object.assign(new FrozenMonth(), row));
  }

  /** null while it is not frozen. */
  async find(jurisdictionCode: string, month: Month, manager = this.manager): Promise<FrozenMonth | null> {
    const rows: FrozenMonth[] = await manager.query(
      `SELECT ${COLUMNS} FROM month_freeze WHERE jurisdiction_code = $1::bpchar AND month = $2::date`,
      [jurisdictionCode, month],
    );
    return rows.length === 0 ? null : Object.assign(new FrozenMonth(), rows[0]);
  }

  /** The frozen content as canonical JSON, byte for byte what was frozen. */
  async readContent({ jurisdictionCode, month }: FrozenMonth, manager = this.manager): Promise<string> {
    const [row]: { content: unknown }[] = await manager.query(
      'SELECT content FROM month_freeze WHERE jurisdiction_code = $1::bpchar AND month = $2::date',
      [jurisdictionCode, month],
    );
    return canonicalJson(row.content);
  }

  async insert(
    { jurisdictionCode, month, frozenBy, sha256 }: Omit<FrozenMonth, 'frozenAt' | 'monthText'>,
    content: string,
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO month_freeze (jurisdiction_code, month, frozen_by, content, sha256)
       VALUES ($1, $2::date, $3, $4::jsonb, $5)`,
      [jurisdictionCode, month, frozenBy, content, sha256],
    );
  }

  /** Until the transaction ends nobody else records a reading or freezes a month. */
  async hold(transaction: EntityManager): Promise<void> {
    await transaction.query('LOCK TABLE month_freeze IN SHARE ROW EXCLUSIVE MODE');
  }

  /** Of each frozen month, in the order they were recorded. One statement. */
  async restatements(
    frozen: readonly Pick<FrozenMonth, 'jurisdictionCode' | 'month'>[],
    manager = this.manager,
  ): Promise<Restatement[][]> {
    const rows: (Restatement & { valueBefore: string | null; valueAfter: string | null })[] =
      await manager.query(RESTATEMENTS, [
        JSON.stringify(frozen.map(({ jurisdictionCode, month }) => ({ jurisdictionCode, month }))),
      ]);
    const number = (text: string | null) => (text === null ? null : Number(text));
    const all = rows.map((row) =>
      Object.assign(new Restatement(), row, {
        valueBefore: number(row.valueBefore),
        valueAfter: number(row.valueAfter),
      }),
    );
    return frozen.map(({ jurisdictionCode, month }) =>
      all.filter((one) => one.jurisdictionCode === jurisdictionCode && one.month === month),
    );
  }

  /** One statement. */
  async restate(restatements: readonly NewRestatement[], transaction: EntityManager): Promise<void> {
    if (restatements.length === 0) return;
    await transaction.query(
      `INSERT INTO restatement (jurisdiction_code, month, indicator_key, value_before, value_after, reason, document,
         recorded_by, reading_id)
       SELECT "jurisdictionCode", month, "indicatorKey", "valueBefore", "valueAfter", reason, document, "recordedBy",
         "readingId"
       FROM json_to_recordset($1::json) AS one("jurisdictionCode" bpchar, month date, "indicatorKey" text,
         "valueBefore" numeric, "valueAfter" numeric, reason text, document text, "recordedBy" text, "readingId" bigint)`,
      [JSON.stringify(restatements)],
    );
  }
}

const COLUMNS = `jurisdiction_code AS "jurisdictionCode", month::text AS month, frozen_at AS "frozenAt",
  frozen_by AS "frozenBy", sha256`;

const RESTATEMENTS = `SELECT s.id::text AS id, s.jurisdiction_code AS "jurisdictionCode", s.month::text AS month,
    s.indicator_key AS "indicatorKey", r.jurisdiction_code AS "divisionCode", s.reading_id::text AS "readingId",
    s.value_before AS "valueBefore", s.value_after AS "valueAfter", s.reason, s.document,
    s.recorded_by AS "recordedBy", s.recorded_at AS "recordedAt"
  FROM json_to_recordset($1::json) AS asked("jurisdictionCode" bpchar, month date)
  JOIN restatement s ON s.jurisdiction_code = asked."jurisdictionCode" AND s.month = asked.month
  JOIN reading r ON r.id = s.reading_id ORDER BY s.id`;
