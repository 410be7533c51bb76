import type { Point } from './local-plane.js';
import { between, centroid, distance, insideRing, longAxis, signedArea } from './plane-geometry.js';
import type { WalkwayKind } from '../../src/kernel/network/way-set.js';

/** Hits closer to a corner than this use the corner, so that no sliver of a street arises. */
const SNAP_METERS = 14;
const SHORTEST_CHORD_METERS = 45;

interface Hit {
  readonly along: number;
  /** Position in the ring; the hit lies on this corner, or on the side that starts here. */
  readonly index: number;
  readonly onCorner: boolean;
}

/**
 * A plane cut into blocks by straight streets. Blocks that share a side share its corners: a corner put on a side by one
 * cut is seen by the block across the street, whose ring is expanded through `cornerOnSide` when it is read.
 */
export class BlockMesh {
  readonly corners: Point[] = [];
  readonly sideKind = new Map<string, WalkwayKind>();
  private readonly cornerOnSide = new Map<string, number>();
  private blocks: number[][] = [];

  addBlock(ring: readonly Point[], kind: WalkwayKind): void {
    const block = ring.map((point) => this.corners.push(point) - 1);
    block.forEach((corner, i) => this.sideKind.set(sideKey(corner, block[(i + 1) % block.length]), kind));
    this.blocks.push(block);
  }

  rings(): number[][] {
    return this.blocks.map((block) => this.expanded(block));
  }

  /** Cuts every block the line passes, unless `skip` says that the street pauses there. */
  cutAlong(
    origin: Point,
    angle: number,
    kind: WalkwayKind,
    leastArea: number,
    skip: (at: Point) => boolean,
  ): void {
    const todo = this.blocks;
    this.blocks = [];
    while (todo.length > 0) {
      const block = todo.pop() as number[];
      const ring = this.expanded(block);
      const parts = skip(centroid(this.pointsOf(ring)))
        ? null
        : this.cut(ring, origin, angle, kind, leastArea, true);
      if (parts) todo.push(...parts);
      else this.blocks.push(ring);
    }
  }

  /** Cuts blocks across their long axis until each is at most the size wanted where it lies. */
  subdivide(
    largestArea: (at: Point) => number,
    leastArea: number,
    kindFor: (area: number) => WalkwayKind,
    chance: { range(low: number, high: number): number },
  ): void {
    const todo = this.blocks;
    this.blocks = [];
    while (todo.length > 0) {
      const ring = this.expanded(todo.pop() as number[]);
      const points = this.pointsOf(ring);
      const area = signedArea(points);
      const center = centroid(points);
      let parts: [number[], number[]] | null = null;
      if (area > largestArea(center)) {
        const axis = longAxis(points);
        for (let attempt = 0; attempt < 6 && !parts; attempt++) {
          const shift = chance.range(-0.13, 0.13) * Math.sqrt(area);
          const origin: Point = [center[0] + shift * Math.cos(axis), center[1] + shift * Math.sin(axis)];
          const angle = alongSides(points, axis + Math.PI / 2) + chance.range(-0.07, 0.07) * (attempt + 1);
          parts = this.cut(ring, origin, angle, kindFor(area), leastArea, false);
        }
      }
      if (parts) todo.push(...parts);
      else this.blocks.push(ring);
    }
  }

  private pointsOf(ring: readonly number[]): Point[] {
    return ring.map((corner) => this.corners[corner]);
  }

  private expanded(block: readonly number[]): number[] {
    const ring: number[] = [];
    const walk = (from: number, to: number): void => {
      const middle = this.cornerOnSide.get(sideKey(from, to));
      if (middle === undefined) ring.push(from);
      else {
        walk(from, middle);
        walk(middle, to);
      }
    };
    block.forEach((corner, i) => walk(corner, block[(i + 1) % block.length]));
    return ring;
  }

