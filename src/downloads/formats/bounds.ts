import type { Geometry, Position } from 'geojson';

/** West, south, east, north (or what is least and greatest of x and y). */
export type Bounds = [number, number, number, number];

export function noBounds(): Bounds {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

/** Widens the bounds to hold a geometry. */
export function widen(bounds: Bounds, geometry: Geometry): void {
  if (geometry.type === 'GeometryCollection') {
    for (const member of geometry.geometries) widen(bounds, member);
    return;
  }
  widenNested(bounds, geometry.coordinates);
}

export function boundsOf(geometry: Geometry): Bounds {
  const bounds = noBounds();
  widen(bounds, geometry);
  return bounds;
}

type Nested = Position | readonly Nested[];

function widenNested(bounds: Bounds, coordinates: Nested): void {
  if (typeof coordinates[0] === 'number') {
    const [x, y] = coordinates as Position;
    if (x < bounds[0]) bounds[0] = x;
    if (y < bounds[1]) bounds[1] = y;
    if (x > bounds[2]) bounds[2] = x;
    if (y > bounds[3]) bounds[3] = y;
  } else for (const member of coordinates as readonly Nested[]) widenNested(bounds, member);
}
