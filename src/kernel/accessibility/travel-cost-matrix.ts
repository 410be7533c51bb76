import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import type { WalkSearch } from './walk-search.js';

/**
 * Walking costs from every origin to every destination, both access legs included: row-major Int32Array
 * (origins × destinations), -1 where there is no walk within the limit or one of the two is null. Runs one search
 * for each point of the shorter side; the result does not depend on which side that is.
 */
export function travelCostMatrix(
  network: WalkNetwork,
  search: WalkSearch,
  origins: readonly (Snap | null)[],
  destinations: readonly (Snap | null)[],
  limitCentimeters = Infinity,
): Int32Array {
  assertSearchOf(network, search);
  const matrix = new Int32Array(origins.length * destinations.length).fill(-1);
  const byOrigin = origins.length <= destinations.length;
  const sources = byOrigin ? origins : destinations;
  const targets = byOrigin ? destinations : origins;
  const sourceStride = byOrigin ? destinations.length : 1;
  const targetStride = byOrigin ? 1 : destinations.length;
  sources.forEach((source, s) => {
    if (!source) return;
    search.run([source], limitCentimeters, byOrigin ? 'FROM_ORIGINS' : 'TOWARDS_ORIGINS');
    for (let t = 0; t < targets.length; t++) {
      const target = targets[t];
      if (target) matrix[s * sourceStride + t * targetStride] = search.costTo(target);
    }
  });
  return matrix;
}
