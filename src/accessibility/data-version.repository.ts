import type { EntityManager } from 'typeorm';
import { queryPrepared } from '../platform/database/prepared.js';
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

/** Counts the changes of what a version is read from; a database that can tell needs to be read only after one. */
export interface DataChanges {
  readonly dataChanges: number;
}

export class DataVersionRepository {
  private last: { readonly version: Promise<DataVersion>; readonly after: number } | null = null;

  /** @param changes null where others may change the data unheard: the version is then read every time */
  constructor(
    private readonly manager: EntityManager,
    private readonly changes: DataChanges | null = null,
  ) {}

  /**
   * The version now, in one statement, or none where nothing has changed since the last.
   * @param transaction reads the version as the transaction sees it
   */
  read(transaction?: EntityManager): Promise<DataVersion> {
    if (transaction || !this.changes) return this.ask(transaction ?? this.manager);
    // Counted first: what changes while the version is read makes it stale.
    const after = this.changes.dataChanges;
    if (this.last?.after === after) return this.last.version;
    const version = this.ask(this.manager);
    const last = (this.last = { version, after });
    version.catch(() => {
      if (this.last === last) this.last = null;
    });
    return version;
  }

  private async ask(manager: EntityManager): Promise<DataVersion> {
    const [version] = await queryPrepared<DataVersion>(manager, READ_VERSION);
    return version;
  }
}

/** Text that changes whenever one of the named datasets (or the snapshot) does. */
export function versionKey(version: DataVersion, ...datasets: readonly Dataset[]): string {
  return [version.snapshotId, ...datasets.map((dataset) => version.revisions[dataset] ?? '0')].join('/');
}
