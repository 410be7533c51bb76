import type { EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
} from '../platform/database/key-page.js';
import { OWN_SOURCE } from '../platform/sources/index.js';
import type { CareService } from './care-service.js';
import { ServicePredicate } from './service-predicate.record.js';
import type { RecordedPredicate } from './service-predicates.js';

export const PREDICATE_ORDER: KeyOrder = {
  name: 'service predicate',
  by: [
    { sql: 'p.service COLLATE "C"', type: 'text' },
    { sql: `COALESCE(p.jurisdiction_code, '')`, type: 'bpchar' },
    { sql: 'p.valid_from::text', type: 'text' },
    { sql: 'p.id', type: 'bigint' },
  ],
};

/** A checked filter; null and absent conditions do not restrict. */
export interface PredicateConditions {
  readonly service?: CareService | null;
  /** Any of these, and with them the predicates for everywhere. */
  readonly jurisdictionCodes?: readonly string[] | null;
  /** In force on this date. */
  readonly asOf?: string | null;
}

/** A predicate as somebody wants to record it. */
export interface PredicateDraft extends RecordedPredicate {
  readonly note: string | null;
}

/** Predicates are public. */
export class ServicePredicatesRepository {
  constructor(private readonly manager: EntityManager) {}

  list(
    filter: PredicateConditions,
    page: PageRequest,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    return readKeyPage(manager, { ...BASE, where: toSql(filter) }, page);
  }

  count(filter: PredicateConditions, manager: EntityManager = this.manager): Promise<number> {
    return countKeys(manager, { ...BASE, where: toSql(filter) });
  }

  /** Every predicate of the filter, in the order of the pages. */
  async all(filter: PredicateConditions): Promise<ServicePredicate[]> {
    const where = toSql(filter);
    const order = PREDICATE_ORDER.by.map(({ sql }) => sql).join(', ');
    return this.manager.query(
      `SELECT ${COLUMNS} FROM service_predicate p WHERE ${where.toSql()} ORDER BY ${order}`,
      where.values,
    );
  }

  /** In the order of the ids, null for unknown ones. */
  async findByIds(
    ids: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<(ServicePredicate | null)[]> {
    const rows: ServicePredicate[] = await manager.query(
      `SELECT ${COLUMNS} FROM service_predicate p WHERE p.id = ANY($1::bigint[])`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, Object.assign(new ServicePredicate(), row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Every predicate; of several of a jurisdiction and day, users' own entries come first, then the latest. One statement. */
  readAll(manager: EntityManager = this.manager): Promise<RecordedPredicate[]> {
    return manager.query(
      `SELECT ${COLUMNS} FROM service_predicate p ORDER BY (p.source_key = $1) DESC, p.valid_from DESC, p.id DESC`,
      [OWN_SOURCE],
    );
  }

  /** Whoever records at the same time waits, so that no two rows can come to overlap. */
  async lock(transaction: EntityManager): Promise<void> {
    await transaction.query('LOCK TABLE service_predicate IN SHARE ROW EXCLUSIVE MODE');
  }

  /** Predicates of the same service and jurisdiction in force on any day of the draft, earliest first. */
  findOverlapping(draft: PredicateDraft, transaction: EntityManager): Promise<ServicePredicate[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM service_predicate p
       WHERE p.service = $1 AND p.jurisdiction_code IS NOT DISTINCT FROM $2::bpchar
         AND daterange(p.valid_from, p.valid_to) && daterange($3::date, $4::date) ORDER BY p.valid_from, p.id`,
      [draft.service, draft.jurisdictionCode, draft.validFrom, draft.validTo],
    );
  }

  /** Ends a predicate on a day. It is the user's own entry from then on: a shipped row would be shipped anew. */
  async end(id: string, validTo: string, transaction: EntityManager): Promise<void> {
    await transaction.query(
      'UPDATE service_predicate SET valid_to = $2::date, source_key = $3 WHERE id = $1',
      [id, validTo, OWN_SOURCE],
    );
  }

  async insert(draft: PredicateDraft, transaction: EntityManager): Promise<string> {
    const [{ id }]: { id: string }[] = await transaction.query(
      `INSERT INTO service_predicate (service, jurisdiction_code, valid_from, valid_to, kinds, any_capability,
         all_capabilities, except_meal_modes, document, clause, verified, note, source_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id::text AS id`,
      [
        draft.service,
        draft.jurisdictionCode,
        draft.validFrom,
        draft.validTo,
        draft.kinds,
        draft.anyCapability,
        draft.allCapabilities,
        draft.exceptMealModes,
        draft.document,
        draft.clause,
        draft.verified,
        draft.note,
        OWN_SOURCE,
      ],
    );
    return id;
  }
}

const BASE = { from: 'service_predicate p', key: 'p.id::text', order: PREDICATE_ORDER };

const COLUMNS = `p.id::text AS id, p.service, p.jurisdiction_code AS "jurisdictionCode",
  p.valid_from::text AS "validFrom", p.valid_to::text AS "validTo", p.kinds, p.any_capability AS "anyCapability",
  p.all_capabilities AS "allCapabilities", p.except_meal_modes AS "exceptMealModes", p.document, p.clause, p.verified,
  p.note, p.source_key AS "sourceKey"`;

function toSql(filter: PredicateConditions): Conditions {
  const where = new Conditions();
  if (filter.service) where.and(`p.service = ${where.bind(filter.service)}`);
  if (filter.jurisdictionCodes) {
    const codes = where.bind(filter.jurisdictionCodes, 'bpchar[]');
    where.and(`p.jurisdiction_code = ANY(${codes}) OR p.jurisdiction_code IS NULL`);
  }
  if (filter.asOf != null) {
    const day = where.bind(filter.asOf, 'date');
    where.and(`p.valid_from <= ${day} AND (p.valid_to IS NULL OR p.valid_to > ${day})`);
  }
  return where;
}
