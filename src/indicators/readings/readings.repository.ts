import type { EntityManager } from 'typeorm';
import { jurisdictionDigits } from '../../divisions/index.js';
import { Conditions } from '../../platform/database/conditions.js';
import { FilteredKeys } from '../../platform/database/filtered-keys.js';
import type { KeyOrder } from '../../platform/database/key-page.js';
import type { Month } from '../month.js';
import type { ReadingDraft, ReadingFigures } from './check-reading.js';
import { Reading } from './reading.record.js';

export const READING_ORDER: KeyOrder = {
  name: 'reading',
  by: [
    { sql: 'r.jurisdiction_code', type: 'bpchar' },
    { sql: 'r.indicator_key', type: 'text' },
    { sql: 'r.month::text', type: 'text' },
    { sql: 'r.id', type: 'bigint' },
  ],
};

/** A checked filter; null conditions do not restrict. */
export interface ReadingConditions {
  /** With every division below it, by the digits of its code. */
  readonly under: string | null;
  readonly indicatorKey: string | null;
  readonly from: Month | null;
  readonly to: Month | null;
  readonly includeCorrected: boolean;
}

/** What makes two readings one figure told twice. */
export type ReadingIdentity = Pick<ReadingDraft, 'jurisdictionCode' | 'indicatorKey' | 'month'>;

/** A reading as it is to be stored. */
export interface NewReading extends ReadingIdentity, ReadingFigures {
  readonly document: string;
  readonly recordedBy: string;
  readonly corrects: string | null;
  readonly reason: string | null;
}

/** Of one division and indicator, as the scorecard reads it. */
export interface LatestReading extends ReadingIdentity, ReadingFigures {}

/** Readings are counts per division, and public. Rows are only ever added. */
export class ReadingsRepository extends FilteredKeys<ReadingConditions> {
  constructor(manager: EntityManager) {
    super(manager, queryOf);
  }

  /** In the order of the ids, null for unknown ones. */
  async findByIds(ids: readonly string[], manager = this.manager): Promise<(Reading | null)[]> {
    const rows: ReadingRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM reading r ${LATER} WHERE r.id = ANY($1::bigint[])`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, toReading(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The readings that count now for these divisions, indicators and months. One statement. */
  async findCurrent(identities: readonly ReadingIdentity[], manager = this.manager): Promise<Reading[]> {
    const rows: ReadingRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM json_to_recordset($1::json)
         AS asked("jurisdictionCode" bpchar, "indicatorKey" text, month date)
       JOIN reading r ON r.jurisdiction_code = asked."jurisdictionCode" AND r.indicator_key = asked."indicatorKey"
         AND r.month = asked.month
       ${LATER} WHERE later.id IS NULL`,
      [JSON.stringify(identities)],
    );
    return rows.map(toReading);
  }

  /** The next month with a reading after each asked for, by identityKey; absent where there is none. One statement. */
  async findNextMonths(
    identities: readonly ReadingIdentity[],
    manager = this.manager,
  ): Promise<Map<string, Month>> {
    const rows: (ReadingIdentity & { next: Month })[] = await manager.query(
      `SELECT asked."jurisdictionCode", asked."indicatorKey", asked.month::text AS month, min(r.month)::text AS next
       FROM json_to_recordset($1::json) AS asked("jurisdictionCode" bpchar, "indicatorKey" text, month date)
       JOIN reading r ON r.jurisdiction_code = asked."jurisdictionCode" AND r.indicator_key = asked."indicatorKey"
         AND r.month > asked.month
       GROUP BY asked."jurisdictionCode", asked."indicatorKey", asked.month`,
      [JSON.stringify(identities)],
    );
    return new Map(rows.map((row) => [identityKey(row), row.next]));
  }

  /**
   * The last thirteen months that were reported up to a month, and the last of every year, of every indicator named and
   * every division whose code begins with the digits. One statement.
   */
  async findLatest(
    digits: string,
    indicatorKeys: readonly string[],
    month: Month,
    manager = this.manager,
  ): Promise<LatestReading[]> {
    const rows: ReadingRow[] = await manager.query(
      `SELECT * FROM (
         SELECT ${COLUMNS}, row_number() OVER (
           PARTITION BY r.jurisdiction_code, r.indicator_key ORDER BY r.month DESC) AS place, row_number() OVER (
           PARTITION BY r.jurisdiction_code, r.indicator_key, extract(year FROM r.month) ORDER BY r.month DESC) AS in_year
         FROM reading r ${LATER}
         WHERE later.id IS NULL AND r.jurisdiction_code LIKE $1 AND r.indicator_key = ANY($2::text[])
           AND r.month <= $3::date
       ) ranked WHERE place <= 13 OR in_year = 1 ORDER BY "jurisdictionCode", "indicatorKey", month`,
      [`${digits}%`, indicatorKeys, month],
    );
    return rows.map(toReading);
  }

  /** Grows with every reading; the same as before when none was added. */
  async latestId(manager = this.manager): Promise<string> {
    const [{ id }]: { id: string }[] = await manager.query(
      'SELECT COALESCE(max(id), 0)::text AS id FROM reading',
    );
    return id;
  }

  /** Adds readings; one statement. @returns the new rows' ids by `identityKey` */
  async insert(readings: readonly NewReading[], transaction: EntityManager): Promise<Map<string, string>> {
    const rows: (ReadingIdentity & { id: string })[] = await transaction.query(
      `INSERT INTO reading (jurisdiction_code, indicator_key, month, numerator, denominator, value, document,
         recorded_by, corrects, reason)
       SELECT "jurisdictionCode", "indicatorKey", month, numerator, denominator, value, document, "recordedBy",
         corrects, reason
       FROM json_to_recordset($1::json) AS draft("jurisdictionCode" bpchar, "indicatorKey" text, month date,
         numerator numeric, denominator numeric, value numeric, document text, "recordedBy" text, corrects bigint,
         reason text)
       RETURNING id::text AS id, jurisdiction_code AS "jurisdictionCode", indicator_key AS "indicatorKey",
         month::text AS month`,
      [JSON.stringify(readings)],
    );
    return new Map(rows.map((row) => [identityKey(row), row.id]));
  }
}

