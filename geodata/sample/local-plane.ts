import type { Position } from 'geojson';

/** A place in the generator's plane: metres east (x) and north (y) of the county seat. */
export type Point = readonly [x: number, y: number];

/** The true location of the county seat of 宿城区, WGS 84 degrees. */
export const COUNTY_SEAT = { lon: 118.24, lat: 33.96 } as const;

const RADIANS = Math.PI / 180;
const EQUATOR_METERS = 6378137;
const ECCENTRICITY_SQUARED = 0.00669437999014;
const sine = Math.sin(COUNTY_SEAT.lat * RADIANS);
const curvature = 1 - ECCENTRICITY_SQUARED * sine * sine;
const METERS_PER_DEGREE_LAT = ((EQUATOR_METERS * (1 - ECCENTRICITY_SQUARED)) / curvature ** 1.5) * RADIANS;
const METERS_PER_DEGREE_LON =
  (EQUATOR_METERS / Math.sqrt(curvature)) * Math.cos(COUNTY_SEAT.lat * RADIANS) * RADIANS;

/** Degrees rounded to 1e-7 (about a centimetre), so that shared vertices stay equal and files stay small. */
export function toLonLat(point: Point): Position {
  return [roundDegrees(lonOf(point[0])), roundDegrees(latOf(point[1]))];
}

export function lonOf(x: number): number {
  return COUNTY_SEAT.lon + x / METERS_PER_DEGREE_LON;
}

export function latOf(y: number): number {
  return COUNTY_SEAT.lat + y / METERS_PER_DEGREE_LAT;
}

export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** Rounds a place to what its degrees will keep; every later test in the plane then agrees with the emitted degrees. */
export function settle(point: Point): Point {
  return [
    (roundDegrees(lonOf(point[0])) - COUNTY_SEAT.lon) * METERS_PER_DEGREE_LON,
    (roundDegrees(latOf(point[1])) - COUNTY_SEAT.lat) * METERS_PER_DEGREE_LAT,
  ];
}
