import type { PolygonColumns } from '../../kernel/accessibility/index.js';

/** Whole units of the last decimal in which display polygons are written: a decimetre. */
export const MICRODEGREES = 1e6;

/** Polygons in whole microdegrees, as they are written; the next rounding writes over them. */
export interface RoundedPolygons {
  /** Ring indexes of each polygon, the outer ring first. */
  readonly polygons: readonly (readonly number[])[];
  /** Ring k is the pairs lon, lat of units[offset[k]] … units[offset[k + 1] - 1], its first vertex not repeated. */
  readonly units: Int32Array;
  readonly offset: Int32Array;
}

let units = new Int32Array(4096);

/**
 * Rounds polygons to microdegrees, without the rings that are none any more: the smallest become a point or a line,
 * which no reader takes for a ring. A polygon goes with its outer ring.
 */
export function roundPolygons({ polygons, lonLat, offset }: PolygonColumns): RoundedPolygons {
  const end = polygons.flat().reduce((most, ring) => Math.max(most, offset[ring + 1]), 0);
  if (end > units.length) units = new Int32Array(2 * end);
  for (let at = 0; at < end; at++) units[at] = Math.round(lonLat[at] * MICRODEGREES);
  const kept = polygons
    .filter(([outer]) => hasExtent(offset[outer], offset[outer + 1]))
    .map((rings) => rings.filter((ring) => hasExtent(offset[ring], offset[ring + 1])));
  return { polygons: kept, units, offset };
}

/** Whether three corners of a ring do not lie on one line; found among the first few of any but the smallest. */
function hasExtent(begin: number, end: number): boolean {
  const x = units[begin];
  const y = units[begin + 1];
  let [dx, dy] = [0, 0];
  for (let at = begin + 2; at < end; at += 2) {
    const [ex, ey] = [units[at] - x, units[at + 1] - y];
    if (dx * ey !== dy * ex) return true;
    if (dx === 0 && dy === 0) [dx, dy] = [ex, ey];
  }
  return false;
}
