import Flatbush from 'flatbush';
import { orientation } from '../geometry/orientation.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import { invariant } from '../invariant.js';
import { NODE_IS_CLOSED, type WaySet } from './way-set.js';

export interface NodeCrossingsOptions {
  /** Level of each way, in place of ways.wayLevel: ways of different levels (bridges, tunnels, floors) pass each other. */
  readonly levels?: ArrayLike<number>;
  /** A vertex this near to a line lies on it. The default makes up for positions rounded to the grid. */
  readonly touchMeters?: number;
}

export interface NodedWays {
  readonly ways: WaySet;
  /** New nodes where lines crossed without a vertex. */
  readonly crossingCount: number;
  /** Vertices that lay on another line and became nodes of it too. */
  readonly touchCount: number;
  /** Nodes at the position of another node, replaced by it. */
  readonly mergedCount: number;
}

/** Positions are told apart to 1e-7 of a degree, about a centimetre. */
const PARTS_PER_DEGREE = 1e7;
const DEFAULT_TOUCH_METERS = 0.02;
/** A new node may lie a centimetre beside its lines and touch a third one; a few rounds settle that. */
const MAX_ROUNDS = 8;

/**
 * Joins ways of one level wherever they meet without a common node: crossing lines get a new node, a vertex on another
 * line becomes a node of that line too, nodes at one position become one. Ways of different levels are joined by the
 * nodes they already share and by nothing else, and nothing is joined to a closed node. Sides are decided exactly, on positions rounded to 1e-7°; lines and
 * nodes keep their order, positions and numbers, and new nodes are numbered after the highest. Unusable nodes are
 * passed over and stay for `splitWays` to report.
 */
export function nodeCrossings(ways: WaySet, options: NodeCrossingsOptions = {}): NodedWays {
  const levels = options.levels ?? ways.wayLevel ?? new Float32Array(ways.wayId.length);
  const touchMeters = options.touchMeters ?? DEFAULT_TOUCH_METERS;
  invariant(levels.length === ways.wayId.length, 'one level per way');
  invariant(touchMeters >= 0, 'a touch tolerance is not negative');
  const noding = new Noding(ways, levels, touchMeters);
  for (let round = 0; round < MAX_ROUNDS && noding.round(); round++);
  return noding.result(ways);
}

class Noding {
  private readonly nodeLon: number[];
  private readonly nodeLat: number[];
  /** Whole-number positions; NaN for a node that cannot be used. */
  private readonly x: number[];
  private readonly y: number[];
  /** The node that stands for a node; itself unless merged. */
  private readonly standIn: number[];
  private readonly flags: Uint8Array;
  private readonly lines: number[][];
  private readonly levels: ArrayLike<number>;
  private readonly touchMeters: number;
  private readonly newNodes = new Map<string, number>();
  private touchCount = 0;
  private mergedCount = 0;

