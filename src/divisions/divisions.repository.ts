import type { MultiPolygon } from 'geojson';
import { Any, type EntityManager } from 'typeorm';
import { Conditions } from '../platform/database/conditions.js';
import {
  countKeys,
  countKeysByRoot,
  type KeyOrder,
  type KeyPage,
  type PageRequest,
  readKeyPage,
  readKeyPages,
} from '../platform/database/key-page.js';
import { likePattern } from '../platform/errors/check-text.js';
import { applySpatialFilter } from '../platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../platform/graphql/spatial-filter.js';
import { AdministrativeDivision } from './administrative-division.record.js';
import { DEPTH_OF_LEVEL } from './depth-of-level.js';
import { divisionAround, inForceOn } from './division-around.js';
import type { DivisionLevel, UrbanRuralClass } from './division-level.js';
import type { DivisionPopulation } from './division-population.record.js';
import { divisionsUnder } from './divisions-under.js';

export const DIVISION_ORDER: KeyOrder = { name: 'division', by: [{ sql: 'd.code', type: 'bpchar' }] };

/** A checked filter; null and absent conditions do not restrict. */
export interface DivisionConditions {
  readonly levels?: readonly DivisionLevel[] | null;
  readonly parentCode?: string | null;
  /** At or below this division. */
  readonly within?: string | null;
  readonly nameContains?: string | null;
  readonly codePrefix?: string | null;
  /** In force on this day, YYYY-MM-DD. */
  readonly asOf?: string | null;
  readonly spatial?: SpatialConditions | null;
}

