import type { EntityManager } from 'typeorm';
import { metersPerDegreeLat, metersPerDegreeLon } from '../../src/kernel/geometry/segment-meters.js';
import {
  buildWalkNetwork,
  encodeWalkNetwork,
  splitWays,
  summarizeNetwork,
  type WalkNetwork,
} from '../../src/kernel/network/index.js';
import { WaySetBuilder } from './way-set-builder.js';

/** South-west corner of the town. */
const WEST = 118.27;
const SOUTH = 33.95;
const BLOCK_METERS = 100;

/** Longitude and latitude of a place in blocks of 100 m east and north of the south-west corner. */
export function gridPlace(east: number, north: number): [lon: number, lat: number] {
  const lat = SOUTH + (north * BLOCK_METERS) / metersPerDegreeLat(SOUTH);
  return [WEST + (east * BLOCK_METERS) / metersPerDegreeLon(lat), lat];
}

/**
 * Streets in both directions every 100 m, `size` of them each way, so that the walk between two places on streets is
 * known: 100 m × (blocks east + blocks north) from corner to corner.
 */
export function gridNetwork(size = 5): WalkNetwork {
  const builder = new WaySetBuilder();
  const nodes = Array.from({ length: size * size }, (_, at) =>
    builder.node(...gridPlace(at % size, Math.floor(at / size))),
  );
  const lines = Array.from({ length: size }, (_, at) => at);
  for (const line of lines) {
    builder.way(lines.map((column) => nodes[line * size + column]));
    builder.way(lines.map((row) => nodes[row * size + line]));
  }
  return buildWalkNetwork(splitWays(builder.build()).segments);
}

export interface TownDivision {
  readonly code: string;
  readonly level: string;
  readonly parent?: string;
  readonly name?: string;
  /** Blocks east and north. */
  readonly at?: readonly [number, number];
}

export interface TownFacility {
  readonly id: string;
  readonly kind: string;
  readonly capabilities?: readonly string[];
  readonly mealMode?: string | null;
  readonly mealsPerDay?: number | null;
  readonly at?: readonly [number, number];
  readonly division?: string;
  readonly statuses?: readonly (readonly [from: string, status: string])[];
  readonly assigned?: readonly string[];
  readonly shared?: readonly string[];
  readonly published?: boolean;
}

export interface TownDemand {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly division?: string;
  readonly elderly60?: number;
  readonly elderly80?: number;
}

export interface TownCandidate {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly division?: string;
  readonly cost?: number;
  readonly kind?: string;
}

export interface Town {
  readonly divisions?: readonly TownDivision[];
  readonly facilities?: readonly TownFacility[];
  readonly demand?: readonly TownDemand[];
  readonly candidates?: readonly TownCandidate[];
}

