import type { EntityManager } from 'typeorm';
import { bumpRevision, gridPlace } from './grid-town.js';
import type { Json, TestRooms } from './rooms.js';

/** West, south, east, north in blocks of the grid town. */
export type Blocks = readonly [west: number, south: number, east: number, north: number];

export interface TownEstate {
  readonly id: string;
  readonly households: number;
  readonly at: readonly [number, number];
  readonly entrances?: readonly (readonly [number, number])[];
  readonly division?: string;
}

const point = ([east, north]: readonly [number, number]) => {
  const [lon, lat] = gridPlace(east, north);
  return `ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326)`;
};

const box = ([west, south, east, north]: Blocks) => {
  const [a, b] = [gridPlace(west, south), gridPlace(east, north)];
  return `ST_Multi(ST_MakeEnvelope(${a[0]}, ${a[1]}, ${b[0]}, ${b[1]}, 4326))`;
};

/** Writes estates into a town. */
export async function writeEstates(manager: EntityManager, estates: readonly TownEstate[]): Promise<void> {
  for (const { id, households, at, entrances = [], division } of estates) {
    await manager.query(
      `INSERT INTO housing_estate (id, name, households, location, division_code, division_from, source_key)
       VALUES ($1, $1, $2, ${point(at)}, $3::bpchar, CASE WHEN $3::bpchar IS NOT NULL THEN 'DECLARED' END, 'grid-town')`,
      [id, households, division ?? null],
    );
    for (const [index, entrance] of entrances.entries()) {
      await manager.query(
        `INSERT INTO estate_entrance (estate_id, ordinal, location) VALUES ($1, $2, ${point(entrance)})`,
        [id, index + 1],
      );
    }
  }
  await bumpRevision(manager, 'estates');
}

/** Gives divisions of a town their boundaries. */
export async function writeBoundaries(
  manager: EntityManager,
  boundaries: Readonly<Record<string, Blocks>>,
): Promise<void> {
  for (const [code, blocks] of Object.entries(boundaries))
    await manager.query(`UPDATE administrative_division SET boundary = ${box(blocks)} WHERE code = $1`, [
      code,
    ]);
  await bumpRevision(manager, 'divisions');
}

/** Writes residential land. */
export async function writeLand(
  manager: EntityManager,
  land: Readonly<Record<string, Blocks>>,
): Promise<void> {
  for (const [id, blocks] of Object.entries(land))
    await manager.query(
      `INSERT INTO residential_land (id, boundary, location, source_key)
       SELECT $1, shape, ST_PointOnSurface(shape), 'grid-town' FROM (SELECT ${box(blocks)} AS shape) AS drawn`,
      [id],
    );
  await bumpRevision(manager, 'land');
}

const PAGE = 1000;

export interface PartOfRatio {
  readonly count: number;
  readonly weight: number;
  readonly countedWeight: number;
}

/** Reads one part of a ratio through all its pages and adds it up. */
export async function readPart(
  rooms: TestRooms,
  code: string,
  question: string,
  reading: string,
  part: string,
): Promise<PartOfRatio> {
  const sum = { count: 0, weight: 0, countedWeight: 0 };
  let after: string | null = null;
  let total = 0;
  do {
    const { explainCoverage }: Json = await rooms.data(
      `query ($after: String) { explainCoverage(divisionCode: "${code}", ${question}, reading: ${reading}, part: ${part},
        first: ${PAGE}, after: $after) { totalCount pageInfo { hasNextPage endCursor }
        edges { node { counts inDenominator weight countedWeight reason words } } } }`,
      { variables: { after } },
    );
    total = explainCoverage.totalCount;
    for (const { node } of explainCoverage.edges) {
      if (part === 'NUMERATOR' && !node.counts) throw new Error('a numerator lists only what counts');
      if (part === 'DENOMINATOR' && !node.inDenominator) throw new Error('left out and in the denominator');
      sum.count++;
      sum.weight += node.weight;
      sum.countedWeight += node.countedWeight;
    }
    after = explainCoverage.pageInfo.hasNextPage ? explainCoverage.pageInfo.endCursor : null;
  } while (after !== null);
  if (total !== sum.count) throw new Error(`${sum.count} members listed of ${total}`);
  return sum;
}
