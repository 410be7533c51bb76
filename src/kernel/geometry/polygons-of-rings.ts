import type { ContourRings } from './contour-rings.js';

/**
 * Polygons as lists of ring indexes, the outer ring (counter-clockwise) first: every hole (clockwise ring) goes to the
 * smallest outer ring that contains it. The rings must not touch. Polygons come largest first.
 */
export function polygonsOfRings(rings: ContourRings): number[][] {
  const { area, count } = rings;
  const polygons: number[][] = [];
  for (let ring = 0; ring < count; ring++) if (area[ring] > 0) polygons.push([ring]);
  polygons.sort(([a], [b]) => area[b] - area[a]);
  for (let hole = 0; hole < count; hole++) {
    if (area[hole] > 0) continue;
    let owner = polygons.length - 1;
    if (owner > 0)
      while (
        owner >= 0 &&
        !(area[polygons[owner][0]] > -area[hole] && contains(rings, polygons[owner][0], hole))
      )
        owner--;
    if (owner >= 0) polygons[owner].push(hole);
  }
  return polygons;
}

/** Whether a ring contains the first vertex of another one. */
function contains({ xy, offset }: ContourRings, ring: number, other: number): boolean {
  const x = xy[offset[other]];
  const y = xy[offset[other] + 1];
  const end = offset[ring + 1];
  let isInside = false;
  for (let k = offset[ring], before = end - 2; k < end; before = k, k += 2) {
    const y1 = xy[before + 1];
    const y2 = xy[k + 1];
    if (y1 > y !== y2 > y && x < xy[before] + ((y - y1) / (y2 - y1)) * (xy[k] - xy[before]))
      isInside = !isInside;
  }
  return isInside;
}
