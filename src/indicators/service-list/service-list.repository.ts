import type { EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import type { ServiceListItem } from './service-list-item.record.js';
import type { ServiceListKind } from '../policy-words.js';

/** null conditions do not restrict. */
export interface ServiceListConditions {
  readonly documentKey: string | null;
  /** null: the latest version of each list. */
  readonly version: number | null;
  readonly kind: ServiceListKind | null;
  readonly placeBound: boolean | null;
}

/** The lists of basic services are public. */
export class ServiceListRepository {
  constructor(private readonly manager: EntityManager) {}

  /** By document, version and number. */
  find(filter: ServiceListConditions, manager: EntityManager = this.manager): Promise<ServiceListItem[]> {
    const where = new Conditions();
    if (filter.documentKey !== null) where.and(`s.document_key = ${where.bind(filter.documentKey)}`);
    if (filter.version !== null) where.and(`s.version = ${where.bind(filter.version, 'int')}`);
    else where.and(LATEST_VERSION);
    if (filter.kind !== null) where.and(`s.kind = ${where.bind(filter.kind)}`);
    if (filter.placeBound !== null) where.and(`s.place_bound = ${where.bind(filter.placeBound, 'boolean')}`);
    return manager.query(
      `${ITEMS} WHERE ${where.toSql()} ORDER BY s.document_key, s.version, s.number`,
      where.values,
    );
  }

  /** Until the transaction ends nobody else stores an edition. */
  async hold(transaction: EntityManager): Promise<void> {
    await transaction.query('LOCK TABLE service_list_item IN SHARE ROW EXCLUSIVE MODE');
  }

  /** One statement. */
  async insert(
    items: readonly Omit<ServiceListItem, 'sourceKey'>[],
    sourceKey: string,
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.query(INSERT, [JSON.stringify(items), sourceKey]);
  }
}

const LATEST_VERSION = `s.version = (SELECT max(version) FROM service_list_item WHERE document_key = s.document_key)`;

const ITEMS = `SELECT s.document_key AS "documentKey", s.version, s.number, s.item, s.kind, s.object, s.standard,
    s.lead_body AS "leadBody", s.place_bound AS "placeBound", s.verified, s.source_key AS "sourceKey"
  FROM service_list_item s`;

const INSERT = `INSERT INTO service_list_item
    (document_key, version, number, item, kind, object, standard, lead_body, place_bound, verified, source_key)
  SELECT "documentKey", version, number, item, kind, object, standard, "leadBody", "placeBound", verified, $2
  FROM json_to_recordset($1::json) AS one("documentKey" text, version int, number int, item text, kind text,
    object text, standard text, "leadBody" text, "placeBound" boolean, verified boolean)`;
