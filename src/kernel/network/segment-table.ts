import { invariant } from '../invariant.js';
import type { WalkwaySegment } from './walkway-segment.js';

/** Segments with their ends as node indexes. */
export interface SegmentTable {
  readonly segments: WalkwaySegment[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly nodeId: number[];
  readonly nodeLon: number[];
  readonly nodeLat: number[];
  readonly nodeFlags: number[];
}

/** Gives every node met an index, in the order met; flags of one node add up. */
export function segmentTable(source: Iterable<WalkwaySegment>): SegmentTable {
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
