import type { MultiPolygon, Polygon } from 'geojson';
import type { LandCells, UnitSide } from './land-cells.js';
import { distanceToRiver } from './landscape.js';
import { settle, toLonLat, type Point } from './local-plane.js';
import { between, distance, insideRing, signedArea } from './plane-geometry.js';
import { createPrng } from './prng.js';

/** A division's land in the plane: rings without closing point, outer ones counter-clockwise, holes clockwise. */
export type Territory = readonly (readonly Point[])[];

/** Country borders longer than this are not left straight. */
const STRAIGHT_METERS = 130;

/**
 * Dissolves units into territories by label. All levels are dissolved from the same sides, so they share every vertex:
 * towns are exactly the union of their communities.
 */
export class DivisionBorders {
  private readonly lines: Point[][];

  constructor(
    private readonly cells: LandCells,
    communityOfUnit: ArrayLike<number>,
    seed: number,
  ) {
    const chance = createPrng(seed, 'borders');
    const bent = new Map<number, Point[]>();
    const code = (from: number, to: number): number => from * 4_194_304 + to;
    this.lines = cells.sides.map((side) => {
      // What does not part communities parts nothing above them either.
      if (side.right >= 0 && communityOfUnit[side.left] === communityOfUnit[side.right]) return [];
      const back = bent.get(code(side.to, side.from));
      if (back) return back.slice().reverse();
      const line = this.bend(side, () => chance.range(-0.3, 0.3));
      bent.set(code(side.from, side.to), line);
      return line;
    });
  }

  /** `labelOf` gives the label of a unit; unit -1 is the land beyond the county. */
  dissolve(labelOf: (unit: number) => number): Map<number, Territory> {
    const outgoing = new Map<number, Map<number, number>>();
    this.cells.sides.forEach((side, index) => {
      const label = labelOf(side.left);
      if (label < 0 || (side.right >= 0 && labelOf(side.right) === label)) return;
      let sides = outgoing.get(label);
      if (!sides) outgoing.set(label, (sides = new Map()));
      sides.set(side.from, index);
    });
    const territories = new Map<number, Territory>();
    for (const [label, sides] of outgoing) territories.set(label, this.traceRings(sides));
    return territories;
  }

  private traceRings(sideFrom: Map<number, number>): Point[][] {
    const rings: Point[][] = [];
    while (sideFrom.size > 0) {
      const ring: Point[] = [];
      let [at] = sideFrom.keys();
      for (let index = sideFrom.get(at); index !== undefined; index = sideFrom.get(at)) {
        sideFrom.delete(at);
        ring.push(...this.lines[index].slice(0, -1));
        at = this.cells.sides[index].to;
      }
      rings.push(ring);
    }
    return rings.sort((a, b) => signedArea(b) - signedArea(a));
  }

  /** Pulls a long straight side towards the seeds on either hand; it stays within its own two cells. */
  private bend(side: UnitSide, pull: () => number): Point[] {
    const from = this.cells.vertices[side.from];
    const to = this.cells.vertices[side.to];
    const urban = side.left >= 0 && this.cells.units[side.left].block !== null;
    if (urban || distance(from, to) < STRAIGHT_METERS || distanceToRiver(between(from, to, 0.5)) < 200) {
      return [from, to];
    }
    const shares = distance(from, to) > 260 ? [0.25, 0.5, 0.75] : [0.4, 0.7];
    return [
      from,
      ...shares.map((share) => {
        const strength = pull();
        const seed = strength < 0 ? side.leftSeed : side.rightSeed;
        return settle(between(between(from, to, share), seed, Math.abs(strength)));
      }),
      to,
    ];
  }
}

export function isWithin(point: Point, territory: Territory): boolean {
  let inside = false;
  for (const ring of territory) if (insideRing(point, ring)) inside = !inside;
  return inside;
}

/** GeoJSON of a territory: one polygon for each outer ring with the holes that lie in it. */
export function toGeometry(territory: Territory): Polygon | MultiPolygon {
  const closed = (ring: readonly Point[]): number[][] => [...ring, ring[0]].map(toLonLat);
  const outer = territory.filter((ring) => signedArea(ring) > 0);
  const holes = territory.filter((ring) => signedArea(ring) < 0);
  const polygons = outer.map((ring) => [
    closed(ring),
    ...holes.filter((hole) => insideRing(between(hole[0], hole[1], 0.5), ring)).map(closed),
  ]);
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}
