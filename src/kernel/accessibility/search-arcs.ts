import type { WalkNetwork } from '../network/walk-network.js';
import type { SearchDirection } from './leg-costs.js';

/** Arcs in the order searches read them. */
export interface SearchArcs {
  /**
   * Per node two positions in `arc`: bound[2n] where its arcs begin, bound[2n + 1] where those among them begin that
   * lead into a dead end, a node from which all ways lead back. They end where the next node's begin.
   */
  readonly bound: Int32Array;
  /** [target, cost] of each arc, interleaved. */
  readonly arc: Int32Array;
}

const known = {
  FROM_ORIGINS: new WeakMap<WalkNetwork, SearchArcs>(),
  TOWARDS_ORIGINS: new WeakMap<WalkNetwork, SearchArcs>(),
};

/** The arcs of a search direction, sorted at the first call and shared by all searches of the network. */
export function searchArcs(network: WalkNetwork, direction: SearchDirection): SearchArcs {
  let arcs = known[direction].get(network);
  if (!arcs) {
    arcs =
      network.arc === network.reverseArc && direction === 'TOWARDS_ORIGINS'
        ? searchArcs(network, 'FROM_ORIGINS')
        : direction === 'FROM_ORIGINS'
          ? sortArcs(network.arcOffset, network.arc)
          : sortArcs(network.reverseArcOffset, network.reverseArc);
    known[direction].set(network, arcs);
  }
  return arcs;
}

/** Puts arcs into dead ends last: a search labels these nodes and has no further business there. */
function sortArcs(arcOffset: Int32Array, arc: Int32Array): SearchArcs {
  const nodeCount = arcOffset.length - 1;
  const bound = new Int32Array(2 * nodeCount + 1);
  const sorted = new Int32Array(arc.length);
  const isDeadEnd = (node: number, from: number): boolean => {
    for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++)
      if (arc[2 * at] !== from && arc[2 * at] !== node) return false;
    return true;
  };
  let filled = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (const wanted of [false, true]) {
      bound[2 * node + (wanted ? 1 : 0)] = filled;
      for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++) {
        if (isDeadEnd(arc[2 * at], node) !== wanted) continue;
        sorted[filled++] = arc[2 * at];
        sorted[filled++] = arc[2 * at + 1];
      }
    }
  }
  bound[2 * nodeCount] = filled;
  return { bound, arc: sorted };
}
