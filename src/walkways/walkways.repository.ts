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
   * Bytes of the encoded network of a snapshot, for `decodeWalkNetwork`.
   * @throws PlanningError NOT_FOUND when the snapshot has been pruned.
   */
  async readSize(id: string, manager: EntityManager = this.manager): Promise<number> {
    const [row] = await manager.query('SELECT length(content) AS size FROM network_snapshot WHERE id = $1', [
      id,
    ]);
    return (row ?? missing(id)).size;
  }

  /**
   * Some of these bytes, from `offset` (0 is the first) on. Stored uncompressed, so a part is read without the rest.
   * @throws PlanningError NOT_FOUND when the snapshot has been pruned.
   */
  async readPart(
    id: string,
    offset: number,
    length: number,
    manager: EntityManager = this.manager,
  ): Promise<Uint8Array> {
    const [row] = await manager.query(
      'SELECT substring(content FROM $2::int + 1 FOR $3::int) AS part FROM network_snapshot WHERE id = $1',
      [id, offset, length],
    );
    return (row ?? missing(id)).part;
  }
}

function missing(id: string): never {
  throw new PlanningError('NOT_FOUND', `There is no network snapshot ${id}.`, { id });
}

// By primary key, backwards.
const LATEST = `SELECT id::text AS id, published_at AS "publishedAt", checksum, node_count AS "nodeCount",
    edge_count AS "edgeCount", vertex_count AS "vertexCount", component_count AS "componentCount",
    main_component_share AS "mainComponentShare", length_meters AS "lengthMeters", synthetic, sources,
    (survey->>'looseEndCount')::integer AS "looseEndCount", (survey->>'gateCount')::integer AS "gateCount",
    (survey->>'continuingWayCount')::integer AS "continuingWayCount",
    (survey->>'oneWayCount')::integer AS "oneWayCount", (survey->>'stepsCount')::integer AS "stepsCount"
  FROM network_snapshot ORDER BY network_snapshot.id DESC LIMIT 1`;
