import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import { costAlongEdge, legToEnd, legToStart } from './leg-costs.js';
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
  const byNode = demandByNode(network, demand);
  const byEdge = demandByEdge(demand);
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
        for (let at = byNode.offset[node]; at < byNode.offset[node + 1]; at++) {
          const pointCost = nodeCost + byNode.leg[2 * at + 1];
          if (pointCost <= limit) offer(byNode.leg[2 * at], pointCost);
        }
      }
      for (const point of byEdge.get(site.edge) ?? []) {
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

/** Per node the demand points that can walk straight to it: [demand, leg cost], interleaved. */
function demandByNode(
  network: WalkNetwork,
  demand: readonly (Snap | null)[],
): { offset: Int32Array; leg: Int32Array } {
  const offset = new Int32Array(network.nodeCount + 1);
  const legs: number[] = [];
  demand.forEach((snap, point) => {
    if (!snap) return;
    const start = legToStart(network, snap);
    const end = legToEnd(network, snap);
    if (start >= 0) legs.push(network.edgeFrom[snap.edge], point, start);
    if (end >= 0) legs.push(network.edgeTo[snap.edge], point, end);
  });
  for (let k = 0; k < legs.length; k += 3) offset[legs[k] + 1]++;
  for (let node = 0; node < network.nodeCount; node++) offset[node + 1] += offset[node];
  const next = offset.slice(0, -1);
  const leg = new Int32Array((legs.length / 3) * 2);
  for (let k = 0; k < legs.length; k += 3) {
    const at = next[legs[k]]++;
    leg[2 * at] = legs[k + 1];
    leg[2 * at + 1] = legs[k + 2];
  }
  return { offset, leg };
}

function demandByEdge(demand: readonly (Snap | null)[]): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  demand.forEach((snap, point) => {
    if (!snap) return;
    const points = byEdge.get(snap.edge);
    if (points) points.push(point);
    else byEdge.set(snap.edge, [point]);
  });
  return byEdge;
}

function grown(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(atLeast, 2 * array.length));
  larger.set(array);
  return larger;
}
