import type { WalkNetwork } from './walk-network.js';

/** What a report says about a network. Vertices are nodes plus the bends between them. */
export interface NetworkSummary {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly vertexCount: number;
  readonly lengthMeters: number;
  readonly componentCount: number;
  /** Share (0–1) of the vertices that lie in the largest component; null for an empty network. */
  readonly mainComponentShare: number | null;
  readonly deadEndCount: number;
  readonly oneWayEdgeCount: number;
}

/** Counts what a network holds, in one pass. */
export function summarizeNetwork(network: WalkNetwork): NetworkSummary {
  const { nodeCount, edgeCount, edgeFrom, edgeTo, edgeVertexOffset, nodeComponent } = network;
  const degree = new Int32Array(nodeCount);
  let vertexCount = nodeCount;
  let mainVertexCount = network.componentNodeCount[0] ?? 0;
  let lengthMeters = 0;
  let oneWayEdgeCount = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const bends = edgeVertexOffset[edge + 1] - edgeVertexOffset[edge] - 2;
    vertexCount += bends;
    if (nodeComponent[edgeFrom[edge]] === 0) mainVertexCount += bends;
    lengthMeters += network.edgeLengthMeters[edge];
    if (network.edgeForwardCost[edge] < 0 || network.edgeBackwardCost[edge] < 0) oneWayEdgeCount++;
    degree[edgeFrom[edge]]++;
    degree[edgeTo[edge]]++;
  }
  let deadEndCount = 0;
  for (let node = 0; node < nodeCount; node++) if (degree[node] === 1) deadEndCount++;
  return {
    nodeCount,
    edgeCount,
    vertexCount,
    lengthMeters,
    componentCount: network.componentNodeCount.length,
    mainComponentShare: vertexCount === 0 ? null : mainVertexCount / vertexCount,
    deadEndCount,
    oneWayEdgeCount,
  };
}
