import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import { demandLegs } from './demand-legs.js';
import { costAlongEdge } from './leg-costs.js';
import type { WalkSearch } from './walk-search.js';

/** Entries of site s are offset[s] … offset[s + 1] - 1, in rising order of the demand index. */
export interface CoverLists {
  readonly offset: Int32Array;
  readonly demand: Int32Array;
  /** Cost of walking from the demand point to the site, both access legs included. */
  readonly costCentimeters: Int32Array;
}

/**
 * The demand points within the limit (inclusive) of each site, person → site (METHODS E6: N_i, turned round). Null
 * sites have an empty list, null demand points are in none. One bounded search per site; work grows with what is
 * reached, not with the number of demand points.
 */
export function coverLists(
  network: WalkNetwork,
  search: WalkSearch,
  sites: readonly (Snap | null)[],
  demand: readonly (Snap | null)[],
  limitCentimeters: number,
): CoverLists {
  assertSearchOf(network, search);
  const { nodeOffset, nodeLeg, edgeOffset, edgePoint } = demandLegs(network, demand);
  const offset = new Int32Array(sites.length + 1);
  let found = new Int32Array(1024);
  let cost = new Int32Array(1024);
  let count = 0;
  // Lowest cost of each demand point for the current site, -1 where it was not met yet.
  const lowest = new Int32Array(demand.length).fill(-1);
  const met = new Int32Array(demand.length);

  sites.forEach((site, s) => {
    let metCount = 0;
    const offer = (point: number, pointCost: number): void => {
      if (lowest[point] < 0) met[metCount++] = point;
      else if (lowest[point] <= pointCost) return;
      lowest[point] = pointCost;
    };
    if (site) {
      search.run([site], limitCentimeters, 'TOWARDS_ORIGINS');
      const limit = search.limitCentimeters;
      for (let k = 0; k < search.reachedCount; k++) {
        const node = search.reachedNodes[k];
        const nodeCost = search.labels[node] - search.labelBase;
        for (let at = nodeOffset[node]; at < nodeOffset[node + 1]; at++) {
          const pointCost = nodeCost + nodeLeg[2 * at + 1];
          if (pointCost <= limit) offer(nodeLeg[2 * at], pointCost);
        }
      }
      for (let at = edgeOffset[site.edge]; at < edgeOffset[site.edge + 1]; at++) {
        const point = edgePoint[at];
        const pointCost = costAlongEdge(network, demand[point]!, site);
        if (pointCost >= 0 && pointCost <= limit) offer(point, pointCost);
      }
    }
    if (count + metCount > found.length) {
      found = grown(found, count + metCount);
      cost = grown(cost, count + metCount);
    }
    met.subarray(0, metCount).sort();
    for (let k = 0; k < metCount; k++) {
      found[count] = met[k];
      cost[count++] = lowest[met[k]];
      lowest[met[k]] = -1;
    }
    offset[s + 1] = count;
  });
  return { offset, demand: found.slice(0, count), costCentimeters: cost.slice(0, count) };
}

function grown(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(atLeast, 2 * array.length));
  larger.set(array);
  return larger;
}