  private cut(
    ring: readonly number[],
    origin: Point,
    angle: number,
    kind: WalkwayKind,
    leastArea: number,
    anyChord: boolean,
  ): [number[], number[]] | null {
    const points = this.pointsOf(ring);
    const hits = hitsOf(points, origin, angle);
    let best: [Hit, Hit] | null = null;
    let bestDistance = Infinity;
    for (let i = 0; i + 1 < hits.length; i++) {
      const [first, second] = [hits[i], hits[i + 1]];
      if (second.along - first.along < SHORTEST_CHORD_METERS || areNeighbours(first, second, ring.length))
        continue;
      const middle = (first.along + second.along) / 2;
      const at: Point = [origin[0] + middle * Math.cos(angle), origin[1] + middle * Math.sin(angle)];
      if (!insideRing(at, points)) continue;
      const away = anyChord ? 0 : Math.max(0, first.along, -second.along);
      if (away < bestDistance && this.partsLargeEnough(points, first, second, origin, angle, leastArea)) {
        best = [first, second];
        bestDistance = away;
      }
    }
    if (!best) return null;
    const [a, b] = best[0].index < best[1].index ? best : [best[1], best[0]];
    const cornerA = this.cornerAt(ring, a, origin, angle);
    const cornerB = this.cornerAt(ring, b, origin, angle);
    this.sideKind.set(sideKey(cornerA, cornerB), kind);
    const one = [cornerA, ...ring.slice(a.index + 1, b.index + (b.onCorner ? 0 : 1)), cornerB];
    const other = [
      cornerB,
      ...ring.slice(b.index + 1),
      ...ring.slice(0, a.index + (a.onCorner ? 0 : 1)),
      cornerA,
    ];
    return [one, other];
  }

  private partsLargeEnough(
    points: Point[],
    first: Hit,
    second: Hit,
    origin: Point,
    angle: number,
    least: number,
  ) {
    const [a, b] = first.index < second.index ? [first, second] : [second, first];
    const at = (hit: Hit): Point => [
      origin[0] + hit.along * Math.cos(angle),
      origin[1] + hit.along * Math.sin(angle),
    ];
    const one = signedArea([at(a), ...points.slice(a.index + 1, b.index + (b.onCorner ? 0 : 1)), at(b)]);
    return one >= least && signedArea(points) - one >= least;
  }

  private cornerAt(ring: readonly number[], hit: Hit, origin: Point, angle: number): number {
    const from = ring[hit.index];
    if (hit.onCorner) return from;
    const to = ring[(hit.index + 1) % ring.length];
    const corner =
      this.corners.push([origin[0] + hit.along * Math.cos(angle), origin[1] + hit.along * Math.sin(angle)]) -
      1;
    const kind = this.sideKind.get(sideKey(from, to)) as WalkwayKind;
    this.cornerOnSide.set(sideKey(from, to), corner);
    this.sideKind.set(sideKey(from, corner), kind);
    this.sideKind.set(sideKey(corner, to), kind);
    return corner;
  }
}

export function sideKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

/** The direction nearest to `wanted` that is parallel or square to the block's longest side. */
function alongSides(points: readonly Point[], wanted: number): number {
  let longest = 0;
  let side = wanted;
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length];
    const length = distance(point, next);
    if (length > longest) {
      longest = length;
      side = Math.atan2(next[1] - point[1], next[0] - point[0]);
    }
  });
  return side + Math.round((wanted - side) / (Math.PI / 2)) * (Math.PI / 2);
}

function areNeighbours(a: Hit, b: Hit, count: number): boolean {
  if (!a.onCorner && !b.onCorner) return a.index === b.index;
  const [low, high] = a.index < b.index ? [a, b] : [b, a];
  const gap = high.index - low.index;
  if (gap === 0) return true;
  if (gap === 1) return high.onCorner;
  // The ring closes between its last and its first corner.
  return gap === count - 1 && low.onCorner;
}

function hitsOf(points: readonly Point[], origin: Point, angle: number): Hit[] {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const offset = points.map((point) => {
    const away = (point[0] - origin[0]) * -dy + (point[1] - origin[1]) * dx;
    return Math.abs(away) < SNAP_METERS ? 0 : away;
  });
  const along = (point: Point): number => (point[0] - origin[0]) * dx + (point[1] - origin[1]) * dy;
  const hits: Hit[] = [];
  points.forEach((point, index) => {
    const next = (index + 1) % points.length;
    if (offset[index] === 0) hits.push({ along: along(point), index, onCorner: true });
    else if (offset[next] !== 0 && offset[index] > 0 !== offset[next] > 0) {
      const share = offset[index] / (offset[index] - offset[next]);
      const length = distance(point, points[next]);
      if (share * length < SNAP_METERS) hits.push({ along: along(point), index, onCorner: true });
      else if ((1 - share) * length < SNAP_METERS) {
        hits.push({ along: along(points[next]), index: next, onCorner: true });
      } else hits.push({ along: along(between(point, points[next], share)), index, onCorner: false });
    }
  });
  return hits.sort((a, b) => a.along - b.along);
}