/** Writes a town into an empty or half-filled database and counts up the revisions, as importers do. */
export async function writeTown(manager: EntityManager, town: Town): Promise<void> {
  const { divisions = [], facilities = [], demand = [], candidates = [] } = town;
  await manager.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO data_source (key, title, synthetic, vintage) VALUES ('grid-town', 'Grid town', true, '2025')
       ON CONFLICT DO NOTHING`,
    );
    const point = (place: string) =>
      `ST_SetSRID(ST_MakePoint((${place}->>0)::float8, (${place}->>1)::float8), 4326)`;
    await tx.query(
      `INSERT INTO administrative_division (code, name, level, parent_code, representative_point, source_key)
       SELECT d->>'code', COALESCE(d->>'name', d->>'code'), d->>'level', d->>'parent',
         CASE WHEN d ? 'place' THEN ${point(`d->'place'`)} END, 'grid-town' FROM jsonb_array_elements($1::jsonb) AS d`,
      [JSON.stringify(placed(divisions))],
    );
    await tx.query(
      `INSERT INTO facility (id, name, kind, capabilities, meal_mode, meals_per_day, published, entrance, division_code, division_from, source_key)
       SELECT f->>'id', f->>'id', f->>'kind',
         ARRAY(SELECT jsonb_array_elements_text(COALESCE(f->'capabilities', '[]'))), f->>'mealMode', (f->>'mealsPerDay')::int,
         COALESCE((f->>'published')::boolean, true),
         CASE WHEN f ? 'place' THEN ${point(`f->'place'`)} END, f->>'division',
         CASE WHEN f ? 'division' THEN 'DECLARED' END, 'grid-town' FROM jsonb_array_elements($1::jsonb) AS f`,
      [JSON.stringify(placed(facilities))],
    );
    for (const { id, statuses = [['1900-01-01', 'OPERATING']], assigned = [], shared = [] } of facilities) {
      for (const [from, status] of statuses) {
        await tx.query('INSERT INTO facility_status (facility_id, valid_from, status) VALUES ($1, $2, $3)', [
          id,
          from,
          status,
        ]);
      }
      for (const code of assigned) await assign(tx, id, code, 'ASSIGNED');
      for (const code of shared) await assign(tx, id, code, 'SHARED');
    }
    await tx.query(
      `INSERT INTO demand_point (id, kind, location, weight_60, weight_80, division_code, division_from, source_key)
       SELECT d->>'id', 'BUILDING', ${point(`d->'place'`)}, (d->>'elderly60')::float8, (d->>'elderly80')::float8,
         d->>'division', CASE WHEN d ? 'division' THEN 'DECLARED' END, 'grid-town'
       FROM jsonb_array_elements($1::jsonb) AS d`,
      [JSON.stringify(placed(demand))],
    );
    await tx.query(
      `INSERT INTO candidate_site (id, name, kind, cost, location, division_code, division_from, source_key)
       SELECT c->>'id', c->>'id', COALESCE(c->>'kind', 'OTHER'), (c->>'cost')::float8, ${point(`c->'place'`)},
         c->>'division', CASE WHEN c ? 'division' THEN 'DECLARED' END, 'grid-town'
       FROM jsonb_array_elements($1::jsonb) AS c`,
      [JSON.stringify(placed(candidates))],
    );
    for (const [dataset, rows] of Object.entries({ divisions, facilities, demand, candidates })) {
      if (rows.length > 0) await bumpRevision(tx, dataset);
    }
  });
}

/** Publishes a network as the current snapshot and returns its id. */
export async function publishNetwork(manager: EntityManager, network: WalkNetwork): Promise<string> {
  const { nodeCount, edgeCount, vertexCount, componentCount, mainComponentShare, lengthMeters } =
    summarizeNetwork(network);
  const [row] = await manager.query<{ id: string }[]>(
    `INSERT INTO network_snapshot (checksum, node_count, edge_count, vertex_count, component_count,
       main_component_share, length_meters, synthetic, sources, content)
     VALUES ('test', $1, $2, $3, $4, $5, $6, true, ARRAY['grid-town'], $7) RETURNING id::text AS id`,
    [
      nodeCount,
      edgeCount,
      vertexCount,
      componentCount,
      mainComponentShare,
      lengthMeters,
      Buffer.from(encodeWalkNetwork(network)),
    ],
  );
  await bumpRevision(manager, 'network');
  return row.id;
}

/** Tells caches that a dataset has changed. */
export async function bumpRevision(manager: EntityManager, dataset: string): Promise<void> {
  await manager.query('UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = $1', [dataset]);
}

function placed<T extends { readonly at?: readonly [number, number] }>(rows: readonly T[]) {
  return rows.map(({ at, ...row }) => (at ? { ...row, place: gridPlace(...at) } : row));
}

async function assign(tx: EntityManager, id: string, code: string, relation: string): Promise<void> {
  await tx.query(
    'INSERT INTO facility_assignment (facility_id, division_code, relation) VALUES ($1, $2, $3)',
    [id, code, relation],
  );
}

export const COUNTY = '999901000000';
export const TOWN = '999901100000';
export const STREET = '999901001000';
/** Communities: A south-west and B south-east under the town, C north-west and D north-east under the street. */
export const [A, B] = ['999901100001', '999901100002'];
export const [C, D] = ['999901001001', '999901001002'];

/**
 * A county of four communities on the 5 × 5 grid. At 1 m/s and 5 minutes (300 m), for STATION as of 2025: F1 is the
 * only one that operates; d1 (300 m), d3 and d7 are covered.
 */
export const gridTown = {
  divisions: [
    { code: COUNTY, level: 'COUNTY', name: '方格县' },
    { code: TOWN, level: 'TOWN', parent: COUNTY, name: '南镇' },
    { code: STREET, level: 'SUBDISTRICT', parent: COUNTY, name: '北街道' },
    { code: A, level: 'COMMUNITY', parent: TOWN, name: '甲社区', at: [1, 1] },
    { code: B, level: 'COMMUNITY', parent: TOWN, name: '乙社区', at: [3, 1] },
    { code: C, level: 'COMMUNITY', parent: STREET, name: '丙社区', at: [1, 3] },
    { code: D, level: 'COMMUNITY', parent: STREET, name: '丁社区', at: [3, 3] },
  ],
  facilities: [
    { id: 'F1', kind: 'COMMUNITY_STATION', at: [4, 0], division: B },
    {
      id: 'F2',
      kind: 'DAY_CARE_CENTER',
      at: [0, 4],
      division: C,
      statuses: [
        ['2023-01-01', 'OPERATING'],
        ['2024-06-01', 'CLOSED'],
      ],
    },
    { id: 'F3', kind: 'MEAL_POINT', capabilities: ['MEAL'], at: [2, 2], division: A },
    { id: 'F4', kind: 'COMMUNITY_STATION', at: [4, 4], division: D, statuses: [['2020-01-01', 'PLANNED']] },
  ],
  demand: [
    { id: 'd1', at: [1, 0], division: A, elderly60: 10, elderly80: 2 },
    { id: 'd2', at: [0, 0], division: A, elderly60: 20 },
    { id: 'd3', at: [4, 2], division: B, elderly60: 5, elderly80: 1 },
    { id: 'd4', at: [4, 4], division: D, elderly60: 40 },
    { id: 'd5', at: [0, 3], division: C, elderly60: 8 },
    { id: 'd6', at: [4, 14], division: D, elderly60: 7 },
    { id: 'd7', at: [2.5, 0], division: B, elderly60: 3.5 },
  ],
} as const satisfies Town;
