import gcoordModule from 'gcoord';
import type { Geometry, Position } from 'geojson';
import proj4 from 'proj4';
import type { Crs } from './find-crs.js';

// gcoord is CommonJS: Node hands over the object itself, which its typings call `default`.
const { transform: convert, CRSTypes } = gcoordModule as unknown as (typeof gcoordModule)['default'];

/** x, y (lon, lat or easting, northing) → x, y. */
export type PointTransform = (x: number, y: number) => [number, number];

/**
 * Turns coordinates of a system into WGS 84 degrees. CGCS2000 passes unchanged (they differ by less than a metre).
 * GCJ-02 and BD-09 have no published inverse: it is iterated on the forward formula until it stands still (about
 * 1e-9 m). Outside the box where GCJ-02 is applied, GCJ-02 equals WGS 84. A point no projection can place gives NaN.
 */
export function transformerToWgs84(crs: Crs): PointTransform {
  switch (crs.kind) {
    case 'geographic':
      return (lon, lat) => [lon, lat];
    case 'gcj02':
      return inverseOf(wgs84ToGcj02);
    case 'bd09':
      return inverseOf(wgs84ToBd09);
    case 'projected': {
      const projection = proj4(crs.proj4 as string);
      return (x, y) => pair(projection.inverse([x, y]));
    }
  }
}

/** Turns WGS 84 degrees into coordinates of a system. */
export function transformerFromWgs84(crs: Crs): PointTransform {
  switch (crs.kind) {
    case 'geographic':
      return (lon, lat) => [lon, lat];
    case 'gcj02':
      return wgs84ToGcj02;
    case 'bd09':
      return wgs84ToBd09;
    case 'projected': {
      const projection = proj4(crs.proj4 as string);
      return (lon, lat) => pair(projection.forward([lon, lat]));
    }
  }
}

/** The geometry with every position transformed; the given one is left as it is. */
export function transformGeometry<G extends Geometry>(geometry: G, transform: PointTransform): G {
  if (geometry.type === 'GeometryCollection') {
    return {
      ...geometry,
      geometries: geometry.geometries.map((member) => transformGeometry(member, transform)),
    };
  }
  return { ...geometry, coordinates: transformNested(geometry.coordinates, transform) };
}

type Nested = Position | Nested[];

function transformNested(nested: Nested, transform: PointTransform): Nested {
  if (typeof nested[0] === 'number') return transform(nested[0], nested[1] as number);
  return (nested as Nested[]).map((member) => transformNested(member, transform));
}

function wgs84ToGcj02(lon: number, lat: number): [number, number] {
  return pair(convert([lon, lat], CRSTypes.WGS84, CRSTypes.GCJ02));
}

function wgs84ToBd09(lon: number, lat: number): [number, number] {
  return pair(convert([lon, lat], CRSTypes.WGS84, CRSTypes.BD09));
}

/** Each step shrinks the error about a thousandfold; ten are more than a double can hold. */
const MOST_STEPS = 10;

function inverseOf(forward: PointTransform): PointTransform {
  return (lon, lat) => {
    let guess: [number, number] = [lon, lat];
    for (let step = 0; step < MOST_STEPS; step++) {
      const reached = forward(guess[0], guess[1]);
      const lonError = lon - reached[0];
      const latError = lat - reached[1];
      if (!(Math.abs(lonError) > 1e-14 || Math.abs(latError) > 1e-14)) break;
      guess = [guess[0] + lonError, guess[1] + latError];
    }
    return guess;
  };
}

function pair(position: readonly number[]): [number, number] {
  return [position[0], position[1]];
}
