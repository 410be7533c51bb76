import type { WalkNetwork } from '../network/walk-network.js';
import type { SearchDirection } from './leg-costs.js';
import { UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/** Arcs as searches read them. */
export interface SearchArcs {
  /** Arcs of node n are arc[bound[n]] … arc[bound[n + 1] - 1]. */
  readonly bound: Int32Array;
  /**
   * [2 × target + 1, cost] of each arc, interleaved; 2 × target alone where it leads into a dead end, a node from which
   * all ways lead back: a search labels it and has no further business there.
   */
  readonly arc: Int32Array;
}

/** The arcs of a search direction. */
export function searchArcs(network: WalkNetwork, direction: SearchDirection): SearchArcs {
  const isOutward = direction === 'FROM_ORIGINS';
  const arcOffset = isOutward ? network.arcOffset : network.reverseArcOffset;
  const arc = isOutward ? network.arc : network.reverseArc;
  const isDeadEnd = (node: number, from: number): boolean => {
    for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++)
      if (arc[2 * at] !== from && arc[2 * at] !== node) return false;
    return true;
  };
  const told = new Int32Array(arc.length);
  for (let node = 0; node < network.nodeCount; node++)
    for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++) {
      const target = arc[2 * at];
      told[2 * at] = 2 * target + (isDeadEnd(target, node) ? 0 : 1);
      // Beyond any limit is beyond it by one, so that no sum leaves 32 bits.
      told[2 * at + 1] = Math.min(arc[2 * at + 1], UNBOUNDED_CENTIMETERS + 1);
    }
  return { bound: arcOffset.map((at) => 2 * at), arc: told };
}
