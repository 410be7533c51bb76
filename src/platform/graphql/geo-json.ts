import type { GeoJSON, Geometry, Position } from 'geojson';
import { badInput } from '../errors/bad-input.js';

/** Positions one GeoJSON value may carry. */
export const MOST_POSITIONS = 100_000;
const DEEPEST_COLLECTION = 4;

/** Nesting of `coordinates` per geometry type: 0 is a single position. */
const DEPTH = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const;

/**
 * Checks that a value is GeoJSON: known types, positions of finite numbers, at most `mostPositions` of them.
 * Says nothing about the coordinate reference system or valid rings; `checkGeometry` does.
 * @throws PlanningError BAD_USER_INPUT with the place in the value that is wrong.
 */
export function checkGeoJson(value: unknown, mostPositions = MOST_POSITIONS): GeoJSON {
  const budget = { left: mostPositions, most: mostPositions };
  checkObject(value, '', 0, budget);
  return value as GeoJSON;
}

/**
 * Takes the geometry out of a Geometry or Feature and checks it as WGS 84: longitude and latitude in range,
 * rings closed with at least four positions.
 * @throws PlanningError BAD_USER_INPUT
 */
export function checkGeometry(value: unknown, mostPositions: number): Geometry {
  const checked = checkGeoJson(value, mostPositions);
  const geometry = checked.type === 'Feature' ? checked.geometry : checked;
  if (!geometry || geometry.type === 'FeatureCollection') {
    throw badInput(`Expected one GeoJSON geometry, got ${checked.type}.`, { got: checked.type });
  }
  checkWgs84(geometry, '');
  return geometry as Geometry;
}

interface Budget {
  left: number;
  readonly most: number;
}

type Json = Record<string, unknown>;

function checkObject(value: unknown, path: string, level: number, budget: Budget): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw wrong(path, 'a GeoJSON object', value);
  }
  const object = value as Json;
  if (level > DEEPEST_COLLECTION) {
    throw badInput(`GeoJSON${at(path)}: collections nested more than ${DEEPEST_COLLECTION} deep.`, { path });
  }
  switch (object.type) {
    case 'FeatureCollection':
      return eachMember(object.features, `${path}.features`, (member, where) => {
        if ((member as Json | null)?.type !== 'Feature') throw wrong(where, 'a Feature', member);
        checkObject(member, where, level + 1, budget);
      });
    case 'Feature':
      if (object.geometry !== null) checkObject(object.geometry, `${path}.geometry`, level + 1, budget);
      return;
    case 'GeometryCollection':
      return eachMember(object.geometries, `${path}.geometries`, (member, where) =>
        checkObject(member, where, level + 1, budget),
      );
    default: {
      const depth = DEPTH[object.type as keyof typeof DEPTH];
      if (depth === undefined || !Object.hasOwn(DEPTH, object.type as string)) {
        throw wrong(`${path}.type`, 'a GeoJSON type such as Point or MultiPolygon', object.type);
      }
      checkCoordinates(object.coordinates, depth, `${path}.coordinates`, budget);
    }
  }
}

function eachMember(value: unknown, path: string, check: (member: unknown, path: string) => void): void {
  if (!Array.isArray(value)) throw wrong(path, 'a list', value);
  value.forEach((member, index) => check(member, `${path}[${index}]`));
}

function checkCoordinates(value: unknown, depth: number, path: string, budget: Budget): void {
  if (!Array.isArray(value)) throw wrong(path, depth === 0 ? 'a position [lon, lat]' : 'a list', value);
  if (depth > 0) {
    const isList = depth === 1 && arePositions(value) && value.length <= budget.left;
    if (isList) budget.left -= value.length;
    else value.forEach((part, index) => checkCoordinates(part, depth - 1, `${path}[${index}]`, budget));
    return;
  }
  if (value.length < 2 || value.length > 4 || !value.every((number) => Number.isFinite(number))) {
    throw wrong(path, 'a position [lon, lat] of finite numbers', value);
  }
  if (--budget.left < 0) {
    throw badInput(`GeoJSON has more than ${budget.most} positions; simplify it or send it in parts.`, {
      largest: budget.most,
    });
  }
}

/** The same for a whole list of positions, which is what GeoJSON is mostly made of; says nothing of what is wrong. */
function arePositions(list: readonly unknown[]): boolean {
  for (const position of list) {
    if (!Array.isArray(position) || position.length < 2 || position.length > 4) return false;
    for (let at = 0; at < position.length; at++) if (!Number.isFinite(position[at])) return false;
  }
  return true;
}

function checkWgs84(geometry: Geometry, path: string): void {
  if (geometry.type === 'GeometryCollection') {
    if (geometry.geometries.length === 0) throw wrong(`${path}.geometries`, 'at least one geometry', []);
    geometry.geometries.forEach((part, index) => checkWgs84(part, `${path}.geometries[${index}]`));
    return;
  }
  const where = `${path}.coordinates`;
  forEachPosition(geometry.coordinates, DEPTH[geometry.type], where, ([lon, lat], place) => {
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      throw wrong(place, 'longitude −180…180 and latitude −90…90 in degrees (WGS 84)', [lon, lat]);
    }
  });
  if (geometry.type === 'LineString') checkLine(geometry.coordinates, where);
  if (geometry.type === 'MultiLineString') {
    geometry.coordinates.forEach((line, index) => checkLine(line, `${where}[${index}]`));
  }
  if (geometry.type === 'Polygon') checkRings(geometry.coordinates, where);
  if (geometry.type === 'MultiPolygon') {
    geometry.coordinates.forEach((rings, index) => checkRings(rings, `${where}[${index}]`));
  }
}

function checkLine(line: readonly Position[], path: string): void {
  if (line.length < 2)
    throw badInput(`GeoJSON${at(path)}: a line needs two positions, got ${line.length}.`, { path });
}

function checkRings(rings: readonly Position[][], path: string): void {
  if (rings.length === 0) throw wrong(path, 'at least one ring', rings);
  rings.forEach((ring, index) => {
    const last = ring[ring.length - 1];
    if (ring.length < 4 || ring[0][0] !== last[0] || ring[0][1] !== last[1]) {
      throw badInput(
        `GeoJSON${at(`${path}[${index}]`)}: a ring needs four positions or more and must end where it starts.`,
        { path: `${path}[${index}]` },
      );
    }
  });
}

function forEachPosition(
  value: unknown,
  depth: number,
  path: string,
  visit: (position: Position, path: string) => void,
): void {
  if (depth === 0) return visit(value as Position, path);
  const list = value as unknown[];
  if (list.length === 0) throw wrong(path, 'at least one position', list);
  list.forEach((part, index) => forEachPosition(part, depth - 1, `${path}[${index}]`, visit));
}

function wrong(path: string, expected: string, got: unknown) {
  const shown = JSON.stringify(got) ?? 'nothing';
  return badInput(
    `GeoJSON${at(path)}: expected ${expected}, got ${shown.length > 80 ? `${shown.slice(0, 77)}…` : shown}.`,
    {
      path: path.replace(/^\./, ''),
    },
  );
}

function at(path: string): string {
  return path === '' ? '' : ` at ${path.replace(/^\./, '')}`;
}
