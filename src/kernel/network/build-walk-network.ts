import { hilbertIndex } from '../geometry/hilbert-index.js';
import { segmentMeters } from '../geometry/segment-meters.js';
import { invariant } from '../invariant.js';
import { DisjointSets } from './disjoint-sets.js';
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
  const table = readSegments(segments);
  const chains = contract(table);
  const nodes = orderNodes(table, chains);
  return layOut(table, chains, nodes);
}

/** Segments with their ends as node indexes. */
interface SegmentTable {
  readonly segments: WalkwaySegment[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly nodeId: number[];
  readonly nodeLon: number[];
  readonly nodeLat: number[];
  readonly nodeFlags: number[];
}

/** Runs of segments between kept nodes. A step is 2 × segment, plus 1 where it is walked against its drawing. */
interface ChainTable {
  readonly steps: Int32Array;
  readonly offset: number[];
  readonly start: number[];
  readonly end: number[];
}

interface NodeOrder {
  readonly count: number;
  /** New index of a kept node, -1 for a contracted one. */
  readonly newIndex: Int32Array;
  readonly oldIndex: Int32Array;
}

function readSegments(source: Iterable<WalkwaySegment>): SegmentTable {
  const segments: WalkwaySegment[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const nodeId: number[] = [];
  const nodeLon: number[] = [];
  const nodeLat: number[] = [];
  const nodeFlags: number[] = [];
  const indexOf = new Map<number, number>();

  const nodeOf = (id: number, lon: number, lat: number, flags: number): number => {
    let node = indexOf.get(id);
    if (node === undefined) {
      node = nodeId.length;
      indexOf.set(id, node);
      nodeId.push(id);
      nodeLon.push(lon);
      nodeLat.push(lat);
      nodeFlags.push(flags);
    } else nodeFlags[node] |= flags;
    return node;
  };

  for (const segment of source) {
    const { lonLat, fromNode, toNode } = segment;
    const last = lonLat.length - 2;
    invariant(
      last >= 2 && last % 2 === 0,
      `segment ${segment.wayId}/${segment.segment} has at least two vertices`,
    );
    segments.push(segment);
    from.push(nodeOf(fromNode, lonLat[0], lonLat[1], segment.fromFlags));
    to.push(nodeOf(toNode, lonLat[last], lonLat[last + 1], segment.toFlags));
  }
  return {
    segments,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    nodeId,
    nodeLon,
    nodeLat,
    nodeFlags,
  };
}

function contract(table: SegmentTable): ChainTable {
  const { segments, from, to } = table;
  const nodeCount = table.nodeId.length;
  const degree = new Int32Array(nodeCount);
  // The first two segment ends met at each node; an end is 2 × segment, plus 1 at the segment's last vertex.
  const ends = new Int32Array(2 * nodeCount);
  for (let segment = 0; segment < segments.length; segment++) {
    for (let side = 0; side < 2; side++) {
      const node = side === 0 ? from[segment] : to[segment];
      if (degree[node] < 2) ends[2 * node + degree[node]] = 2 * segment + side;
      degree[node]++;
    }
  }
  const isThrough = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    if (degree[node] !== 2 || table.nodeFlags[node] !== 0) continue;
    if (joins(segments, ends[2 * node], ends[2 * node + 1])) isThrough[node] = 1;
  }

  const steps = new Int32Array(segments.length);
  const offset = [0];
  const start: number[] = [];
  const end: number[] = [];
  const isUsed = new Uint8Array(segments.length);
  let stepCount = 0;

  const follow = (first: number, startNode: number): void => {
    let step = first;
    let node: number;
    for (;;) {
      const segment = step >> 1;
      isUsed[segment] = 1;
      steps[stepCount++] = step;
      node = (step & 1) === 0 ? to[segment] : from[segment];
      if (isThrough[node] === 0 || node === startNode) break;
      // The end we arrived by; the other one leads on, and leaving by a last vertex is walking backwards.
      const arrived = step ^ 1;
      step = ends[2 * node] === arrived ? ends[2 * node + 1] : ends[2 * node];
    }
    offset.push(stepCount);
    start.push(startNode);
    end.push(node);
  };

  for (let segment = 0; segment < segments.length; segment++) {
    if (isUsed[segment] === 1) continue;
    if (isThrough[from[segment]] === 0) follow(2 * segment, from[segment]);
    else if (isThrough[to[segment]] === 0) follow(2 * segment + 1, to[segment]);
  }
  // What is left are rings without a junction: each keeps the node it is entered by.
  for (let segment = 0; segment < segments.length; segment++)
    if (isUsed[segment] === 0) follow(2 * segment, from[segment]);
  return { steps, offset, start, end };
}

/** Whether two segment ends that meet at a node of degree two continue one another. */
function joins(segments: readonly WalkwaySegment[], endA: number, endB: number): boolean {
  const a = segments[endA >> 1];
  const b = segments[endB >> 1];
  if (a === b || a.speedFactor !== b.speedFactor) return false;
  const arriving = [a.direction !== 2, a.direction !== 1];
  const leaving = [b.direction !== 2, b.direction !== 1];
  if ((endA & 1) === 0) arriving.reverse();
  if ((endB & 1) === 1) leaving.reverse();
  return arriving[0] === leaving[0] && arriving[1] === leaving[1];
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

/** Arcs sorted by the node they leave. `onward` is the cost of leaving edgeFrom along the edge, `back` of leaving edgeTo; -1 for none. */
function arcTable(
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

function labelComponents(
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
