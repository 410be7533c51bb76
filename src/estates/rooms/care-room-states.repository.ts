import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../platform/access/viewer.js';
import { demandEstates } from '../demand-estates.js';
import type { CareRoomState } from './care-room-state.record.js';

/** A state as somebody says it. */
export interface StateStatement extends Pick<
  CareRoomState,
  'careRoomId' | 'aspect' | 'use' | 'handedOverCode' | 'handedOverTo'
> {
  /** YYYY-MM-DD */
  readonly validFrom: string;
  readonly document: string;
}

/** States of care rooms by date are only ever added. */
export class CareRoomStatesRepository {
  constructor(private readonly manager: EntityManager) {}

  /** All states of each room, by aspect, day and number. */
  async findOfRooms(
    roomIds: readonly string[],
    viewer: Viewer,
    manager: EntityManager = this.manager,
  ): Promise<CareRoomState[][]> {
    demandEstates(viewer);
    const rows: CareRoomState[] = await manager.query(OF_ROOMS, [roomIds]);
    const found = new Map<string, CareRoomState[]>(roomIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.careRoomId)!.push(row);
    return roomIds.map((id) => found.get(id)!);
  }

  /** Level of a division, null for an unknown code. */
  async levelOf(code: string, manager: EntityManager): Promise<string | null> {
    const rows: { level: string }[] = await manager.query(
      'SELECT level FROM administrative_division WHERE code = $1::bpchar',
      [code],
    );
    return rows[0]?.level ?? null;
  }

  /** @returns its number */
  async insert(
    { careRoomId, aspect, validFrom, use, handedOverCode, handedOverTo, document }: StateStatement,
    recordedBy: string,
    sourceKey: string,
    transaction: EntityManager,
  ): Promise<string> {
    const [{ id }]: { id: string }[] = await transaction.query(INSERT, [
      ...[careRoomId, aspect, validFrom, use, handedOverCode, handedOverTo],
      ...[document, recordedBy, sourceKey],
    ]);
    return id;
  }
}

// By the index of states on their room.
const OF_ROOMS = `
  SELECT s.id::text, s.care_room_id AS "careRoomId", s.aspect, s.valid_from::text AS "validFrom", s.use,
    s.handed_over_code AS "handedOverCode", s.handed_over_to AS "handedOverTo", s.document,
    s.recorded_by AS "recordedBy", s.recorded_at AS "recordedAt", s.source_key AS "sourceKey"
  FROM care_room_state s WHERE s.care_room_id = ANY($1::text[])
  ORDER BY s.aspect DESC, s.valid_from NULLS FIRST, s.id`;

const INSERT = `
  INSERT INTO care_room_state
    (care_room_id, aspect, valid_from, use, handed_over_code, handed_over_to, document, recorded_by, source_key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text`;
