import type { TracedRing, TracedRings } from './strip-raster.js';

/**
 * Polygons as lists of ring indexes, the outer ring (counter-clockwise) first: every hole (clockwise ring) goes to the
 * smallest outer ring that contains it. The rings must not touch. Polygons come largest first.
 */
export function polygonsOfRings({ xy, rings }: TracedRings): number[][] {
  const polygons: number[][] = [];
  rings.forEach(({ area }, ring) => {
    if (area > 0) polygons.push([ring]);
  });
  polygons.sort(([a], [b]) => rings[b].area - rings[a].area);
  rings.forEach((hole, ring) => {
    if (hole.area > 0) return;
    let owner = polygons.length - 1;
    if (owner > 0) while (owner >= 0 && !isAround(xy, rings[polygons[owner][0]], hole)) owner--;
    if (owner >= 0) polygons[owner].push(ring);
  });
  return polygons;
}

/** Whether an outer ring contains a hole: it is larger and around the hole's first vertex. */
function isAround(xy: Float64Array, { begin, end, area }: TracedRing, hole: TracedRing): boolean {
  if (area <= -hole.area) return false;
  const x = xy[hole.begin];
  const y = xy[hole.begin + 1];
  let isInside = false;
  for (let k = begin, before = end - 2; k < end; before = k, k += 2) {
    const y1 = xy[before + 1];
    const y2 = xy[k + 1];
    if (y1 > y !== y2 > y && x < xy[before] + ((y - y1) / (y2 - y1)) * (xy[k] - xy[before]))
      isInside = !isInside;
  }
  return isInside;
}
