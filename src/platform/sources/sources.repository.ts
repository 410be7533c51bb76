import { Any, type EntityManager } from 'typeorm';
import { DataSourceRecord } from './data-source.record.js';

/** The datasets whose changes are counted. */
export const DATASETS = [
  'divisions',
  'facilities',
  'estates',
  'land',
  'demand',
  'candidates',
  'careRooms',
  'evidence',
  'pools',
  'careLand',
  'communityPremises',
  'availablePremises',
  'network',
] as const;
export type Dataset = (typeof DATASETS)[number];

/** How often each dataset has changed; equal numbers mean equal data. */
export type DatasetRevisions = Readonly<Record<Dataset, string>>;

/** Tables whose rows name their source. */
export type SourcedTable =
  | 'administrative_division'
  | 'facility'
  | 'demand_point'
  | 'housing_estate'
  | 'residential_land'
  | 'care_room'
  | 'estate_evidence'
  | 'estate_pool'
  | 'care_land'
  | 'community_premises'
  | 'available_premises';

/** The sources some rows come from. */
export interface SourcesInUse {
  /** True when any of them is generated. */
  readonly synthetic: boolean;
  /** `key (edition)`, or the key alone; none where there are no rows. */
  readonly editions: readonly string[];
}

export class SourcesRepository {
  constructor(private readonly manager: EntityManager) {}

  list(manager: EntityManager = this.manager): Promise<DataSourceRecord[]> {
    return manager.find(DataSourceRecord, { order: { key: 'ASC' } });
  }

  /** In the order of the keys, null for unknown ones. */
  async findByKeys(
    keys: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<(DataSourceRecord | null)[]> {
    const rows = await manager.findBy(DataSourceRecord, { key: Any([...keys]) });
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** The sources of all rows of some tables. A handful; the tables are read whole. */
  async inUse(tables: readonly SourcedTable[], manager: EntityManager = this.manager): Promise<SourcesInUse> {
    const keys = tables.map((table) => `SELECT source_key FROM ${table}`).join(' UNION ');
    const rows: { key: string; synthetic: boolean; vintage: string | null }[] = await manager.query(
      `SELECT key, synthetic, vintage FROM data_source WHERE key IN (${keys}) ORDER BY key`,
    );
    return {
      synthetic: rows.some(({ synthetic }) => synthetic),
      editions: rows.map(({ key, vintage }) => (vintage ? `${key} (${vintage})` : key)),
    };
  }

  async readRevisions(manager: EntityManager = this.manager): Promise<DatasetRevisions> {
    const rows: { dataset: Dataset; revision: string }[] = await manager.query(
      'SELECT dataset, revision::text AS revision FROM dataset_revision',
    );
    const known = Object.fromEntries(rows.map(({ dataset, revision }) => [dataset, revision]));
    return Object.fromEntries(
      DATASETS.map((dataset) => [dataset, known[dataset] ?? '0']),
    ) as DatasetRevisions;
  }

  /** Tells caches that a dataset changed; call it inside the transaction of the change. */
  async bumpRevision(dataset: Dataset, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO dataset_revision (dataset, revision) VALUES ($1, 1)
       ON CONFLICT (dataset) DO UPDATE SET revision = dataset_revision.revision + 1, changed_at = now()`,
      [dataset],
    );
  }
}
