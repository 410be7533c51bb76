import type { EntityManager } from 'typeorm';
import type { NetworkSummary } from '../kernel/network/index.js';
import type { Progress } from '../kernel/progress.js';
import { IMPORT_STAGES } from './import-stages.js';
import type { BuildQuestion } from './network-tasks.js';
import type { SnapshotSurvey } from './snapshot-survey.js';
import type { NetworkThreads } from './network-threads.js';
import { walkwayPages } from './walkway-rows.js';

/** Snapshots kept: the newest, and two for requests that began on an older one. */
const KEPT = 3;
const BYTES_PER_PART = 1 << 19;

export interface PublishedSnapshot {
  readonly snapshotId: string;
  readonly summary: Omit<NetworkSummary, 'deadEndCount' | 'oneWayEdgeCount'>;
  /** Null for snapshots published before surveys were kept. */
  readonly survey: SnapshotSurvey | null;
}

/** Builds one network of the walkways of all sources and stores it, with its survey, as the newest snapshot. */
export async function publishSnapshot(
  transaction: EntityManager,
  threads: NetworkThreads,
  progress: Progress,
  signal?: AbortSignal,
): Promise<PublishedSnapshot> {
  progress.begin(IMPORT_STAGES.buildNetwork, 4);
  const used: { key: string; synthetic: boolean }[] = await transaction.query(
    'SELECT key, synthetic FROM data_source WHERE key IN (SELECT source_key FROM walkway) ORDER BY key',
  );
  const keys = used.map(({ key }) => key);
  const nextPage = walkwayPages(transaction);
  const answer = (question: BuildQuestion) => (question === 'page' ? nextPage() : (progress.advance(), null));
  const { content, checksum, summary, survey } = await threads.run('buildNetwork', keys, answer, signal);
  await stageContent(transaction, content);
  const [{ id }]: { id: string }[] = await transaction.query(
    `INSERT INTO network_snapshot (checksum, node_count, edge_count, vertex_count, component_count, main_component_share,
       length_meters, synthetic, sources, content, survey) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
       (SELECT string_agg(part, '' ORDER BY at) FROM snapshot_part), $10) RETURNING id::text AS id`,
    [
      checksum,
      summary.nodeCount,
      summary.edgeCount,
      summary.vertexCount,
      summary.componentCount,
      summary.mainComponentShare,
      summary.lengthMeters,
      used.some(({ synthetic }) => synthetic),
      keys,
      JSON.stringify(survey),
    ],
  );
  await transaction.query(
    'DELETE FROM network_snapshot WHERE id NOT IN (SELECT id FROM network_snapshot ORDER BY id DESC LIMIT $1)',
    [KEPT],
  );
  progress.advance();
  return { snapshotId: id, summary, survey };
}

/** The driver copies what it sends more than once, so the bytes go part by part. */
async function stageContent(transaction: EntityManager, content: Uint8Array): Promise<void> {
  await transaction.query('DROP TABLE IF EXISTS pg_temp.snapshot_part');
  await transaction.query('CREATE TEMP TABLE snapshot_part (at integer, part bytea) ON COMMIT DROP');
  const { buffer, byteOffset, length } = content;
  for (let at = 0; at < length; at += BYTES_PER_PART) {
    const part = Buffer.from(buffer, byteOffset + at, Math.min(BYTES_PER_PART, length - at));
    await transaction.query('INSERT INTO snapshot_part VALUES ($1, $2)', [at, part]);
  }
}

/** The newest snapshot's figures, null before the first. */
export async function latestSnapshot(transaction: EntityManager): Promise<PublishedSnapshot | null> {
  const [row]: (PublishedSnapshot['summary'] & Omit<PublishedSnapshot, 'summary'>)[] =
    await transaction.query(`
      SELECT id::text AS "snapshotId", node_count AS "nodeCount", edge_count AS "edgeCount", vertex_count AS "vertexCount",
        component_count AS "componentCount", main_component_share AS "mainComponentShare", length_meters AS "lengthMeters",
        survey
      FROM network_snapshot ORDER BY network_snapshot.id DESC LIMIT 1`);
  if (!row) return null;
  const { snapshotId, survey, ...summary } = row;
  return { snapshotId, summary, survey };
}
