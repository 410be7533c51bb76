import type { EdgeIndex } from './edge-index.js';
import type { WalkNetwork } from './walk-network.js';
import { NODE_IS_CLOSED, NODE_IS_DATA_EDGE } from './way-set.js';

/** A dead end that stops just short of another walkway. */
export interface LooseEnd {
  readonly node: number;
  /** The walkway it seems to miss. */
  readonly edge: number;
  /** The nearest place on it, in metres from its start. */
  readonly offsetMeters: number;
  readonly gapMeters: number;
}

/** A dead end's own street must be this many gaps long, or it is a stub of the walkway it lies beside. */
const STUB_GAPS = 3;
const ENDS_ON_PURPOSE = NODE_IS_DATA_EDGE | NODE_IS_CLOSED;

/**
 * Dead ends that look like missing connections: nearer than limitMeters to an edge that does not meet their own street
 * at its other end, in order of node. Ends at the edge of the data and
 * at closed gates are left out: they are meant. A finding to
 * look at, not an error: a wall may stand there.
 */
export function findLooseEnds(network: WalkNetwork, index: EdgeIndex, limitMeters = 10): LooseEnd[] {
  const { nodeCount, edgeCount, edgeFrom, edgeTo, edgeLengthMeters, nodeLon, nodeLat } = network;
  const degree = new Int32Array(nodeCount);
  const ownEdge = new Int32Array(nodeCount);
  for (let edge = 0; edge < edgeCount; edge++)
    for (const node of [edgeFrom[edge], edgeTo[edge]]) {
      degree[node]++;
      ownEdge[node] = edge;
    }
  const found: LooseEnd[] = [];
  for (let node = 0; node < nodeCount; node++) {
    if (degree[node] !== 1 || (network.nodeFlags[node] & ENDS_ON_PURPOSE) !== 0) continue;
    const own = ownEdge[node];
    const other = index.nearestOther(nodeLon[node], nodeLat[node], limitMeters, own);
    if (!other) continue;
    const junction = edgeFrom[own] === node ? edgeTo[own] : edgeFrom[own];
    const isMet = edgeFrom[other.edge] === junction || edgeTo[other.edge] === junction;
    if (isMet && edgeLengthMeters[own] < STUB_GAPS * limitMeters) continue;
    found.push({ node, edge: other.edge, offsetMeters: other.offsetMeters, gapMeters: other.accessMeters });
  }
  return found;
}
