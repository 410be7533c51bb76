import type { EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import { FilteredKeys } from '../platform/database/filtered-keys.js';
import type { KeyOrder } from '../platform/database/key-page.js';
import { likePattern } from '../platform/errors/check-text.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { Indicator } from './indicator.record.js';
import type { IndicatorArea, IndicatorUnit } from './policy-words.js';

export const INDICATOR_ORDER: KeyOrder = { name: 'indicator', by: [{ sql: 'i.key', type: 'text' }] };

/** A checked filter; null and absent conditions do not restrict. */
export interface IndicatorConditions {
  readonly units?: readonly IndicatorUnit[] | null;
  /** Counts units of any of these levels. */
  readonly levels?: readonly DivisionLevel[] | null;
  readonly urbanRural?: IndicatorArea | null;
  /** true: computed from the platform's data; false: reported. */
  readonly computed?: boolean | null;
  readonly policyRow?: number | null;
  readonly nameContains?: string | null;
}

/** Indicators are public. */
export class IndicatorsRepository extends FilteredKeys<IndicatorConditions> {
  constructor(manager: EntityManager) {
    super(manager, (filter) => ({ ...BASE, where: toSql(filter) }));
  }

  /** In the order of the keys, null for unknown ones. */
  async findByKeys(
    keys: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<(Indicator | null)[]> {
    const rows: Indicator[] = await manager.query(`${INDICATORS} WHERE i.key = ANY($1::text[])`, [keys]);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** The whole registry, by key. */
  all(manager: EntityManager = this.manager): Promise<Indicator[]> {
    return manager.query(`${INDICATORS} ORDER BY i.key`);
  }
}

const BASE = { from: 'indicator i', key: 'i.key', order: INDICATOR_ORDER };

const INDICATORS = `SELECT i.key, i.name_zh AS "nameZh", i.name_en AS "nameEn", i.definition, i.unit, i.levels,
    i.urban_rural AS "urbanRural", i.numerator, i.denominator, i.computation, i.per_year AS "perYear", i.rival_group AS "rivalGroup",
    i.policy_rows AS "policyRows", i.class, i.note, i.source_key AS "sourceKey"
  FROM indicator i`;

function toSql(filter: IndicatorConditions): Conditions {
  const where = new Conditions();
  if (filter.units) where.and(`i.unit = ANY(${where.bind(filter.units, 'text[]')})`);
  if (filter.levels) where.and(`i.levels && ${where.bind(filter.levels, 'text[]')}`);
  if (filter.urbanRural != null) where.and(`i.urban_rural = ${where.bind(filter.urbanRural)}`);
  if (filter.computed != null)
    where.and(`(i.computation IS NOT NULL) = ${where.bind(filter.computed, 'boolean')}`);
  if (filter.policyRow != null) where.and(`${where.bind(filter.policyRow, 'int')} = ANY(i.policy_rows)`);
  if (filter.nameContains != null) {
    const pattern = where.bind(likePattern(filter.nameContains));
    where.and(`i.name_zh LIKE ${pattern} OR i.name_en ILIKE ${pattern}`);
  }
  return where;
}
