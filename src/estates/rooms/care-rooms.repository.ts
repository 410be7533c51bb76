import { Any, type EntityManager } from 'typeorm';
import type { Viewer } from '../../platform/access/viewer.js';
import { demandEstates } from '../demand-estates.js';
import { CareRoom } from './care-room.record.js';

/** Care rooms and the estates that claim them. */
export class CareRoomsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of the ids, null for unknown ones. */
  async findByIds(
    ids: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<(CareRoom | null)[]> {
    demandEstates(viewer);
    const rows = await manager.findBy(CareRoom, { id: Any([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Ids of the rooms each estate claims, in order. */
  async findOfEstates(
    estateIds: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<string[][]> {
    demandEstates(viewer);
    const rows: { ids: string[] | null }[] = await manager.query(ROOMS_OF_ESTATES, [estateIds]);
    return rows.map(({ ids }) => ids ?? []);
  }

  /** Ids of the estates that claim each room, in order. */
  async findClaimants(
    roomIds: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<string[][]> {
    demandEstates(viewer);
    const rows: { ids: string[] | null }[] = await manager.query(CLAIMANTS, [roomIds]);
    return rows.map(({ ids }) => ids ?? []);
  }
}

// By the index of claims on their estate.
const ROOMS_OF_ESTATES = `
  SELECT (SELECT array_agg(c.care_room_id ORDER BY c.care_room_id) FROM care_room_claim c WHERE c.estate_id = wanted.id) AS ids
  FROM unnest($1::text[]) WITH ORDINALITY AS wanted(id, place) ORDER BY place`;

// By primary key.
const CLAIMANTS = `
  SELECT (SELECT array_agg(c.estate_id ORDER BY c.estate_id) FROM care_room_claim c WHERE c.care_room_id = wanted.id) AS ids
  FROM unnest($1::text[]) WITH ORDINALITY AS wanted(id, place) ORDER BY place`;
