import type { Point } from './local-plane.js';

/** A ring without its closing point; counter-clockwise unless said otherwise. */
export type Ring = readonly Point[];

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Twice the signed area of the triangle abc; positive when c lies left of ab. */
export function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

export function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return twice / 2;
}

export function centroid(ring: Ring): Point {
  let twice = 0;
  let x = 0;
  let y = 0;
  const [originX, originY] = ring[0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const ax = ring[j][0] - originX;
    const ay = ring[j][1] - originY;
    const bx = ring[i][0] - originX;
    const by = ring[i][1] - originY;
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return [originX + x / (3 * twice), originY + y / (3 * twice)];
}

export function insideRing(point: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (
      a[1] > point[1] !== b[1] > point[1] &&
      point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]
    ) {
      inside = !inside;
    }
  }
  return inside;
}

/** Distance from a point to the segment ab. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const share =
    squared === 0 ? 0 : Math.max(0, Math.min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared));
  return Math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy);
}

export function distanceToLine(point: Point, line: readonly Point[]): number {
  let best = Infinity;
  for (let i = 1; i < line.length; i++) {
    const here = distanceToSegment(point, line[i - 1], line[i]);
    if (here < best) best = here;
  }
  return best;
}

export function distanceToRing(point: Point, ring: Ring): number {
  return Math.min(distanceToLine(point, ring), distanceToSegment(point, ring[ring.length - 1], ring[0]));
}

const boxes = new WeakMap<Ring, readonly [west: number, south: number, east: number, north: number]>();

function boxOf(ring: Ring): readonly [number, number, number, number] {
  let box = boxes.get(ring);
  if (!box) {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    boxes.set(ring, box);
  }
  return box;
}

/** Whether a point lies outside a ring and at least `meters` away from it. */
export function isBeyond(point: Point, ring: Ring, meters: number): boolean {
  const [west, south, east, north] = boxOf(ring);
  const [x, y] = point;
  if (x < west - meters || x > east + meters || y < south - meters || y > north + meters) return true;
  return !insideRing(point, ring) && distanceToRing(point, ring) >= meters;
}

/** Where segments ab and cd cross properly (not at their ends), as the share along ab; null when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): number | null {
  const sideA = turn(c, d, a);
  const sideB = turn(c, d, b);
  const sideC = turn(a, b, c);
  const sideD = turn(a, b, d);
  if (sideA > 0 === sideB > 0 || sideC > 0 === sideD > 0) return null;
  return sideA / (sideA - sideB);
}

/** How often the segment ab crosses the line. */
export function crossingsWith(a: Point, b: Point, line: readonly Point[]): number {
  let count = 0;
  for (let i = 1; i < line.length; i++) if (crossing(a, b, line[i - 1], line[i]) !== null) count++;
  return count;
}

/** The direction (radians) of the longest edge-weighted axis of a ring. */
export function longAxis(ring: Ring): number {
  const center = centroid(ring);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const weight = distance(ring[i], ring[j]);
    const middle = between(ring[i], ring[j], 0.5);
    const dx = middle[0] - center[0];
    const dy = middle[1] - center[1];
    xx += weight * dx * dx;
    xy += weight * dx * dy;
    yy += weight * dy * dy;
  }
  return 0.5 * Math.atan2(2 * xy, xx - yy);
}

export function isSimple(ring: Ring): boolean {
  const count = ring.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (crossing(ring[i], ring[(i + 1) % count], ring[j], ring[(j + 1) % count]) !== null) return false;
    }
  }
  return true;
}

/**
 * The ring moved inwards by `meters`, vertex by vertex, so that vertex i of the result belongs to vertex i of the ring.
 * null when the ring is too thin or too sharp for it.
 */
export function insetRing(ring: Ring, meters: number): Point[] | null {
  const count = ring.length;
  const inner: Point[] = ring.map((point, i) => {
    const before = ring[(i + count - 1) % count];
    const after = ring[(i + 1) % count];
    const inLength = distance(before, point);
    const outLength = distance(point, after);
    const normalIn: Point = [-(point[1] - before[1]) / inLength, (point[0] - before[0]) / inLength];
    const normalOut: Point = [-(after[1] - point[1]) / outLength, (after[0] - point[0]) / outLength];
    const scale = Math.max(0.3, 1 + normalIn[0] * normalOut[0] + normalIn[1] * normalOut[1]);
    return [
      point[0] + ((normalIn[0] + normalOut[0]) / scale) * meters,
      point[1] + ((normalIn[1] + normalOut[1]) / scale) * meters,
    ];
  });
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    const forward =
      (inner[next][0] - inner[i][0]) * (ring[next][0] - ring[i][0]) +
      (inner[next][1] - inner[i][1]) * (ring[next][1] - ring[i][1]);
    // Sides that all but vanish would leave corners on top of each other.
    if (forward <= 0.5 * distance(ring[i], ring[next])) return null;
  }
  if (signedArea(inner) <= 0.15 * signedArea(ring) || !isSimple(inner)) return null;
  return inner.every((point) => insideRing(point, ring)) ? inner : null;
}

/** A smooth curve through the control points (centripetal-free Catmull–Rom), a point about every `stepMeters`. */
export function smoothCurve(controls: readonly Point[], stepMeters: number): Point[] {
  const curve: Point[] = [];
  for (let i = 0; i + 1 < controls.length; i++) {
    const p1 = controls[i];
    const p2 = controls[i + 1];
    const p0 = controls[i - 1] ?? between(p1, p2, -1);
    const p3 = controls[i + 2] ?? between(p1, p2, 2);
    const steps = Math.max(1, Math.round(distance(p1, p2) / stepMeters));
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const at = (axis: 0 | 1): number =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      curve.push([at(0), at(1)]);
    }
  }
  curve.push(controls[controls.length - 1]);
  return curve;
}

/** The line with extra points so that no piece is longer than `stepMeters`; its own points stay. */
export function densify(line: readonly Point[], stepMeters: number): Point[] {
  const dense: Point[] = [line[0]];
  for (let i = 1; i < line.length; i++) {
    const pieces = Math.ceil(distance(line[i - 1], line[i]) / stepMeters);
    for (let piece = 1; piece < pieces; piece++) dense.push(between(line[i - 1], line[i], piece / pieces));
    dense.push(line[i]);
  }
  return dense;
}
