import { hilbertIndex } from '../geometry/hilbert-index.js';
import { segmentMeters } from '../geometry/segment-meters.js';
import { arcTable } from './arc-table.js';
import { type ChainTable, contractChains } from './contract-chains.js';
import { labelComponents } from './label-components.js';
import { type SegmentTable, segmentTable } from './segment-table.js';
import type { WalkNetwork } from './walk-network.js';
import type { WalkwaySegment } from './walkway-segment.js';
import { WALKWAY_KINDS } from './way-set.js';

const MOST_COST = 0x7fffffff;

/**
 * Builds the walking network from segments: nodes that merely join two segments of the same direction and speed
 * factor are contracted into the edge's geometry; flagged nodes, dead ends, parallel edges and loops stay. An edge's
 * cost is its length over its speed factor, rounded to the centimetre once for the whole edge, at least 1 and at most
 * what fits into 32 bits, which is beyond every limit.
 * A segment's lengthMeters counts where it exceeds its drawn length (slopes, authority's own measure).
 * The result depends on the segments' order only in the choice between otherwise equal edges.
 */
export function buildWalkNetwork(segments: Iterable<WalkwaySegment>): WalkNetwork {
  const table = segmentTable(segments);
  const chains = contractChains(table);
  const nodes = orderNodes(table, chains);
  return layOut(table, chains, nodes);
}

interface NodeOrder {
  readonly count: number;
  /** New index of a kept node, -1 for a contracted one. */
  readonly newIndex: Int32Array;
  readonly oldIndex: Int32Array;
}

function orderNodes(table: SegmentTable, chains: ChainTable): NodeOrder {
  const { nodeLon, nodeLat } = table;
  const newIndex = new Int32Array(nodeLon.length).fill(-1);
  const kept: number[] = [];
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let chain = 0; chain < chains.start.length; chain++) {
    for (const node of [chains.start[chain], chains.end[chain]]) {
      if (newIndex[node] !== -1) continue;
      newIndex[node] = 0;
      kept.push(node);
      west = Math.min(west, nodeLon[node]);
      east = Math.max(east, nodeLon[node]);
      south = Math.min(south, nodeLat[node]);
      north = Math.max(north, nodeLat[node]);
    }
  }
  const scale = 65535 / Math.max(east - west, north - south, 1e-9);
  const key = new Float64Array(nodeLon.length);
  for (const node of kept)
    key[node] = hilbertIndex(((nodeLon[node] - west) * scale) | 0, ((nodeLat[node] - south) * scale) | 0);
  const oldIndex = Int32Array.from(kept).sort((a, b) => key[a] - key[b] || table.nodeId[a] - table.nodeId[b]);
  oldIndex.forEach((node, position) => (newIndex[node] = position));
  return { count: oldIndex.length, newIndex, oldIndex };
}

