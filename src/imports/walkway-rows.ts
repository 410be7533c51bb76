import type { EntityManager } from 'typeorm';
import {
  WALKWAY_KINDS,
  type WalkDirection,
  type WalkwayKind,
  type WalkwaySegment,
} from '../kernel/network/index.js';
import type { Progress } from '../kernel/progress.js';
import { IMPORT_STAGES } from './import-stages.js';

const DIRECTIONS = ['BOTH', 'FORWARD', 'BACKWARD'] as const;
const BATCH = 5000;

export interface SwapCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
}

/** Replaces the walkways of one source by these segments; equal rows are left alone. */
export async function swapWalkways(
  transaction: EntityManager,
  sourceKey: string,
  segments: readonly WalkwaySegment[],
  progress: Progress,
  signal?: AbortSignal,
): Promise<SwapCounts> {
  await transaction.query('DROP TABLE IF EXISTS pg_temp.staged_walkway');
  await transaction.query(`CREATE TEMP TABLE staged_walkway (
      way_id bigint, segment integer, from_node bigint, to_node bigint, kind text, direction text, speed_factor real,
      level real, from_flags smallint, to_flags smallint, length_meters double precision, geometry geometry(LineString, 4326),
      PRIMARY KEY (way_id, segment)
    ) ON COMMIT DROP`);
  progress.begin(IMPORT_STAGES.stage, segments.length);
  for (let start = 0; start < segments.length; start += BATCH) {
    signal?.throwIfAborted();
    const batch = segments.slice(start, start + BATCH);
    await transaction.query(STAGE, columnsOf(batch));
    progress.advance(batch.length);
  }
  progress.begin(IMPORT_STAGES.store, 4);
  await transaction.query('ANALYZE staged_walkway');
  const counts: Partial<Record<keyof SwapCounts, number>> = {};
  for (const [name, statement] of STATEMENTS) {
    signal?.throwIfAborted();
    const [{ count }] = await transaction.query(statement, [sourceKey]);
    counts[name] = count;
    progress.advance();
  }
  const { inserted = 0, updated = 0, deleted = 0 } = counts;
  return { inserted, updated, deleted, unchanged: segments.length - inserted - updated };
}

const STAGE = `INSERT INTO staged_walkway
  SELECT way_id, segment, from_node, to_node, kind, direction, speed_factor, level, from_flags, to_flags, length_meters,
    line::geometry
  FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::real[], $8::real[],
    $9::smallint[], $10::smallint[], $11::double precision[], $12::text[])
  AS s(way_id, segment, from_node, to_node, kind, direction, speed_factor, level, from_flags, to_flags, length_meters, line)`;

const COLUMNS = [
  'from_node',
  'to_node',
  'kind',
  'direction',
  'speed_factor',
  'level',
  'from_flags',
  'to_flags',
  'length_meters',
  'geometry',
];

// All three by the primary key (source_key, way_id, segment).
const STATEMENTS: readonly (readonly [keyof SwapCounts, string])[] = [
  [
    'deleted',
    `WITH gone AS (DELETE FROM walkway w WHERE w.source_key = $1 AND NOT EXISTS (
       SELECT FROM staged_walkway s WHERE s.way_id = w.way_id AND s.segment = w.segment) RETURNING 1)
     SELECT count(*)::integer AS count FROM gone`,
  ],
  [
    'updated',
    `WITH changed AS (UPDATE walkway w SET ${COLUMNS.map((column) => `${column} = s.${column}`).join(', ')}
       FROM staged_walkway s WHERE w.source_key = $1 AND s.way_id = w.way_id AND s.segment = w.segment
         AND (${COLUMNS.map((column) => `w.${column} IS DISTINCT FROM s.${column}`).join(' OR ')}) RETURNING 1)
     SELECT count(*)::integer AS count FROM changed`,
  ],
  [
    'inserted',
    `WITH added AS (INSERT INTO walkway (source_key, way_id, segment, ${COLUMNS.join(', ')})
       SELECT $1, way_id, segment, ${COLUMNS.map((column) => `s.${column}`).join(', ')} FROM staged_walkway s
       WHERE NOT EXISTS (SELECT FROM walkway w
         WHERE w.source_key = $1 AND w.way_id = s.way_id AND w.segment = s.segment) RETURNING 1)
     SELECT count(*)::integer AS count FROM added`,
  ],
];

