import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import type { WalkSearch } from './walk-search.js';

export interface NearestFacilities {
  /** Facility index per demand point, -1 where none lies within the limit or the point is not on the network. */
  readonly nearest: Int32Array;
  /** Cost of walking there, both access legs included; -1 likewise. */
  readonly costCentimeters: Int32Array;
}

/**
 * The facility each demand point walks to, in one sweep over all facilities (METHODS E2: min_j c_ij, person →
 * facility). Of equally near facilities the lowest index; null facilities and demand points keep their places.
 */
export function nearestFacilities(
  network: WalkNetwork,
  search: WalkSearch,
  facilities: readonly (Snap | null)[],
  demand: readonly (Snap | null)[],
  limitCentimeters: number,
): NearestFacilities {
  assertSearchOf(network, search);
  const nearest = new Int32Array(demand.length).fill(-1);
  const costCentimeters = new Int32Array(demand.length).fill(-1);
  search.runNearest(facilities, limitCentimeters, 'TOWARDS_ORIGINS');
  demand.forEach((snap, point) => {
    if (!snap) return;
    const found = search.nearestTo(snap);
    nearest[point] = found.origin;
    costCentimeters[point] = found.costCentimeters;
  });
  return { nearest, costCentimeters };
}