/** Text that is the same for two readings of one division, indicator and month. */
export function identityKey({ jurisdictionCode, indicatorKey, month }: ReadingIdentity): string {
  return `${jurisdictionCode} ${indicatorKey} ${month}`;
}

type ReadingRow = Omit<Reading, 'numerator' | 'denominator' | 'value' | 'monthText' | 'noValueReason'> & {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
};

function toReading(row: ReadingRow): Reading {
  const number = (text: string | null) => (text === null ? null : Number(text));
  const { id, jurisdictionCode, indicatorKey, month, document, recordedBy, recordedAt } = row;
  return Object.assign(new Reading(), {
    ...{ id, jurisdictionCode, indicatorKey, month, document, recordedBy, recordedAt },
    corrects: row.corrects,
    reason: row.reason,
    corrected: row.corrected,
    numerator: number(row.numerator),
    denominator: number(row.denominator),
    value: number(row.value),
  });
}

const LATER = 'LEFT JOIN reading later ON later.corrects = r.id';

const COLUMNS = `r.id::text AS id, r.jurisdiction_code AS "jurisdictionCode", r.indicator_key AS "indicatorKey",
  r.month::text AS month, r.numerator, r.denominator, r.value, r.document, r.recorded_by AS "recordedBy",
  r.recorded_at AS "recordedAt", r.corrects::text AS corrects, r.reason, later.id IS NOT NULL AS corrected`;

function queryOf(filter: ReadingConditions) {
  const where = new Conditions();
  if (filter.under !== null) {
    where.and(`r.jurisdiction_code LIKE ${where.bind(`${jurisdictionDigits(filter.under)}%`)}`);
  }
  if (filter.indicatorKey !== null) where.and(`r.indicator_key = ${where.bind(filter.indicatorKey)}`);
  if (filter.from !== null) where.and(`r.month >= ${where.bind(filter.from, 'date')}`);
  if (filter.to !== null) where.and(`r.month <= ${where.bind(filter.to, 'date')}`);
  if (!filter.includeCorrected) where.and('later.id IS NULL');
  return { from: `reading r ${LATER}`, key: 'r.id::text', order: READING_ORDER, where };
}
