import type { Ring } from './contour-rings.js';

/** A polygon as its outer ring and the holes in it. */
export interface RingPolygon {
  readonly outer: Ring;
  readonly holes: Ring[];
}

/**
 * Gives every hole (clockwise ring) to the smallest outer ring (counter-clockwise) that contains it. The rings must
 * not touch. Polygons come largest first.
 */
export function polygonsOfRings(rings: readonly Ring[]): RingPolygon[] {
  const polygons: RingPolygon[] = rings
    .filter((ring) => ring.area > 0)
    .sort((a, b) => b.area - a.area)
    .map((outer) => ({ outer, holes: [] }));
  for (const hole of rings) {
    if (hole.area > 0) continue;
    const x = hole.xy[0];
    const y = hole.xy[1];
    for (let k = polygons.length - 1; k >= 0; k--) {
      if (
        polygons.length > 1 &&
        !(polygons[k].outer.area > -hole.area && contains(polygons[k].outer.xy, x, y))
      )
        continue;
      polygons[k].holes.push(hole);
      break;
    }
  }
  return polygons;
}

function contains(xy: Float64Array, x: number, y: number): boolean {
  let isInside = false;
  for (let k = 0, before = xy.length - 2; k < xy.length; before = k, k += 2) {
    const y1 = xy[before + 1];
    const y2 = xy[k + 1];
    if (y1 > y !== y2 > y && x < xy[before] + ((y - y1) / (y2 - y1)) * (xy[k] - xy[before]))
      isInside = !isInside;
  }
  return isInside;
}
