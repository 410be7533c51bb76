import type { BoundaryRings } from './boundary-rings.js';

/** A division with a boundary, as the locator holds it. */
export interface LocatedDivision {
  readonly code: string;
  /** `DEPTH_OF_LEVEL` of its level. */
  readonly depth: number;
  /** In force when validFrom <= day < validTo; YYYY-MM-DD, null = open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly rings: BoundaryRings;
}

/**
 * Places nearer than this to a line are left to PostGIS: a tenth of a millimetre, some ten thousand times what sums in
 * doubles can be off by, so that in every place told here any two right computations agree.
 */
const UNSURE_DEGREES = 1e-9;

interface Held extends LocatedDivision {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Tells by boundaries held in memory which division a place lies in: the same as `divisionAround`, without a statement. */
export class DivisionLocator {
  private readonly held: readonly Held[];

  constructor(divisions: readonly LocatedDivision[]) {
    this.held = divisions
      .map((division) => ({ ...division, ...boxOf(division.rings.lonLat) }))
      .sort((a, b) => b.depth - a.depth || (a.code < b.code ? -1 : 1));
  }

  /**
   * Code of the deepest division in force on the day around a place (ties by code), null for none; undefined where the
   * place is so near a boundary that PostGIS must tell.
   * @param day YYYY-MM-DD
   */
  around(lon: number, lat: number, day: string): string | null | undefined {
    for (const division of this.held) {
      if (lon < division.west || lon > division.east || lat < division.south || lat > division.north)
        continue;
      if (division.validFrom !== null && division.validFrom > day) continue;
      if (division.validTo !== null && division.validTo <= day) continue;
      const side = sideOf(division.rings, lon, lat);
      if (side === 'UNSURE') return undefined;
      if (side === 'INSIDE') return division.code;
    }
    return null;
  }
}

/** The box of all points, widened by what is unsure. */
function boxOf(lonLat: Float64Array) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < lonLat.length; at += 2) {
    west = Math.min(west, lonLat[at]);
    east = Math.max(east, lonLat[at]);
    south = Math.min(south, lonLat[at + 1]);
    north = Math.max(north, lonLat[at + 1]);
  }
  return {
    west: west - UNSURE_DEGREES,
    south: south - UNSURE_DEGREES,
    east: east + UNSURE_DEGREES,
    north: north + UNSURE_DEGREES,
  };
}

/** Inside an outer ring and none of its holes, by how often each ring winds around the place. */
function sideOf(
  { lonLat, ringStart, isOuter }: BoundaryRings,
  lon: number,
  lat: number,
): 'INSIDE' | 'OUTSIDE' | 'UNSURE' {
  let isInside = false;
  for (let ring = 0; ring < isOuter.length; ring++) {
    if (isOuter[ring] === 1 && isInside) return 'INSIDE';
    const turns = windingOf(lonLat, ringStart[ring], ringStart[ring + 1], lon, lat);
    if (turns === null) return 'UNSURE';
    if (isOuter[ring] === 1) isInside = turns !== 0;
    else if (turns !== 0) isInside = false;
  }
  return isInside ? 'INSIDE' : 'OUTSIDE';
}

/** How often a ring winds around a place; null when the place is too near one of its lines to tell. */
function windingOf(lonLat: Float64Array, from: number, to: number, lon: number, lat: number): number | null {
  let turns = 0;
  for (let at = from; at + 3 < to; at += 2) {
    const y1 = lonLat[at + 1];
    const y2 = lonLat[at + 3];
    if (
      y1 < y2
        ? lat < y1 - UNSURE_DEGREES || lat > y2 + UNSURE_DEGREES
        : lat < y2 - UNSURE_DEGREES || lat > y1 + UNSURE_DEGREES
    )
      continue;
    const x1 = lonLat[at];
    const [dx, dy] = [lonLat[at + 2] - x1, y2 - y1];
    const [px, py] = [lon - x1, lat - y1];
    if (isNear(dx, dy, px, py)) return null;
    const side = dx * py - px * dy;
    if (y1 <= lat && lat < y2 && side > 0) turns++;
    else if (y2 <= lat && lat < y1 && side < 0) turns--;
  }
  return turns;
}

/** Whether the point (px, py) lies by the line from (0, 0) to (dx, dy). */
function isNear(dx: number, dy: number, px: number, py: number): boolean {
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
  const [x, y] = [px - along * dx, py - along * dy];
  return x * x + y * y < UNSURE_DEGREES * UNSURE_DEGREES;
}
