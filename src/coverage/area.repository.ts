import type { MultiPolygon } from 'geojson';
import type { EntityManager } from 'typeorm';
import { geometryCollection } from '../accessibility/index.js';
import { invariant } from '../kernel/invariant.js';
import type { Box } from './area-tiles.js';

/** A division with a boundary. */
export interface OutlineRow {
  readonly code: string;
  readonly box: Box;
  readonly squareCentimeters: number;
}

/** How much of a piece of land lies in a division. */
export interface LandRow {
  readonly code: string;
  readonly land: string;
  readonly squareCentimeters: number;
}

/** How much of a division, or of a piece of land in it, is reached in some tiles. */
export interface ReachedRow {
  readonly code: string;
  /** null for the division itself. */
  readonly land: string | null;
  readonly squareCentimeters: number;
}

/** Some tiles and the service areas that may touch them. */
export interface TileQuestion {
  /** South-west corners. */
  readonly west: readonly number[];
  readonly south: readonly number[];
  readonly degrees: number;
  /** Multipolygons as well-known binary. */
  readonly polygons: readonly Uint8Array[];
  /** Pairs: the tile's position, and the polygon's that may touch it. */
  readonly nearTile: readonly number[];
  readonly nearPolygon: readonly number[];
}

// EPSG:6933 is equal-area on the WGS 84 ellipsoid. Whole square centimetres add up to the same in any order.
const squareCentimeters = (shape: string) => `round(ST_Area(ST_Transform(${shape}, 6933)) * 1e4)::float8`;
// A millimetre's grid: with it overlays round to one noding; without it the embedded database gives up.
const GRID_DEGREES = 1e-8;
const overlap = (a: string, b: string) =>
  `ST_CollectionExtract(ST_Intersection(${a}, ${b}, ${GRID_DEGREES}), 3)`;
const polygonsOf = (shape: string) => `ST_CollectionExtract(${shape}, 3)`;

// By primary key; the box is in the head of the stored geometry.
const OUTLINES = `
  SELECT code, ARRAY[ST_XMin(boundary), ST_YMin(boundary), ST_XMax(boundary), ST_YMax(boundary)] AS box,
    ${squareCentimeters('boundary')} AS "squareCentimeters"
  FROM administrative_division WHERE code = ANY($1::bpchar[]) AND boundary IS NOT NULL`;

// A division at a time by residential_land_by_boundary.
const LAND = `
  SELECT d.code, l.id AS land, ${squareCentimeters(`CASE WHEN ST_Covers(d.boundary, l.boundary) THEN l.boundary
      ELSE ${overlap('d.boundary', 'l.boundary')} END`)} AS "squareCentimeters"
  FROM administrative_division d JOIN residential_land l ON ST_Intersects(d.boundary, l.boundary)
  WHERE d.code = ANY($1::bpchar[]) ORDER BY d.code, l.id`;

// The union of the service areas of each tile, cut at its edges, so that tiles add up (METHODS E3: union first).
const REACHED = `
  polygon AS MATERIALIZED (
    SELECT number, CASE WHEN ST_IsValid(geom) THEN geom ELSE ST_MakeValid(geom, 'method=structure') END AS geom
    FROM (SELECT path[1] - 1 AS number, geom FROM ST_Dump(ST_GeomFromWKB($1::bytea, 4326))) AS dumped
  ), tile AS MATERIALIZED (
    SELECT tile - 1 AS tile, ST_MakeEnvelope(west, south, west + $4::float8, south + $4::float8, 4326) AS box
    FROM unnest($2::float8[], $3::float8[]) WITH ORDINALITY AS corner(west, south, tile)
  ), reached AS MATERIALIZED (
    SELECT tile, ${polygonsOf(`ST_Union(${overlap('geom', 'box')}, ${GRID_DEGREES})`)} AS shape
    FROM unnest($5::integer[], $6::integer[]) AS near(tile, number) JOIN tile USING (tile) JOIN polygon USING (number)
    WHERE geom && box GROUP BY tile
  )`;

// By division_by_boundary and residential_land_by_boundary, from every tile.
const MEASURE = (withLand: boolean) => `
  WITH ${REACHED}, met AS MATERIALIZED (
    SELECT d.code, CASE WHEN ST_Covers(d.boundary, r.shape) THEN r.shape
      ELSE ${overlap('d.boundary', 'r.shape')} END AS shape
    FROM reached r JOIN administrative_division d ON ST_Intersects(d.boundary, r.shape)
    WHERE NOT ST_IsEmpty(r.shape)
  )
  SELECT NULL AS code, NULL AS land, count(*)::float8 AS "squareCentimeters" FROM tile
  UNION ALL
  SELECT code, NULL, sum(${squareCentimeters('shape')}) FROM met GROUP BY code
  ${
    withLand
      ? `UNION ALL
  SELECT m.code, l.id, sum(${squareCentimeters(`CASE WHEN ST_Covers(m.shape, l.boundary) THEN l.boundary
      ELSE ${overlap('m.shape', 'l.boundary')} END`)})
  FROM met m JOIN residential_land l ON ST_Intersects(m.shape, l.boundary) WHERE NOT ST_IsEmpty(m.shape)
  GROUP BY m.code, l.id`
      : ''
  }`;