function columnsOf(segments: readonly WalkwaySegment[]): unknown[] {
  return [
    segments.map(({ wayId }) => wayId),
    segments.map(({ segment }) => segment),
    segments.map(({ fromNode }) => fromNode),
    segments.map(({ toNode }) => toNode),
    segments.map(({ kind }) => kind),
    segments.map(({ direction }) => DIRECTIONS[direction]),
    segments.map(({ speedFactor }) => Math.fround(speedFactor)),
    segments.map(({ level = 0 }) => (Number.isNaN(level) ? null : Math.fround(level))),
    segments.map(({ fromFlags }) => fromFlags),
    segments.map(({ toFlags }) => toFlags),
    segments.map(({ lengthMeters }) => lengthMeters),
    segments.map(({ lonLat }) => lineToHex(lonLat)),
  ];
}

const WKB_LINE_4326 = [1, 0x02, 0x00, 0x00, 0x20, 0xe6, 0x10, 0x00, 0x00];

/** EWKB of a line string in EPSG:4326, as PostGIS reads it from text. */
function lineToHex(lonLat: Float64Array): string {
  const bytes = Buffer.alloc(WKB_LINE_4326.length + 4 + lonLat.length * 8);
  bytes.set(WKB_LINE_4326);
  bytes.writeUInt32LE(lonLat.length / 2, WKB_LINE_4326.length);
  for (let i = 0; i < lonLat.length; i++) bytes.writeDoubleLE(lonLat[i], WKB_LINE_4326.length + 4 + i * 8);
  return bytes.toString('hex');
}

interface WalkwayRow {
  readonly source_key: string;
  readonly way_id: string;
  readonly segment: number;
  readonly from_node: string;
  readonly to_node: string;
  readonly kind: string;
  readonly direction: (typeof DIRECTIONS)[number];
  readonly speed_factor: number;
  readonly level: number | null;
  readonly from_flags: number;
  readonly to_flags: number;
  readonly length_meters: number;
  readonly line: Buffer;
}

/** Numbers of one source's nodes and ways stay below this; each further source gets a range of its own. */
const SOURCE_RANGE = 2 ** 45;
/** Parts of a way have its number plus a multiple of this. */
const PART_RANGE = 1e12;

/** Which of the sources a way number of `readWalkways` belongs to, and what the source itself calls the way. */
export function namedWay(wayId: number, sources: readonly string[]): { source: string; wayId: number } {
  const source = Math.min(sources.length - 1, Math.floor(wayId / SOURCE_RANGE));
  return { source: sources[source], wayId: (wayId - source * SOURCE_RANGE) % PART_RANGE };
}

/**
 * Every stored walkway, a list for each source in the order of these keys. Node and way numbers of the second and later
 * sources are shifted, so that equal numbers of different sources are never taken for one place.
 */
export async function readWalkways(
  transaction: EntityManager,
  sources: readonly string[],
): Promise<WalkwaySegment[][]> {
  const lists: WalkwaySegment[][] = sources.map(() => []);
  const numberOfSource = new Map(sources.map((key, index) => [key, index]));
  let after: [string, string, number] = ['', '0', -1];
  for (;;) {
    const rows: WalkwayRow[] = await transaction.query(PAGE, [...after, 4 * BATCH]);
    for (const row of rows) {
      const source = numberOfSource.get(row.source_key)!;
      lists[source].push(segmentOf(row, source));
    }
    if (rows.length < 4 * BATCH) return lists;
    const last = rows[rows.length - 1];
    after = [last.source_key, last.way_id, last.segment];
  }
}

// By primary key.
const PAGE = `SELECT source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, level, from_flags,
    to_flags, length_meters, ST_AsBinary(geometry, 'NDR') AS line
  FROM walkway WHERE (source_key, way_id, segment) > ($1, $2::bigint, $3::integer)
  ORDER BY source_key, way_id, segment LIMIT $4`;

function segmentOf(row: WalkwayRow, source: number): WalkwaySegment {
  const shift = source * SOURCE_RANGE;
  const kind = WALKWAY_KINDS.includes(row.kind as WalkwayKind) ? (row.kind as WalkwayKind) : 'other';
  return {
    wayId: Number(row.way_id) + shift,
    segment: row.segment,
    fromNode: Number(row.from_node) + shift,
    toNode: Number(row.to_node) + shift,
    kind,
    direction: DIRECTIONS.indexOf(row.direction) as WalkDirection,
    // PostgreSQL prints a real with as few digits as tell it apart; the number meant is the 32-bit one.
    speedFactor: Math.fround(row.speed_factor),
    level: row.level ?? NaN,
    fromFlags: row.from_flags,
    toFlags: row.to_flags,
    lonLat: lineFromWkb(row.line),
    lengthMeters: row.length_meters,
  };
}

function lineFromWkb(wkb: Buffer): Float64Array {
  const lonLat = new Float64Array(wkb.readUInt32LE(5) * 2);
  for (let i = 0; i < lonLat.length; i++) lonLat[i] = wkb.readDoubleLE(9 + i * 8);
  return lonLat;
}
