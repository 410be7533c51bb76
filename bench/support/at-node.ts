import type { Snap, WalkNetwork } from '../../src/kernel/network/index.js';

/** Places exactly at nodes, which is where the peers can start from. */
export function placesAtNodes(network: WalkNetwork, nodes: readonly number[]): Snap[] {
  const edgeOf = new Int32Array(network.nodeCount).fill(-1);
  for (let edge = network.edgeCount - 1; edge >= 0; edge--)
    edgeOf[network.edgeFrom[edge]] = edgeOf[network.edgeTo[edge]] = edge;
  return nodes.map((node) => {
    const edge = edgeOf[node];
    return {
      edge,
      offsetMeters: network.edgeFrom[edge] === node ? 0 : network.edgeLengthMeters[edge],
      accessMeters: 0,
      lon: network.nodeLon[node],
      lat: network.nodeLat[node],
    };
  });
}

/** Distinct nodes near the places, in their order. */
export function nodesNear(network: WalkNetwork, places: readonly Snap[], count: number): number[] {
  const nodes = new Set<number>();
  for (const place of places) {
    if (nodes.size === count) break;
    nodes.add(network.edgeFrom[place.edge]);
  }
  return [...nodes];
}