// What is measured of a division: its residential land, or all of it.
const BASE = (isLand: boolean) =>
  isLand
    ? `base AS MATERIALIZED (
    SELECT l.boundary AS outer_shape, d.boundary FROM administrative_division d
    JOIN residential_land l ON ST_Intersects(d.boundary, l.boundary) WHERE d.code = $7::bpchar)`
    : `base AS MATERIALIZED (
    SELECT boundary AS outer_shape, boundary FROM administrative_division WHERE code = $7::bpchar)`;

const UNCOVERED = (isLand: boolean) => `
  WITH ${REACHED}, ${BASE(isLand)}, piece AS (
    SELECT tile, ${isLand ? overlap(overlap('outer_shape', 'box'), 'b.boundary') : overlap('outer_shape', 'box')} AS shape
    FROM base b JOIN tile t ON ST_Intersects(b.outer_shape, t.box)
  ), open AS (
    SELECT ${polygonsOf(`CASE WHEN r.shape IS NULL THEN p.shape ELSE ST_Difference(p.shape, r.shape, ${GRID_DEGREES}) END`)} AS shape
    FROM piece p LEFT JOIN reached r USING (tile)
  )
  SELECT ST_AsBinary(ST_Multi(ST_Union(shape, ${GRID_DEGREES}))) AS shape FROM open WHERE NOT ST_IsEmpty(shape)`;

/** A metre: finer than a map shows. */
const SIMPLIFY_DEGREES = 0.00001;
const JOIN_PIECES = `
  SELECT ST_AsGeoJSON(ST_Multi(${polygonsOf(`ST_SimplifyPreserveTopology(ST_UnaryUnion(ST_GeomFromWKB($1::bytea, 4326), ${GRID_DEGREES}), ${SIMPLIFY_DEGREES})`)}), 6)::json AS shape`;

const TAKING_PART = (isLand: boolean) => `
  WITH polygon AS MATERIALIZED (
    SELECT number, CASE WHEN ST_IsValid(geom) THEN geom ELSE ST_MakeValid(geom, 'method=structure') END AS geom
    FROM (SELECT path[1] - 1 AS number, geom FROM ST_Dump(ST_GeomFromWKB($1::bytea, 4326))) AS dumped)
  SELECT DISTINCT number FROM polygon p JOIN administrative_division d ON ST_Intersects(d.boundary, p.geom)
  WHERE d.code = $2::bpchar ${
    isLand
      ? `AND EXISTS (SELECT FROM residential_land l
    WHERE ST_Intersects(l.boundary, ST_Intersection(d.boundary, p.geom, ${GRID_DEGREES})))`
      : ''
  } ORDER BY number`;

/** Measures areas; computes and stores nothing. */
export class AreaCoverageRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The outlines of some divisions; those without a boundary are absent. */
  outlines(codes: readonly string[], manager: EntityManager = this.manager): Promise<OutlineRow[]> {
    return manager.query(OUTLINES, [codes]);
  }

  /** The pieces of residential land that lie in some divisions, with their parts there. */
  land(codes: readonly string[], manager: EntityManager = this.manager): Promise<LandRow[]> {
    return manager.query(LAND, [codes]);
  }

  /** What is reached in some tiles of every division, and of every piece of land in it. */
  async reached(
    question: TileQuestion,
    withLand: boolean,
    manager: EntityManager = this.manager,
  ): Promise<ReachedRow[]> {
    const [tiles, ...rows]: ReachedRow[] = await manager.query(MEASURE(withLand), parametersOf(question));
    invariant(tiles?.squareCentimeters === question.west.length, 'an answer about every tile asked for');
    return rows;
  }

  /** What of a division (or of the land in it) is not reached in some tiles, as well-known binary; null if nothing. */
  async uncovered(
    question: TileQuestion,
    code: string,
    isLand: boolean,
    manager: EntityManager = this.manager,
  ): Promise<Uint8Array | null> {
    const [{ shape }]: { shape: Uint8Array | null }[] = await manager.query(UNCOVERED(isLand), [
      ...parametersOf(question),
      code,
    ]);
    return shape;
  }

  /** The pieces of tiles as one shape, simplified to a metre. */
  async join(pieces: readonly Uint8Array[], manager: EntityManager = this.manager): Promise<MultiPolygon> {
    if (pieces.length === 0) return { type: 'MultiPolygon', coordinates: [] };
    const [{ shape }]: { shape: MultiPolygon }[] = await manager.query(JOIN_PIECES, [
      geometryCollection(pieces),
    ]);
    return shape;
  }

  /** Positions of the polygons that meet a division, or residential land in it. */
  async takingPart(
    polygons: readonly Uint8Array[],
    code: string,
    isLand: boolean,
    manager: EntityManager = this.manager,
  ): Promise<number[]> {
    const rows: { number: number }[] = await manager.query(TAKING_PART(isLand), [
      geometryCollection(polygons),
      code,
    ]);
    return rows.map(({ number }) => number);
  }
}

function parametersOf({ west, south, degrees, polygons, nearTile, nearPolygon }: TileQuestion): unknown[] {
  return [geometryCollection(polygons), west, south, degrees, nearTile, nearPolygon];
}
