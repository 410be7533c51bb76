import type { Conditions } from '../database/conditions.js';
import type { SpatialConditions } from './spatial-filter.js';

const METERS_PER_DEGREE = 110_574;
const ALL_LONGITUDES_ABOVE_LATITUDE = 85;

/**
 * Adds a checked spatial filter on a geometry column. A fallback column stands in where the first is null
 * (a division without boundary by its point). Each test starts with `&&`, which the column's GiST index answers.
 * @param columns our own SQL, e.g. `d.boundary` and `d.representative_point`
 */
export function applySpatialFilter(
  where: Conditions,
  filter: SpatialConditions,
  column: string,
  fallback?: string,
): void {
  const add = (test: (geometry: string) => string) =>
    where.and(fallback ? `${test(column)} OR (${column} IS NULL AND ${test(fallback)})` : test(column));
  if (filter.bbox) {
    const box = envelope(where, filter.bbox);
    add((geometry) => `(${geometry} && ${box} AND ST_Intersects(${geometry}, ${box}))`);
  }
  if (filter.intersects) {
    const given = `ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(${where.bind(JSON.stringify(filter.intersects), 'text')})), 4326)`;
    // Only what needs repair is cut to a millimetre: a ring that runs back along itself but for rounding cannot be repaired.
    const shape = `(SELECT CASE WHEN ST_IsValid(s) THEN s ELSE ST_MakeValid(ST_QuantizeCoordinates(s, 8)) END FROM ${given} AS s)`;
    add((geometry) => `(${geometry} && ${shape} AND ST_Intersects(${geometry}, ${shape}))`);
  }
  if (filter.dWithin) {
    const { lon, lat, meters } = filter.dWithin;
    const box = envelope(where, boxAround(lon, lat, meters));
    const point = `ST_SetSRID(ST_MakePoint(${where.bind(lon, 'float8')}, ${where.bind(lat, 'float8')}), 4326)::geography`;
    const distance = where.bind(meters, 'float8');
    add(
      (geometry) => `(${geometry} && ${box} AND ST_DWithin(${geometry}::geography, ${point}, ${distance}))`,
    );
  }
}

/** A box in degrees that surely holds everything within `meters` of a point. */
export function boxAround(
  lon: number,
  lat: number,
  meters: number,
): [west: number, south: number, east: number, north: number] {
  const latReach = (meters / METERS_PER_DEGREE) * 1.01;
  const south = Math.max(-90, lat - latReach);
  const north = Math.min(90, lat + latReach);
  const farthest = Math.max(Math.abs(south), Math.abs(north));
  const lonReach = latReach / Math.cos((Math.min(farthest, ALL_LONGITUDES_ABOVE_LATITUDE) * Math.PI) / 180);
  const wraps = lon - lonReach < -180 || lon + lonReach > 180;
  // Near a pole or the antimeridian a box in degrees cannot follow the circle: take every longitude.
  if (wraps || farthest > ALL_LONGITUDES_ABOVE_LATITUDE) return [-180, south, 180, north];
  return [lon - lonReach, south, lon + lonReach, north];
}

function envelope(where: Conditions, box: readonly number[]): string {
  return `ST_MakeEnvelope(${box.map((side) => where.bind(side, 'float8')).join(', ')}, 4326)`;
}
