import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import { hierarchyOf, knownHierarchy } from './contraction-hierarchy.js';
import { hierarchyCosts } from './hierarchy-matrix.js';
import { searchLimit, UNBOUNDED_CENTIMETERS } from './walk-cost.js';
import type { WalkSearch } from './walk-search.js';

/** Building a hierarchy takes about as long as this many searches of the whole network (measured). */
const SEARCHES_PER_HIERARCHY = 1_000;

/**
 * Walking costs from every origin to every destination, both access legs included: row-major Int32Array
 * (origins × destinations), -1 where there is no walk within the limit or one of the two is null. Runs one search
 * for each point of the shorter side; the result does not depend on which side that is.
 *
 * Without a limit the network's contraction hierarchy takes the place of the searches, with the same result, where it
 * is there already (`hierarchyOf(network)` builds it) or the matrix is so large that building it pays at once.
 */
export function travelCostMatrix(
  network: WalkNetwork,
  search: WalkSearch,
  origins: readonly (Snap | null)[],
  destinations: readonly (Snap | null)[],
  limitCentimeters = Infinity,
): Int32Array {
  assertSearchOf(network, search);
  const byOrigin = origins.length <= destinations.length;
  const sources = byOrigin ? origins : destinations;
  const targets = byOrigin ? destinations : origins;
  const direction = byOrigin ? 'FROM_ORIGINS' : 'TOWARDS_ORIGINS';
  const sourceMajor = (): Int32Array => {
    if (searchLimit(limitCentimeters) === UNBOUNDED_CENTIMETERS) {
      const pays = sources.length >= SEARCHES_PER_HIERARCHY;
      const hierarchy = pays ? hierarchyOf(network) : knownHierarchy(network);
      if (hierarchy) return hierarchyCosts(network, hierarchy, sources, targets, direction);
    }
    const costs = new Int32Array(sources.length * targets.length).fill(-1);
    sources.forEach((source, s) => {
      if (!source) return;
      search.run([source], limitCentimeters, direction);
      targets.forEach((target, t) => {
        if (target) costs[s * targets.length + t] = search.costTo(target);
      });
    });
    return costs;
  };
  return byOrigin ? sourceMajor() : transposed(sourceMajor(), sources.length, targets.length);
}

function transposed(matrix: Int32Array, rows: number, columns: number): Int32Array {
  const turned = new Int32Array(matrix.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = matrix[row * columns + column];
  return turned;
}
