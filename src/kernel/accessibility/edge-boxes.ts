import type { WalkNetwork } from '../network/walk-network.js';

const boxes = new WeakMap<WalkNetwork, Float64Array>();

/** West, south, east and north of every edge, in degrees, interleaved; made once per network. */
export function edgeBoxes(network: WalkNetwork): Float64Array {
  const known = boxes.get(network);
  if (known) return known;
  const { edgeCount, edgeVertexOffset, vertexLon, vertexLat } = network;
  const made = new Float64Array(4 * edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    let west = Infinity;
    let south = Infinity;
    let east = -Infinity;
    let north = -Infinity;
    for (let vertex = edgeVertexOffset[edge]; vertex < edgeVertexOffset[edge + 1]; vertex++) {
      west = Math.min(west, vertexLon[vertex]);
      south = Math.min(south, vertexLat[vertex]);
      east = Math.max(east, vertexLon[vertex]);
      north = Math.max(north, vertexLat[vertex]);
    }
    made[4 * edge] = west;
    made[4 * edge + 1] = south;
    made[4 * edge + 2] = east;
    made[4 * edge + 3] = north;
  }
  boxes.set(network, made);
  return made;
}