function layOut(table: SegmentTable, chains: ChainTable, nodes: NodeOrder): WalkNetwork {
  const edgeCount = chains.start.length;
  const nodeCount = nodes.count;
  const low = new Int32Array(edgeCount);
  const high = new Int32Array(edgeCount);
  for (let chain = 0; chain < edgeCount; chain++) {
    const a = nodes.newIndex[chains.start[chain]];
    const b = nodes.newIndex[chains.end[chain]];
    low[chain] = Math.min(a, b);
    high[chain] = Math.max(a, b);
  }
  const order = Int32Array.from({ length: edgeCount }, (_, chain) => chain);
  order.sort((a, b) => low[a] - low[b] || high[a] - high[b] || a - b);

  let vertexCount = edgeCount;
  for (const segment of table.segments) vertexCount += segment.lonLat.length / 2 - 1;

  const edgeFrom = new Int32Array(edgeCount);
  const edgeTo = new Int32Array(edgeCount);
  const edgeLengthMeters = new Float64Array(edgeCount);
  const edgeForwardCost = new Int32Array(edgeCount);
  const edgeBackwardCost = new Int32Array(edgeCount);
  const edgeKind = new Uint8Array(edgeCount);
  const edgeVertexOffset = new Int32Array(edgeCount + 1);
  const vertexLon = new Float64Array(vertexCount);
  const vertexLat = new Float64Array(vertexCount);
  const vertexMeters = new Float64Array(vertexCount);

  let vertex = 0;
  order.forEach((chain, edge) => {
    const isFlipped = nodes.newIndex[chains.start[chain]] > nodes.newIndex[chains.end[chain]];
    edgeFrom[edge] = low[chain];
    edgeTo[edge] = high[chain];
    const firstStep = chains.offset[chain];
    const stepCount = chains.offset[chain + 1] - firstStep;
    let meters = 0;
    let longest = -1;
    for (let k = 0; k < stepCount; k++) {
      const step =
        chains.steps[isFlipped ? firstStep + stepCount - 1 - k : firstStep + k] ^ (isFlipped ? 1 : 0);
      const segment = table.segments[step >> 1];
      const { lonLat } = segment;
      const count = lonLat.length / 2;
      const stepMeters = Math.max(
        drawnMeters(lonLat),
        Number.isFinite(segment.lengthMeters) ? segment.lengthMeters : 0,
      );
      const stretch = stepMeters / (drawnMeters(lonLat) || 1);
      let along = 0;
      for (let i = k === 0 ? 0 : 1; i < count; i++) {
        const at = (step & 1) === 0 ? 2 * i : 2 * (count - 1 - i);
        if (i > 0) {
          const before = (step & 1) === 0 ? at - 2 : at + 2;
          along += stretch * segmentMeters(lonLat[before], lonLat[before + 1], lonLat[at], lonLat[at + 1]);
        }
        vertexLon[vertex] = lonLat[at];
        vertexLat[vertex] = lonLat[at + 1];
        vertexMeters[vertex] = meters + along;
        vertex++;
      }
      meters += stepMeters;
      vertexMeters[vertex - 1] = meters;
      if (stepMeters > longest) {
        longest = stepMeters;
        edgeKind[edge] = WALKWAY_KINDS.indexOf(segment.kind);
      }
      if (k === 0) {
        const cost = 1; // the real one follows when the length is known
        const isBackward = (step & 1) === 1;
        edgeForwardCost[edge] = segment.direction === (isBackward ? 1 : 2) ? -1 : cost;
        edgeBackwardCost[edge] = segment.direction === (isBackward ? 2 : 1) ? -1 : cost;
      }
    }
    const { speedFactor } = table.segments[chains.steps[firstStep] >> 1];
    const cost = Math.min(MOST_COST, Math.max(1, Math.round((meters * 100) / speedFactor)));
    if (edgeForwardCost[edge] > 0) edgeForwardCost[edge] = cost;
    if (edgeBackwardCost[edge] > 0) edgeBackwardCost[edge] = cost;
    edgeLengthMeters[edge] = meters;
    edgeVertexOffset[edge + 1] = vertex;
  });

  const forward = arcTable(nodeCount, edgeFrom, edgeTo, edgeForwardCost, edgeBackwardCost);
  const isSymmetric = edgeForwardCost.every((cost, edge) => cost === edgeBackwardCost[edge]);
  const reverse = isSymmetric
    ? forward
    : arcTable(nodeCount, edgeFrom, edgeTo, edgeBackwardCost, edgeForwardCost);
  const components = labelComponents(nodeCount, edgeFrom, edgeTo);
  return {
    nodeCount,
    edgeCount,
    nodeId: Float64Array.from(nodes.oldIndex, (node) => table.nodeId[node]),
    nodeLon: Float64Array.from(nodes.oldIndex, (node) => table.nodeLon[node]),
    nodeLat: Float64Array.from(nodes.oldIndex, (node) => table.nodeLat[node]),
    nodeFlags: Uint8Array.from(nodes.oldIndex, (node) => table.nodeFlags[node]),
    nodeComponent: components.nodeComponent,
    componentNodeCount: components.componentNodeCount,
    edgeFrom,
    edgeTo,
    edgeLengthMeters,
    edgeForwardCost,
    edgeBackwardCost,
    edgeKind,
    edgeVertexOffset,
    vertexLon,
    vertexLat,
    vertexMeters,
    arcOffset: forward.offset,
    arc: forward.arc,
    arcEdge: forward.edge,
    reverseArcOffset: reverse.offset,
    reverseArc: reverse.arc,
    reverseArcEdge: reverse.edge,
  };
}

function drawnMeters(lonLat: Float64Array): number {
  let meters = 0;
  for (let k = 2; k < lonLat.length; k += 2)
    meters += segmentMeters(lonLat[k - 2], lonLat[k - 1], lonLat[k], lonLat[k + 1]);
  return meters;
}
