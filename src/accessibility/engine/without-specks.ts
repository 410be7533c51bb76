import type { MultiPolygonCoordinates } from '../../kernel/accessibility/index.js';

/**
 * The rings of polygons that are still rings when their coordinates are rounded to that many decimals: smaller ones
 * would become a point or a line, which no reader takes for a ring. A polygon goes with its outer ring.
 */
export function withoutSpecks(polygons: MultiPolygonCoordinates, decimals: number): MultiPolygonCoordinates {
  const scale = 10 ** decimals;
  return polygons
    .filter(([outer]) => hasExtent(outer, scale))
    .map((rings) =>
      rings.every((ring) => hasExtent(ring, scale)) ? rings : rings.filter((ring) => hasExtent(ring, scale)),
    );
}

/** Whether three corners of a ring do not lie on one line; found among the first few of any but the smallest. */
function hasExtent(ring: readonly number[][], scale: number): boolean {
  const x = Math.round(ring[0][0] * scale);
  const y = Math.round(ring[0][1] * scale);
  let [dx, dy] = [0, 0];
  for (const [lon, lat] of ring) {
    const [ex, ey] = [Math.round(lon * scale) - x, Math.round(lat * scale) - y];
    if (dx * ey !== dy * ex) return true;
    if (dx === 0 && dy === 0) [dx, dy] = [ex, ey];
  }
  return false;
}
