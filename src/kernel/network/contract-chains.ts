import type { SegmentTable } from './segment-table.js';
import type { WalkwaySegment } from './walkway-segment.js';

/** Runs of segments between kept nodes. A step is 2 × segment, plus 1 where it is walked against its drawing. */
export interface ChainTable {
  readonly steps: Int32Array;
  readonly offset: number[];
  readonly start: number[];
  readonly end: number[];
}

/** Joins segments through nodes that merely continue one another; each segment is in one chain. */
export function contractChains(table: SegmentTable): ChainTable {
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