  constructor(ways: WaySet, levels: ArrayLike<number>, touchMeters: number) {
    this.levels = levels;
    this.touchMeters = touchMeters;
    this.nodeLon = Array.from(ways.nodeLon);
    this.nodeLat = Array.from(ways.nodeLat);
    const isUsable = this.nodeLon.map((lon, node) => {
      const lat = this.nodeLat[node];
      return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0);
    });
    this.x = this.nodeLon.map((lon, node) => (isUsable[node] ? Math.round(lon * PARTS_PER_DEGREE) : NaN));
    this.y = this.nodeLat.map((lat, node) => (isUsable[node] ? Math.round(lat * PARTS_PER_DEGREE) : NaN));
    this.standIn = this.nodeLon.map((_, node) => node);
    this.flags = ways.nodeFlags;
    this.lines = Array.from(ways.wayId, (_, way) =>
      Array.from(ways.wayNode.subarray(ways.wayOffset[way], ways.wayOffset[way + 1])),
    );
  }

  /** Joins what meets as the lines stand; false when nothing did. */
  round(): boolean {
    const segments = this.segments();
    if (segments.count === 0) return false;
    const { line, at, count } = segments;
    const index = new Flatbush(count, 16, Float64Array);
    const pad = this.padding();
    for (let s = 0; s < count; s++) {
      const [a, b] = this.ends(segments, s);
      index.add(
        Math.min(this.x[a], this.x[b]),
        Math.min(this.y[a], this.y[b]),
        Math.max(this.x[a], this.x[b]),
        Math.max(this.y[a], this.y[b]),
      );
    }
    index.finish();

    const inserted = new Map<number, number[]>();
    const merged = this.mergedCount;
    const insert = (segment: number, node: number): void => {
      const here = inserted.get(segment);
      if (!here) inserted.set(segment, [node]);
      else if (!here.includes(node)) here.push(node);
    };
    for (let s = 0; s < count; s++) {
      const [a, b] = this.ends(segments, s);
      const others = index.search(
        Math.min(this.x[a], this.x[b]) - pad.x,
        Math.min(this.y[a], this.y[b]) - pad.y,
        Math.max(this.x[a], this.x[b]) + pad.x,
        Math.max(this.y[a], this.y[b]) + pad.y,
        (other) => other > s && this.levels[line[other]] === this.levels[line[s]],
      );
      others.sort((one, other) => one - other);
      for (const other of others) this.join(s, other, segments, insert);
    }
    for (const [segment, nodes] of [...inserted].sort(([one], [other]) => other - one)) {
      const [a, b] = this.ends(segments, segment);
      this.lines[line[segment]].splice(at[segment] + 1, 0, ...this.alongSegment(a, b, nodes));
    }
    return inserted.size > 0 || this.mergedCount > merged;
  }

  private segments(): Segments {
    const line: number[] = [];
    const at: number[] = [];
    this.lines.forEach((nodes, way) => {
      for (let k = 0; k + 1 < nodes.length; k++) {
        const a = this.find(nodes[k]);
        const b = this.find(nodes[k + 1]);
        if (a < 0 || b < 0 || a === b || Number.isNaN(this.x[a]) || Number.isNaN(this.x[b])) continue;
        line.push(way);
        at.push(k);
      }
    });
    return { line, at, count: line.length };
  }

  private ends({ line, at }: Segments, segment: number): [number, number] {
    const nodes = this.lines[line[segment]];
    return [this.find(nodes[at[segment]]), this.find(nodes[at[segment] + 1])];
  }

  /** How far from a segment's box, in grid steps, something may touch it. */
  private padding(): { x: number; y: number } {
    let furthest = 0;
    for (const lat of this.nodeLat) if (Math.abs(lat) < 89) furthest = Math.max(furthest, Math.abs(lat));
    return {
      x: (this.touchMeters / metersPerDegreeLon(furthest)) * PARTS_PER_DEGREE,
      y: (this.touchMeters / metersPerDegreeLat(0)) * PARTS_PER_DEGREE * 1.01,
    };
  }

  private join(
    first: number,
    second: number,
    segments: Segments,
    insert: (segment: number, node: number) => void,
  ): void {
    let [a, b] = this.ends(segments, first);
    let [c, d] = this.ends(segments, second);
    for (const [one, other] of [
      [a, c],
      [a, d],
      [b, c],
      [b, d],
    ])
      this.mergeAtOnePosition(one, other);
    [a, b, c, d] = [a, b, c, d].map((node) => this.find(node));
    if (a === b || c === d) return;

    let touches = false;
    const touch = (node: number, segment: number, from: number, to: number): void => {
      if (node === from || node === to || !this.liesOn(node, from, to)) return;
      touches = true;
      if (this.isClosed(node)) return;
      insert(segment, node);
      this.touchCount++;
    };
    touch(c, first, a, b);
    touch(d, first, a, b);
    touch(a, second, c, d);
    touch(b, second, c, d);
    if (touches || a === c || a === d || b === c || b === d) return;

    const { x, y } = this;
    const sideA = orientation(x[c], y[c], x[d], y[d], x[a], y[a]);
    const sideB = orientation(x[c], y[c], x[d], y[d], x[b], y[b]);
    const sideC = orientation(x[a], y[a], x[b], y[b], x[c], y[c]);
    const sideD = orientation(x[a], y[a], x[b], y[b], x[d], y[d]);
    if (sideA > 0 === sideB > 0 || sideC > 0 === sideD > 0) return;
    const t = sideA / (sideA - sideB);
    const crossing = this.nodeAt(
      Math.round(x[a] + t * (x[b] - x[a])),
      Math.round(y[a] + t * (y[b] - y[a])),
      this.levels[segments.line[first]],
      [a, b, c, d],
    );
    if (this.isClosed(crossing)) return;
    if (crossing !== a && crossing !== b) insert(first, crossing);
    if (crossing !== c && crossing !== d) insert(second, crossing);
  }

  private mergeAtOnePosition(one: number, other: number): void {
    if (this.x[one] !== this.x[other] || this.y[one] !== this.y[other]) return;
    if (one !== other && (this.isClosed(one) || this.isClosed(other))) return;
    const [low, high] = [this.find(one), this.find(other)].sort((a, b) => a - b);
    if (low === high) return;
    this.standIn[high] = low;
    this.mergedCount++;
  }

  private isClosed(node: number): boolean {
    return ((this.flags[node] ?? 0) & NODE_IS_CLOSED) !== 0;
  }

  /**
   * Whether a node lies between two others: on their line, or within the tolerance of it and further than that from
   * both ends, so that a line bent to the node stays a line that goes on.
   */
  private liesOn(node: number, from: number, to: number): boolean {
    const { x, y, touchMeters } = this;
    const scaleX = metersPerDegreeLon(this.nodeLat[from]) / PARTS_PER_DEGREE;
    const scaleY = metersPerDegreeLat(this.nodeLat[from]) / PARTS_PER_DEGREE;
    const dx = (x[to] - x[from]) * scaleX;
    const dy = (y[to] - y[from]) * scaleY;
    const px = (x[node] - x[from]) * scaleX;
    const py = (y[node] - y[from]) * scaleY;
    const length = Math.sqrt(dx * dx + dy * dy);
    const along = (px * dx + py * dy) / length;
    if (along <= 0 || along >= length) return false;
    if (orientation(x[from], y[from], x[to], y[to], x[node], y[node]) === 0) return true;
    const across = Math.abs(px * dy - py * dx) / length;
    return across <= touchMeters && along > touchMeters && along < length - touchMeters;
  }

  /** The node at a position: one of the given ones, one made before for this level, or a new one. */
  private nodeAt(x: number, y: number, level: number, near: readonly number[]): number {
    const there = near.find((node) => this.x[node] === x && this.y[node] === y);
    if (there !== undefined) return there;
    const key = `${x} ${y} ${level}`;
    const made = this.newNodes.get(key);
    if (made !== undefined) return this.find(made);
    const node = this.x.length;
    this.newNodes.set(key, node);
    this.x.push(x);
    this.y.push(y);
    this.nodeLon.push(x / PARTS_PER_DEGREE);
    this.nodeLat.push(y / PARTS_PER_DEGREE);
    this.standIn.push(node);
    return node;
  }

  private alongSegment(a: number, b: number, nodes: readonly number[]): number[] {
    const along = (node: number): number =>
      (this.x[node] - this.x[a]) * (this.x[b] - this.x[a]) +
      (this.y[node] - this.y[a]) * (this.y[b] - this.y[a]);
    const distinct = [...new Set(nodes.map((node) => this.find(node)))].filter(
      (node) => node !== a && node !== b,
    );
    return distinct.sort((one, other) => along(one) - along(other) || one - other);
  }

  private find(node: number): number {
    if (!(node >= 0 && node < this.standIn.length)) return -1;
    while (this.standIn[node] !== node) node = this.standIn[node] = this.standIn[this.standIn[node]];
    return node;
  }

  result(ways: WaySet): NodedWays {
    const before = ways.nodeId.length;
    let highest = 0;
    for (const id of ways.nodeId) if (id > highest) highest = id;
    const nodeFlags = new Uint8Array(this.x.length);
    nodeFlags.set(ways.nodeFlags);
    for (let node = 0; node < nodeFlags.length; node++) nodeFlags[this.find(node)] |= nodeFlags[node];
    const wayOffset = new Int32Array(this.lines.length + 1);
    this.lines.forEach((nodes, way) => (wayOffset[way + 1] = wayOffset[way] + nodes.length));
    return {
      ways: {
        ...ways,
        nodeId: Float64Array.from(this.x, (_, node) =>
          node < before ? ways.nodeId[node] : highest + 1 + node - before,
        ),
        nodeLon: Float64Array.from(this.nodeLon),
        nodeLat: Float64Array.from(this.nodeLat),
        nodeFlags,
        wayOffset,
        wayNode: Int32Array.from(this.lines.flatMap((nodes) => nodes.map((node) => this.find(node)))),
        wayLevel: Float32Array.from(this.levels),
      },
      crossingCount: this.x.length - before,
      touchCount: this.touchCount,
      mergedCount: this.mergedCount,
    };
  }
}

/** Pieces between two usable nodes: the line each is in and the place of its first node there. */
interface Segments {
  readonly line: readonly number[];
  readonly at: readonly number[];
  readonly count: number;
}
