import type { WalkwayKind, WaySet } from '../../src/kernel/network/way-set.js';
import { NODE_IS_KEPT, WALKWAY_KINDS } from '../../src/kernel/network/way-set.js';
import { lonOf, latOf, roundDegrees, settle, type Point } from './local-plane.js';

export const GATE_FLAG = NODE_IS_KEPT;

const FIRST_NODE_ID = 1_000_001;
const FIRST_WAY_ID = 500_001;

interface DraftWay {
  readonly nodes: readonly number[];
  readonly kind: WalkwayKind;
  readonly oneWay: boolean;
  readonly speedFactor: number;
}

/** Nodes and ways as they are drawn; places are metres in the generator's plane. */
export class NetworkDraft {
  readonly points: Point[] = [];
  readonly ways: DraftWay[] = [];
  private readonly flags: number[] = [];

  node(point: Point, flag = 0): number {
    this.flags.push(flag);
    return this.points.push(settle(point)) - 1;
  }

  /** Adds a way and returns its index; repeated nodes in a row are dropped. */
  way(
    nodes: readonly number[],
    kind: WalkwayKind,
    options: { oneWay?: boolean; speedFactor?: number } = {},
  ): number {
    const distinct = nodes.filter((node, i) => i === 0 || node !== nodes[i - 1]);
    if (distinct.length < 2) return -1;
    const way = {
      nodes: distinct,
      kind,
      oneWay: options.oneWay ?? false,
      speedFactor: options.speedFactor ?? 1,
    };
    return this.ways.push(way) - 1;
  }

  wayIdOf(way: number): number {
    return FIRST_WAY_ID + way;
  }

  /** The finished set: only nodes that a way uses, numbered in the order they were drawn. */
  toWaySet(): WaySet {
    const used = new Int32Array(this.points.length).fill(-1);
    for (const way of this.ways) for (const node of way.nodes) used[node] = 0;
    let nodes = 0;
    for (let i = 0; i < used.length; i++) if (used[i] === 0) used[i] = nodes++;
    const nodeId = new Float64Array(nodes);
    const nodeLon = new Float64Array(nodes);
    const nodeLat = new Float64Array(nodes);
    const nodeFlags = new Uint8Array(nodes);
    used.forEach((index, draft) => {
      if (index < 0) return;
      nodeId[index] = FIRST_NODE_ID + index;
      nodeLon[index] = roundDegrees(lonOf(this.points[draft][0]));
      nodeLat[index] = roundDegrees(latOf(this.points[draft][1]));
      nodeFlags[index] = this.flags[draft];
    });
    const count = this.ways.length;
    const wayOffset = new Int32Array(count + 1);
    this.ways.forEach((way, i) => (wayOffset[i + 1] = wayOffset[i] + way.nodes.length));
    const wayNode = new Int32Array(wayOffset[count]);
    this.ways.forEach((way, i) => way.nodes.forEach((node, j) => (wayNode[wayOffset[i] + j] = used[node])));
    return {
      nodeId,
      nodeLon,
      nodeLat,
      nodeFlags,
      wayId: Float64Array.from(this.ways, (_, i) => this.wayIdOf(i)),
      wayOffset,
      wayNode,
      wayKind: Uint8Array.from(this.ways, (way) => WALKWAY_KINDS.indexOf(way.kind)),
      wayDirection: Uint8Array.from(this.ways, (way) => (way.oneWay ? 1 : 0)),
      waySpeedFactor: Float32Array.from(this.ways, (way) => way.speedFactor),
    };
  }
}
