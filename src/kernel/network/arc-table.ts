/** Arcs sorted by the node they leave. `onward` is the cost of leaving edgeFrom along the edge, `back` of leaving edgeTo; -1 for none. */
export function arcTable(
  nodeCount: number,
  edgeFrom: Int32Array,
  edgeTo: Int32Array,
  onward: Int32Array,
  back: Int32Array,
): { offset: Int32Array; arc: Int32Array; edge: Int32Array } {
  const offset = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (onward[edge] >= 0) offset[edgeFrom[edge] + 1]++;
    if (back[edge] >= 0) offset[edgeTo[edge] + 1]++;
  }
  for (let node = 0; node < nodeCount; node++) offset[node + 1] += offset[node];
  const next = offset.slice(0, nodeCount);
  const arc = new Int32Array(2 * offset[nodeCount]);
  const arcEdge = new Int32Array(offset[nodeCount]);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (onward[edge] >= 0) {
      const at = next[edgeFrom[edge]]++;
      arc[2 * at] = edgeTo[edge];
      arc[2 * at + 1] = onward[edge];
      arcEdge[at] = edge;
    }
    if (back[edge] >= 0) {
      const at = next[edgeTo[edge]]++;
      arc[2 * at] = edgeFrom[edge];
      arc[2 * at + 1] = back[edge];
      arcEdge[at] = ~edge;
    }
  }
  return { offset, arc, edge: arcEdge };
}
