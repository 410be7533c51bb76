import {
  serviceArea,
  serviceAreaPolygon,
  type MultiPolygonCoordinates,
  type WalkSearch,
} from '../kernel/accessibility/index.js';
import type { Snap, WalkNetwork } from '../kernel/network/index.js';

/** A service area before PostGIS has measured it. */
export interface DrawnServiceArea {
  /** Reached pieces of walkway, each [[lon, lat], …]. */
  readonly lines: number[][][];
  readonly polygon: MultiPolygonCoordinates;
  readonly reachedMeters: number;
  readonly touchesDataEdge: boolean;
}

/** Everything within the limit of a snapped place, person → place, as lines and as a display polygon (METHODS E4). */
export function drawServiceArea(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
): DrawnServiceArea {
  const { lines, reachedMeters, touchesDataEdge } = serviceArea(network, search, origin, limitCentimeters);
  const polygon = serviceAreaPolygon(network, search, origin, limitCentimeters);
  return { lines, polygon, reachedMeters, touchesDataEdge };
}
