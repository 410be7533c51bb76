import type { Geometry, Position } from 'geojson';
import type { Bounds } from '../map/map-view.js';

/** The box around a geometry, or null where it has no coordinates. */
export function boundsOf(geometry: Geometry | null | undefined): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = ([lon, lat]: Position) => {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  };
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') add(part as Position);
    else part.forEach(visit);
  };
  const visitGeometry = (one: Geometry): void => {
    if (one.type === 'GeometryCollection') one.geometries.forEach(visitGeometry);
    else visit(one.coordinates);
  };
  if (geometry) visitGeometry(geometry);
  return west <= east ? [west, south, east, north] : null;
}

/** A box of about `meters` around a point, for places without a boundary. */
export function boundsAround([lon, lat]: Position, meters: number): Bounds {
  const north = meters / 111_320;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return [lon - east, lat - north, lon + east, lat + north];
}
