import type { EntityManager } from 'typeorm';
import type { Progress } from '../kernel/progress.js';
import { IMPORT_STAGES } from './import-stages.js';
import type { WalkwayColumns, WalkwayRow } from './walkway-columns.js';

/** The driver takes and gives so many rows in a few milliseconds. */
const ROWS_PER_PAGE = 1000;

export interface SwapCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
}

/**
 * Replaces the walkways of one source by the segments `fill` stages, in as many batches as it likes; equal rows are left
 * alone. `fill` returns how many there were.
 */
export async function swapWalkways(
  transaction: EntityManager,
  sourceKey: string,
  fill: (stage: (batch: WalkwayColumns) => Promise<void>) => Promise<number>,
  progress: Progress,
  signal?: AbortSignal,
): Promise<SwapCounts> {
  await transaction.query('DROP TABLE IF EXISTS pg_temp.staged_walkway');
  await transaction.query(`CREATE TEMP TABLE staged_walkway (
      way_id bigint, segment integer, from_node bigint, to_node bigint, kind text, direction text, speed_factor real,
      level real, from_flags smallint, to_flags smallint, length_meters double precision, geometry geometry(LineString, 4326),
      PRIMARY KEY (way_id, segment)
    ) ON COMMIT DROP`);
  const count = await fill((batch) => transaction.query(STAGE, [...batch]));
  progress.begin(IMPORT_STAGES.store, 4);
  await transaction.query('ANALYZE staged_walkway');
  const counts: Partial<Record<keyof SwapCounts, number>> = {};
  for (const [name, statement] of STATEMENTS) {
    signal?.throwIfAborted();
    const [{ count: rows }] = await transaction.query(statement, [sourceKey]);
    counts[name] = rows;
    progress.advance();
  }
  const { inserted = 0, updated = 0, deleted = 0 } = counts;
  return { inserted, updated, deleted, unchanged: count - inserted - updated };
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

/** Every stored walkway in the order of the primary key, page by page; null after the last. */
export function walkwayPages(transaction: EntityManager): () => Promise<readonly WalkwayRow[] | null> {
  let after: [string, string, number] | null = ['', '0', -1];
  return async () => {
    if (after === null) return null;
    const rows: WalkwayRow[] = await transaction.query(PAGE, [...after, ROWS_PER_PAGE]);
    const last = rows.at(-1);
    after = last && rows.length === ROWS_PER_PAGE ? [last.source_key, last.way_id, last.segment] : null;
    return rows;
  };
}

// By primary key.
const PAGE = `SELECT source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, level, from_flags,
    to_flags, length_meters, encode(ST_AsBinary(geometry, 'NDR'), 'hex') AS line
  FROM walkway WHERE (source_key, way_id, segment) > ($1, $2::bigint, $3::integer)
  ORDER BY source_key, way_id, segment LIMIT $4`;
