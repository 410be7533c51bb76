import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  buildWalkNetwork,
  encodeWalkNetwork,
  joinSources,
  overlapMeters,
  summarizeNetwork,
  surveyNetwork,
  type NetworkSummary,
  type NetworkSurvey,
} from '../kernel/network/index.js';
import type { Progress } from '../kernel/progress.js';
import { IMPORT_STAGES } from './import-stages.js';
import { namedWay, readWalkways } from './walkway-rows.js';

/** Snapshots kept: the newest, and two for requests that began on an older one. */
const KEPT = 3;

/** What was found in the network of a snapshot; ways by the number their source gives them. */
export interface SnapshotSurvey extends Omit<NetworkSurvey, 'looseEnds'> {
  readonly deadEndCount: number;
  readonly looseEnds: readonly {
    readonly lon: number;
    readonly lat: number;
    readonly gapMeters: number;
    readonly source: string;
    readonly wayId: number;
  }[];
  /** Places where walkways of several sources were joined. */
  readonly joinedPlaceCount: number;
  /** Metres that a source draws beside another one. */
  readonly overlapMeters: number;
}

export interface PublishedSnapshot {
  readonly snapshotId: string;
  readonly summary: Omit<NetworkSummary, 'deadEndCount' | 'oneWayEdgeCount'>;
  /** Null for snapshots published before surveys were kept. */
  readonly survey: SnapshotSurvey | null;
}

/** Builds one network of the walkways of all sources and stores it, with its survey, as the newest snapshot. */
export async function publishSnapshot(
  transaction: EntityManager,
  progress: Progress,
): Promise<PublishedSnapshot> {
  progress.begin(IMPORT_STAGES.buildNetwork, 4);
  const used: { key: string; synthetic: boolean }[] = await transaction.query(
    'SELECT key, synthetic FROM data_source WHERE key IN (SELECT source_key FROM walkway) ORDER BY key',
  );
  const keys = used.map(({ key }) => key);
  const lists = await readWalkways(transaction, keys);
  progress.advance();
  const { segments, joinedCount } = joinSources(lists);
  const network = buildWalkNetwork(segments);
  progress.advance();
  const summary = summarizeNetwork(network);
  const found = surveyNetwork(network, segments);
  const survey: SnapshotSurvey = {
    ...found,
    deadEndCount: summary.deadEndCount,
    looseEnds: found.looseEnds.map((end) => ({ ...end, ...namedWay(end.wayId, keys) })),
    joinedPlaceCount: joinedCount,
    overlapMeters: lists.reduce((sum, list, at) => sum + overlapMeters(list, lists.slice(0, at).flat()), 0),
  };
  const content = Buffer.from(encodeWalkNetwork(network));
  progress.advance();
  const [{ id }]: { id: string }[] = await transaction.query(
    `INSERT INTO network_snapshot (checksum, node_count, edge_count, vertex_count, component_count, main_component_share,
       length_meters, synthetic, sources, content, survey) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id::text AS id`,
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
