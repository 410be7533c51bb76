import type { EntityManager } from 'typeorm';
import type { Dataset, DatasetRevisions } from '../platform/sources/index.js';

/** Which state of the data an answer rests on: the network snapshot and every dataset's revision counter. */
export interface DataVersion {
  /** Latest published snapshot; null before the first network import. */
  readonly snapshotId: string | null;
  /** True when any walkway of the snapshot is generated. */
  readonly networkSynthetic: boolean;
  /** Dataset name → revision; importers raise it in the transaction that changes the dataset. */
  readonly revisions: Partial<DatasetRevisions>;
}

// One entry of the primary key of network_snapshot; dataset_revision has six rows.
const READ_VERSION = `
  SELECT latest.id::text AS "snapshotId", COALESCE(latest.synthetic, false) AS "networkSynthetic",
    COALESCE(counters.revisions, '{}') AS revisions
  FROM (SELECT jsonb_object_agg(dataset, revision::text) AS revisions FROM dataset_revision) counters
  LEFT JOIN (SELECT id, synthetic FROM network_snapshot ORDER BY id DESC LIMIT 1) latest ON true`;

export class DataVersionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The version now, in one statement. */
  async read(manager: EntityManager = this.manager): Promise<DataVersion> {
    const [version] = await manager.query<DataVersion[]>(READ_VERSION);
    return version;
  }
}

/** Text that changes whenever one of the named datasets (or the snapshot) does. */
export function versionKey(version: DataVersion, ...datasets: readonly Dataset[]): string {
  return [version.snapshotId, ...datasets.map((dataset) => version.revisions[dataset] ?? '0')].join('/');
}
