import { DisjointSets } from './disjoint-sets.js';

/** Parts of a network that hang together, the largest first; equal ones by their first node. */
export function labelComponents(
  nodeCount: number,
  edgeFrom: Int32Array,
  edgeTo: Int32Array,
): { nodeComponent: Int32Array; componentNodeCount: Int32Array } {
  // Named by the lowest node, so that labels depend on the node order alone.
  const sets = new DisjointSets(nodeCount);
  for (let edge = 0; edge < edgeFrom.length; edge++) sets.join(edgeFrom[edge], edgeTo[edge]);
  const size = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) size[sets.find(node)]++;
  const roots: number[] = [];
  for (let node = 0; node < nodeCount; node++) if (size[node] > 0) roots.push(node);
  roots.sort((a, b) => size[b] - size[a] || a - b);
  const label = new Int32Array(nodeCount);
  roots.forEach((node, component) => (label[node] = component));
  return {
    nodeComponent: Int32Array.from({ length: nodeCount }, (_, node) => label[sets.find(node)]),
    componentNodeCount: Int32Array.from(roots, (node) => size[node]),
  };
}
