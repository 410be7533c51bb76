import type { Geometry, Position } from 'geojson';

type Nested = Position | readonly Nested[];

/** A geometry as Well-Known Text, x before y. */
export function wellKnownText(geometry: Geometry): string {
  if (geometry.type === 'GeometryCollection')
    return `GEOMETRYCOLLECTION (${geometry.geometries.map(wellKnownText).join(', ')})`;
  const { type, coordinates } = geometry;
  return `${type.toUpperCase()} ${type === 'Point' ? `(${pair(coordinates)})` : nested(coordinates)}`;
}

function nested(coordinates: Nested): string {
  if (typeof coordinates[0] === 'number') return pair(coordinates as Position);
  return `(${(coordinates as readonly Nested[]).map(nested).join(', ')})`;
}

function pair([x, y]: Position): string {
  return `${x} ${y}`;
}
