import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  buildWalkNetwork,
  encodeWalkNetwork,
  summarizeNetwork,
  type NetworkSummary,
} from '../kernel/network/index.js';
import type { Progress } from '../kernel/progress.js';
import { IMPORT_STAGES } from './import-stages.js';
import { readWalkways } from './walkway-rows.js';

/** Snapshots kept: the newest, and two for requests that began on an older one. */
const KEPT = 3;

export interface PublishedSnapshot {
  readonly snapshotId: string;
  readonly summary: NetworkSummary;
}

/** Builds the network from the walkways of all sources and stores it as the newest snapshot. */
export async function publishSnapshot(
  transaction: EntityManager,
  progress: Progress,
): Promise<PublishedSnapshot> {
  progress.begin(IMPORT_STAGES.buildNetwork, 4);
  const used: { key: string; synthetic: boolean }[] = await transaction.query(
    'SELECT key, synthetic FROM data_source WHERE key IN (SELECT source_key FROM walkway) ORDER BY key',
  );
  const keys = used.map(({ key }) => key);
  const segments = await readWalkways(transaction, keys);
  progress.advance();
  const network = buildWalkNetwork(segments);
  progress.advance();
  const summary = summarizeNetwork(network);
  const content = Buffer.from(encodeWalkNetwork(network));
  progress.advance();
  const [{ id }]: { id: string }[] = await transaction.query(
    `INSERT INTO network_snapshot (checksum, node_count, edge_count, vertex_count, component_count, main_component_share,
       length_meters, synthetic, sources, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id::text AS id`,
    [
      createHash('sha256').update(content).digest('hex'),
      summary.nodeCount,
      summary.edgeCount,
      summary.vertexCount,
      summary.componentCount,
      summary.mainComponentShare,
      summary.lengthMeters,
      used.some(({ synthetic }) => synthetic),
      keys,
      content,
    ],
  );
  await transaction.query(
    'DELETE FROM network_snapshot WHERE id NOT IN (SELECT id FROM network_snapshot ORDER BY id DESC LIMIT $1)',
    [KEPT],
  );
  progress.advance();
  return { snapshotId: id, summary };
}

/** The newest snapshot's figures, null before the first. */
export async function latestSnapshot(transaction: EntityManager): Promise<PublishedSnapshot | null> {
  const [row]: (Omit<NetworkSummary, 'deadEndCount' | 'oneWayEdgeCount'> & { snapshotId: string })[] =
    await transaction.query(`
      SELECT id::text AS "snapshotId", node_count AS "nodeCount", edge_count AS "edgeCount", vertex_count AS "vertexCount",
        component_count AS "componentCount", main_component_share AS "mainComponentShare", length_meters AS "lengthMeters"
      FROM network_snapshot ORDER BY network_snapshot.id DESC LIMIT 1`);
  if (!row) return null;
  const { snapshotId, ...summary } = row;
  return { snapshotId, summary: { ...summary, deadEndCount: 0, oneWayEdgeCount: 0 } };
}
