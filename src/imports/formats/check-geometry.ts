import type { Geometry, Position } from 'geojson';
import { importIssue, type ImportIssue } from '../import-issue.js';

export interface CheckedGeometry {
  readonly geometry: Geometry | null;
  readonly issues: readonly ImportIssue[];
}

/** Nesting of `coordinates`: 0 a position, 1 a list of positions, … */
const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['Point', 0],
  ['MultiPoint', 1],
  ['LineString', 1],
  ['MultiLineString', 2],
  ['Polygon', 2],
  ['MultiPolygon', 3],
]);

/**
 * Makes a geometry out of whatever stood in the file: heights are dropped, open rings are closed and reported
 * (UNCLOSED_RING), and anything else that is not a geometry becomes null with INVALID_GEOMETRY, BAD_COORDINATE or
 * WRONG_GEOMETRY_TYPE. Whether rings cross themselves is the database's to say. Null and empty geometries pass as null.
 */
export function checkGeometry(found: unknown, row: number): CheckedGeometry {
  if (found === null || found === undefined) return { geometry: null, issues: [] };
  const issues: ImportIssue[] = [];
  try {
    return { geometry: geometryOf(found, row, issues), issues };
  } catch (error) {
    if (!(error instanceof BadGeometry)) throw error;
    return { geometry: null, issues: [...issues, error.issue] };
  }
}

class BadGeometry extends Error {
  constructor(readonly issue: ImportIssue) {
    super(issue.messageEn);
  }
}

function geometryOf(found: unknown, row: number, issues: ImportIssue[]): Geometry | null {
  const { type, coordinates, geometries } = found as {
    type?: unknown;
    coordinates?: unknown;
    geometries?: unknown;
  };
  if (type === 'GeometryCollection' && Array.isArray(geometries)) {
    const members = geometries
      .map((member) => geometryOf(member, row, issues))
      .filter((member) => member !== null);
    return members.length === 0 ? null : { type, geometries: members };
  }
  const depth = typeof type === 'string' ? DEPTHS.get(type) : undefined;
  if (depth === undefined) {
    throw new BadGeometry(
      importIssue('WRONG_GEOMETRY_TYPE', {
        row,
        value: type ?? typeof found,
        expected: [...DEPTHS.keys()].join(' / '),
      }),
    );
  }
  if (!Array.isArray(coordinates)) throw invalid(row, 'coordinates missing');
  if (coordinates.length === 0) return null;

  const flat = positionsOf(coordinates, depth, row);
  if (type === 'LineString') checkLine(flat as Position[], row);
  if (type === 'MultiLineString') for (const line of flat as Position[][]) checkLine(line, row);
  if (type === 'Polygon') for (const ring of flat as Position[][]) closeRing(ring, row, issues);
  if (type === 'MultiPolygon') {
    for (const polygon of flat as Position[][][]) for (const ring of polygon) closeRing(ring, row, issues);
  }
  return { type, coordinates: flat } as Geometry;
}

type Nested = Position | Nested[];

function positionsOf(found: unknown, depth: number, row: number): Nested {
  if (!Array.isArray(found)) throw invalid(row, `array expected, got ${typeof found}`);
  if (depth > 0) return found.map((member) => positionsOf(member, depth - 1, row)) as Nested;
  const lon: unknown = found[0];
  const lat: unknown = found[1];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new BadGeometry(importIssue('BAD_COORDINATE', { row, value: JSON.stringify(found) }));
  }
  return [lon, lat];
}

function checkLine(line: readonly Position[], row: number): void {
  if (line.length < 2) throw invalid(row, `LineString with ${line.length} position`);
}

function closeRing(ring: Position[], row: number, issues: ImportIssue[]): void {
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (first !== undefined && (first[0] !== last[0] || first[1] !== last[1])) {
    ring.push([first[0], first[1]]);
    issues.push(importIssue('UNCLOSED_RING', { row, value: JSON.stringify(last) }));
  }
  if (ring.length < 4) throw invalid(row, `ring with ${ring.length} positions`);
}

function invalid(row: number, detail: string): BadGeometry {
  return new BadGeometry(importIssue('INVALID_GEOMETRY', { row, detail }));
}
