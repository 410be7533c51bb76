import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { bumpRevision, gridPlace } from './grid-town.js';

type Blocks = readonly [east: number, north: number];

export interface RemedyRule {
  /** Division it holds in. */
  readonly code: string;
  readonly rate: number;
  readonly minimum?: number | null;
  readonly pools?: boolean;
  readonly walk?: number | null;
  readonly ownEntrance?: boolean;
}

export interface RemedyEstate {
  readonly id: string;
  readonly name?: string;
  readonly code: string;
  readonly households: number;
  readonly at: Blocks;
  /** Corners of its outline, a rectangle. */
  readonly outline?: readonly [Blocks, Blocks];
  /** Area of its one room, which counts and stands where it does. */
  readonly room?: number | null;
}

export interface RemedyPremises {
  readonly id: string;
  readonly form: string;
  readonly area: number;
  readonly cost: number;
  readonly at: Blocks;
  readonly ownEntrance?: boolean;
}

const point = ([east, north]: Blocks) => {
  const [lon, lat] = gridPlace(east, north);
  return `SRID=4326;POINT(${lon} ${lat})`;
};

/** Existing estates with rules, rooms that count, and premises to be had, in place of the premises there were. */
export async function writeRemedyTown(
  manager: EntityManager,
  town: {
    readonly rules?: readonly RemedyRule[];
    readonly estates?: readonly RemedyEstate[];
    readonly premises?: readonly RemedyPremises[];
  },
): Promise<void> {
  const { rules = [], estates = [], premises = [] } = town;
  await manager.transaction(async (tx) => {
    for (const { code, rate, minimum = null, pools = false, walk = null, ownEntrance = null } of rules)
      await tx.query(
        `INSERT INTO allocation_rule (id, version, jurisdiction_code, estate_class, square_meters_per_hundred_households,
           minimum_site_square_meters, pooling_allowed, pooling_walk_meters, own_entrance, document, verified, source_key)
         VALUES ($1, 1, $2, 'EXISTING', $3, $4, $5, $6, $7, '方格县规定', true, 'grid-town')`,
        [`rule-${code}`, code, rate, minimum, pools, walk, ownEntrance],
      );
    for (const { id, name = id, code, households, at, outline, room } of estates) {
      await tx.query(
        `INSERT INTO housing_estate (id, name, households, declared_class, boundary, location, division_code,
           division_from, source_key)
         VALUES ($1, $2, $3, 'EXISTING', $4, $5, $6, 'DECLARED', 'grid-town')`,
        [id, name, households, outline ? rectangle(...outline) : null, point(at), code],
      );
      if (room != null) await writeRoom(tx, id, room, at);
    }
    await tx.query('DELETE FROM available_premises');
    for (const { id, form, area, cost, at, ownEntrance = null } of premises)
      await tx.query(
        `INSERT INTO available_premises (id, name, form, area_square_meters, cost_yuan, own_entrance, location, source_key)
         VALUES ($1, $1, $2, $3, $4, $5, $6, 'grid-town')`,
        [id, form, area, cost, ownEntrance, point(at)],
      );
    for (const dataset of ['estates', 'careRooms', 'evidence', 'availablePremises'])
      await bumpRevision(tx, dataset);
  });
}

async function writeRoom(tx: EntityManager, estateId: string, area: number, at: Blocks): Promise<void> {
  const id = `room-${estateId}`;
  await tx.query(
    `INSERT INTO care_room (id, name, floor_area_square_meters, handed_over_to, use, location, source_key)
     VALUES ($1, $1, $2, '南镇', 'CARE', $3, 'grid-town')`,
    [id, area, point(at)],
  );
  await tx.query(
    `INSERT INTO care_room_claim (care_room_id, estate_id, source_key) VALUES ($1, $2, 'grid-town')`,
    [id, estateId],
  );
  for (const step of ['ACCEPTED', 'DELIVERED'])
    await tx.query(
      `INSERT INTO estate_evidence (care_room_id, step, happened_on, document, recorded_by, fingerprint, source_key)
       VALUES ($1, $2, '2020-01-01', '验收单', 'test', $3, 'grid-town')`,
      [id, step, createHash('sha256').update(`${id} ${step}`).digest('hex')],
    );
}

function rectangle([west, south]: Blocks, [east, north]: Blocks): string {
  const corners: Blocks[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const ring = corners.map(([x, y]) => gridPlace(x, y).join(' ')).join(', ');
  return `SRID=4326;MULTIPOLYGON(((${ring})))`;
}
