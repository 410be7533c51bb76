import type { EntityManager } from 'typeorm';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { NetworkInfo } from './network-info.record.js';

/** Snapshots of the walking network; a published one never changes. */
export class WalkwaysRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The latest snapshot, null before any network was imported. */
  async networkInfo(manager: EntityManager = this.manager): Promise<NetworkInfo | null> {
    const [info] = await manager.query(LATEST);
    return info ?? null;
  }

  /**
   * The encoded network of a snapshot, for `decodeWalkNetwork`.
   * @throws PlanningError NOT_FOUND when the snapshot has been pruned.
   */
  async readContent(id: string, manager: EntityManager = this.manager): Promise<Uint8Array> {
    const [row] = await manager.query('SELECT content FROM network_snapshot WHERE id = $1', [id]);
    if (!row) throw new PlanningError('NOT_FOUND', `There is no network snapshot ${id}.`, { id });
    return row.content;
  }
}

// By primary key, backwards.
const LATEST = `SELECT id::text AS id, published_at AS "publishedAt", checksum, node_count AS "nodeCount",
    edge_count AS "edgeCount", vertex_count AS "vertexCount", component_count AS "componentCount",
    main_component_share AS "mainComponentShare", length_meters AS "lengthMeters", synthetic, sources
  FROM network_snapshot ORDER BY network_snapshot.id DESC LIMIT 1`;
