import type { WalkNetwork } from '../network/walk-network.js';

/** The positions of an edge between two metres of it. */
export function cutEdge(
  network: WalkNetwork,
  edge: number,
  startMeters: number,
  endMeters: number,
): number[][] {
  const { edgeVertexOffset, vertexLon, vertexLat, vertexMeters } = network;
  const first = edgeVertexOffset[edge];
  const last = edgeVertexOffset[edge + 1] - 1;
  let vertex = first;
  if (startMeters > 0) while (vertex < last && vertexMeters[vertex] <= startMeters) vertex++;
  const line: number[][] = [];
  if (vertex > first) line.push(positionAt(network, vertex - 1, startMeters));
  for (; vertex <= last && vertexMeters[vertex] < endMeters; vertex++)
    line.push([vertexLon[vertex], vertexLat[vertex]]);
  line.push(positionAt(network, Math.max(first, Math.min(vertex, last) - 1), endMeters));
  return line;
}

/** The position at a metre of the edge, on the segment that begins at a vertex. */
function positionAt(network: WalkNetwork, vertex: number, meters: number): number[] {
  const { vertexLon, vertexLat, vertexMeters } = network;
  const length = vertexMeters[vertex + 1] - vertexMeters[vertex];
  const t = length > 0 ? Math.min(1, Math.max(0, (meters - vertexMeters[vertex]) / length)) : 1;
  if (t === 1) return [vertexLon[vertex + 1], vertexLat[vertex + 1]];
  return [
    vertexLon[vertex] + t * (vertexLon[vertex + 1] - vertexLon[vertex]),
    vertexLat[vertex] + t * (vertexLat[vertex + 1] - vertexLat[vertex]),
  ];
}
