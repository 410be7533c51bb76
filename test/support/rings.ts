/** Whether any two segments of a set of closed rings (flat x, y) meet anywhere but at shared ends of neighbours. */
export function ringsCross(rings: readonly (readonly number[])[]): boolean {
  const segments = rings.flatMap((xy, ring) =>
    Array.from({ length: xy.length / 2 }, (_, k) => {
      const n = xy.length / 2;
      const next = (k + 1) % n;
      return { ring, k, n, x1: xy[2 * k], y1: xy[2 * k + 1], x2: xy[2 * next], y2: xy[2 * next + 1] };
    }),
  );
  segments.sort((a, b) => Math.min(a.x1, a.x2) - Math.min(b.x1, b.x2));
  const side = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number =>
    Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
  for (let i = 0; i < segments.length; i++) {
    const a = segments[i];
    const right = Math.max(a.x1, a.x2);
    for (let j = i + 1; j < segments.length && Math.min(segments[j].x1, segments[j].x2) <= right; j++) {
      const b = segments[j];
      if (a.ring === b.ring && (Math.abs(a.k - b.k) === 1 || Math.abs(a.k - b.k) === a.n - 1)) continue;
      const d1 = side(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1);
      const d2 = side(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
      const d3 = side(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1);
      const d4 = side(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
      if (d1 * d2 < 0 && d3 * d4 < 0) return true;
    }
  }
  return false;
}

/** Signed area of a flat ring, positive when counter-clockwise. */
export function ringArea(xy: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < xy.length; k += 2) {
    const next = (k + 2) % xy.length;
    sum += xy[k] * xy[next + 1] - xy[next] * xy[k + 1];
  }
  return sum / 2;
}

export function isInRing(xy: readonly number[], x: number, y: number): boolean {
  let isInside = false;
  for (let k = 0, before = xy.length - 2; k < xy.length; before = k, k += 2) {
    if (xy[before + 1] > y === xy[k + 1] > y) continue;
    if (x < xy[before] + ((y - xy[before + 1]) / (xy[k + 1] - xy[before + 1])) * (xy[k] - xy[before]))
      isInside = !isInside;
  }
  return isInside;
}