/** One node of the administrative tree, light enough to read thousands of. */
export interface DivisionNode {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly parentCode: string | null;
  readonly urbanRuralClass: UrbanRuralClass | null;
  /** In force when validFrom <= day < validTo; YYYY-MM-DD, null = open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Where something is to stand, and the division it stands in so far, null for none. */
export interface NewPlace {
  readonly lon: number;
  readonly lat: number;
  readonly divisionCode: string | null;
}

/** What tells whether a division can hold a place on a day, but for the boundary itself. */
export interface OutlinedDivision {
  readonly code: string;
  /** `DEPTH_OF_LEVEL` of its level. */
  readonly depth: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Vertices of its boundary, null without one. */
  readonly vertices: number | null;
}

/** Every field of the administrative tree is public, so nothing here asks for a viewer. */
export class DivisionsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of the codes, null for unknown ones. */
  async findByCodes(
    codes: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<(AdministrativeDivision | null)[]> {
    const rows = await manager.findBy(AdministrativeDivision, { code: Any([...codes]) });
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return codes.map((code) => byCode.get(code) ?? null);
  }

  list(
    filter: DivisionConditions,
    page: PageRequest,
    manager: EntityManager = this.manager,
  ): Promise<KeyPage> {
    return readKeyPage(manager, { ...BASE, where: toSql(filter) }, page);
  }

  count(filter: DivisionConditions, manager: EntityManager = this.manager): Promise<number> {
    return countKeys(manager, { ...BASE, where: toSql(filter) });
  }

  /** One page of children for many parents in one statement. */
  childrenPages(
    parents: readonly string[],
    levels: readonly DivisionLevel[] | null,
    page: PageRequest,
    manager: EntityManager = this.manager,
  ): Promise<Map<string, KeyPage>> {
    return readKeyPages(manager, { ...BASE, ...childrenOf(parents, levels) }, page);
  }

  countChildren(
    parents: readonly string[],
    levels: readonly DivisionLevel[] | null,
    manager: EntityManager = this.manager,
  ): Promise<Map<string, number>> {
    return countKeysByRoot(manager, { ...BASE, ...childrenOf(parents, levels) });
  }

  /** Codes above each division, nearest last (province first). Divisions without parent are absent. */
  async findAncestorCodes(
    codes: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<Map<string, string[]>> {
    const rows: { start: string; codes: string[] }[] = await manager.query(ANCESTORS, [codes]);
    return new Map(rows.map((row) => [row.start, row.codes]));
  }

  /**
   * A division and everything below it (the whole forest for null), ordered by code. One statement.
   * Empty when the code is unknown.
   */
  readTree(rootCode: string | null, manager: EntityManager = this.manager): Promise<DivisionNode[]> {
    return rootCode === null
      ? manager.query(`${TREE} ORDER BY code`)
      : manager.query(`${TREE} WHERE code IN (${divisionsUnder('$1')}) ORDER BY code`, [rootCode]);
  }

  /**
   * Code of the division around each place on a day (`divisionAround`), in one statement; where no boundary holds it,
   * the division it had so far if that has no boundary to leave, or null.
   * @param day YYYY-MM-DD
   */
  async findAround(
    places: readonly NewPlace[],
    day: string,
    manager: EntityManager = this.manager,
  ): Promise<(string | null)[]> {
    if (places.length === 0) return [];
    const rows = await manager.query<{ code: string | null }[]>(AROUND, [
      places.map(({ lon }) => lon),
      places.map(({ lat }) => lat),
      places.map(({ divisionCode }) => divisionCode),
      day,
    ]);
    return rows.map(({ code }) => code);
  }

  /** Every division with the size of its boundary, null for none. One statement. */
  readOutlined(manager: EntityManager = this.manager): Promise<OutlinedDivision[]> {
    return manager.query(OUTLINED);
  }

  /** Boundaries as WKB in the order of the codes, all of which have one. */
  async readBoundaryWkb(
    codes: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<Uint8Array[]> {
    const rows = await manager.query<{ wkb: Uint8Array }[]>(BOUNDARY_WKB, [codes]);
    return rows.map(({ wkb }) => wkb);
  }

  /** Populations of all years, newest first, of each division in order. */
  async findPopulations(
    codes: readonly string[],
    manager: EntityManager = this.manager,
  ): Promise<DivisionPopulation[][]> {
    const rows: (DivisionPopulation & { code: string })[] = await manager.query(POPULATIONS, [codes]);
    const byCode = new Map<string, DivisionPopulation[]>();
    for (const { code, ...population } of rows) {
      byCode.set(code, [...(byCode.get(code) ?? []), population]);
    }
    return codes.map((code) => byCode.get(code) ?? []);
  }

  /**
   * Boundaries in order, null where none is known. Coordinates have 7 digits (a centimetre).
   * @param wanted simplifyMeters 0 keeps every vertex; neighbours simplified apart may no longer meet exactly.
   */
  async findBoundaries(
    wanted: readonly { readonly code: string; readonly simplifyMeters: number }[],
    manager: EntityManager = this.manager,
  ): Promise<(MultiPolygon | null)[]> {
    const rows: { boundary: MultiPolygon | null }[] = await manager.query(BOUNDARIES, [
      wanted.map(({ code }) => code),
      wanted.map(({ simplifyMeters }) => simplifyMeters / METERS_PER_DEGREE),
    ]);
    return rows.map(({ boundary }) => boundary);
  }
}

const METERS_PER_DEGREE = 111_320;

const BASE = { from: 'administrative_division d', key: 'd.code', order: DIVISION_ORDER };

const TREE = `SELECT code, name, level, parent_code AS "parentCode", urban_rural_class AS "urbanRuralClass",
    valid_from::text AS "validFrom", valid_to::text AS "validTo"
  FROM administrative_division`;

// Walks up by primary key; the depth bound ends a parent loop.
const ANCESTORS = `WITH RECURSIVE above(start, code, parent_code, depth) AS (
    SELECT code, code, parent_code, 0 FROM administrative_division WHERE code = ANY($1::bpchar[])
    UNION ALL
    SELECT a.start, d.code, d.parent_code, a.depth + 1
    FROM above a JOIN administrative_division d ON d.code = a.parent_code WHERE a.depth < 8
  ) SELECT start, array_agg(code ORDER BY depth DESC) AS codes FROM above WHERE depth > 0 GROUP BY start`;

const AROUND = `
  SELECT COALESCE(around.code, CASE WHEN own.boundary IS NULL THEN own.code END)::text AS code
  FROM unnest($1::float8[], $2::float8[], $3::bpchar[]) WITH ORDINALITY AS place (lon, lat, own, at)
  LEFT JOIN administrative_division own ON own.code = place.own
  LEFT JOIN LATERAL (${divisionAround('ST_SetSRID(ST_MakePoint(lon, lat), 4326)', '$4::date')}) around ON true
  ORDER BY at`;

const OUTLINED = `SELECT code::text, ${DEPTH_OF_LEVEL} AS depth, valid_from::text AS "validFrom", valid_to::text AS "validTo",
    ST_NPoints(boundary) AS vertices
  FROM administrative_division ORDER BY code`;

// By primary key.
const BOUNDARY_WKB = `SELECT ST_AsBinary(d.boundary, 'NDR') AS wkb
  FROM unnest($1::bpchar[]) WITH ORDINALITY AS wanted(code, place) JOIN administrative_division d USING (code)
  ORDER BY place`;

// By primary key.
const POPULATIONS = `SELECT division_code AS code, year,
    max(people) FILTER (WHERE cohort = 'ALL') AS total,
    max(people) FILTER (WHERE cohort = 'AGE_60') AS elderly60,
    max(people) FILTER (WHERE cohort = 'AGE_65') AS elderly65,
    max(people) FILTER (WHERE cohort = 'AGE_80') AS elderly80
  FROM division_population WHERE division_code = ANY($1::bpchar[])
  GROUP BY division_code, year ORDER BY division_code, year DESC`;

// By primary key.
const BOUNDARIES = `SELECT ST_AsGeoJSON(
      CASE WHEN tolerance > 0 THEN ST_Multi(ST_SimplifyPreserveTopology(d.boundary, tolerance)) ELSE d.boundary END, 7
    )::json AS boundary
  FROM unnest($1::bpchar[], $2::float8[]) WITH ORDINALITY AS wanted(code, tolerance, place)
  LEFT JOIN administrative_division d USING (code) ORDER BY place`;

function childrenOf(parents: readonly string[], levels: readonly DivisionLevel[] | null) {
  const where = new Conditions();
  where.and(`d.parent_code = ANY(${where.bind(parents, 'bpchar[]')})`);
  if (levels) where.and(`d.level = ANY(${where.bind(levels, 'text[]')})`);
  return { root: 'd.parent_code', where };
}

function toSql(filter: DivisionConditions): Conditions {
  const where = new Conditions();
  if (filter.levels) where.and(`d.level = ANY(${where.bind(filter.levels, 'text[]')})`);
  if (filter.parentCode != null) where.and(`d.parent_code = ${where.bind(filter.parentCode, 'bpchar')}`);
  if (filter.within != null) where.and(`d.code IN (${divisionsUnder(where.bind(filter.within))})`);
  if (filter.nameContains != null) where.and(`d.name LIKE ${where.bind(likePattern(filter.nameContains))}`);
  if (filter.codePrefix != null) {
    where.and(`d.code BETWEEN ${where.bind(filter.codePrefix.padEnd(12, '0'), 'bpchar')}
      AND ${where.bind(filter.codePrefix.padEnd(12, '9'), 'bpchar')}`);
  }
  if (filter.asOf != null) {
    where.and(inForceOn('d', where.bind(filter.asOf, 'date')));
  }
  if (filter.spatial) applySpatialFilter(where, filter.spatial, 'd.boundary', 'd.representative_point');
  return where;
}
