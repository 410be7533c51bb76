import { area as turfArea } from '@turf/area';
import type { FeatureCollection, MultiLineString, MultiPolygon } from 'geojson';
import { WalkSearch } from '../kernel/accessibility/index.js';
import { EdgeIndex, type WalkNetwork } from '../kernel/network/index.js';
import { drawServiceArea } from './draw-service-area.js';
import { LOOK_METERS, notSnapped } from './not-snapped.js';
import { walkLimit } from './walk-limit.js';

export interface CircleProperties {
  readonly part: 'lines' | 'polygon';
  readonly walkMinutes: number;
  readonly speedMetersPerSecond: number;
  readonly reachedMeters: number;
  readonly areaSquareMeters: number;
  /** How the area was measured; without a database PostGIS is not at hand. */
  readonly areaMethod: string;
  readonly snapDistanceMeters: number;
  readonly snappedPoint: readonly [number, number];
  readonly touchesDataEdge: boolean;
}

const AREA_METHOD =
  'spherical area by @turf/area; with a database the area comes from PostGIS on the ellipsoid';

/**
 * The walking circle of a point on a network at hand, no database needed: two features, the reached lines and the
 * display polygon, with the same properties.
 * @param at lon, lat in WGS 84 degrees
 * @throws PlanningError BAD_USER_INPUT for minutes or speed out of range, FAILED_PRECONDITION (reason NOT_SNAPPED)
 *   when no walkway is near.
 */
export function circleFromNetwork(
  network: WalkNetwork,
  at: readonly [number, number],
  { minutes, speed }: { readonly minutes?: number; readonly speed?: number } = {},
): FeatureCollection<MultiLineString | MultiPolygon, CircleProperties> {
  const limit = walkLimit(minutes, speed);
  const edges = new EdgeIndex(network);
  const [lon, lat] = at;
  const snap = edges.snap(lon, lat);
  if (!snap) throw notSnapped('The point', lon, lat, edges.snap(lon, lat, LOOK_METERS));
  const drawn = drawServiceArea(network, new WalkSearch(network), snap, limit.limitCentimeters);
  const lines: MultiLineString = { type: 'MultiLineString', coordinates: drawn.lines };
  const polygon: MultiPolygon = { type: 'MultiPolygon', coordinates: drawn.polygon };
  const shared = {
    walkMinutes: limit.walkMinutes,
    speedMetersPerSecond: limit.speedMetersPerSecond,
    reachedMeters: tenths(drawn.reachedMeters),
    areaSquareMeters: tenths(drawn.polygon.length === 0 ? 0 : turfArea(polygon)),
    areaMethod: AREA_METHOD,
    snapDistanceMeters: tenths(snap.accessMeters),
    snappedPoint: [snap.lon, snap.lat] as const,
    touchesDataEdge: drawn.touchesDataEdge,
  };
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: lines, properties: { part: 'lines', ...shared } },
      { type: 'Feature', geometry: polygon, properties: { part: 'polygon', ...shared } },
    ],
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
