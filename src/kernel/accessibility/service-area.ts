import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { NODE_IS_DATA_EDGE } from '../network/way-set.js';
import { cutEdge } from './cut-edge.js';
import type { SearchDirection } from './leg-costs.js';
import { forEachReachedStretch } from './reached-edges.js';
import type { WalkSearch } from './walk-search.js';

export interface ServiceArea {
  /** Each reached piece of walkway as [lon, lat] positions from the lower to the higher metre of its edge. */
  readonly lines: number[][][];
  /** Cost at the first and last position of each piece, interleaved; the highest cost may lie in between. */
  readonly lineCosts: Int32Array;
  /** Edge of each piece. */
  readonly lineEdges: Int32Array;
  readonly reachedMeters: number;
  /** True where a reached node is the edge of the data, so that the real circle may be larger. */
  readonly touchesDataEdge: boolean;
}

/**
 * What lies within the limit of a facility (METHODS E4): by default the places from which one can walk to it
 * (TOWARDS_ORIGINS); the other direction on request. Every edge is cut at the exact metre from both ends, the
 * facility's own edge is split at its entrance. The straight access leg uses up cost but is not drawn.
 */
export function serviceArea(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  direction: SearchDirection = 'TOWARDS_ORIGINS',
): ServiceArea {
  const lines: number[][][] = [];
  const costs: number[] = [];
  const edges: number[] = [];
  let reachedMeters = 0;
  forEachReachedStretch(
    network,
    search,
    origin,
    limitCentimeters,
    direction,
    (edge, start, end, startCost, endCost) => {
      reachedMeters += end - start;
      lines.push(cutEdge(network, edge, start, end));
      costs.push(startCost, endCost);
      edges.push(edge);
    },
  );
  return {
    lines,
    lineCosts: Int32Array.from(costs),
    lineEdges: Int32Array.from(edges),
    reachedMeters,
    touchesDataEdge: touchesDataEdge(network, search),
  };
}

function touchesDataEdge(network: WalkNetwork, search: WalkSearch): boolean {
  for (let k = 0; k < search.reachedCount; k++)
    if ((network.nodeFlags[search.reachedNodes[k]] & NODE_IS_DATA_EDGE) !== 0) return true;
  return false;
}
