import { featureCollection, point, voronoi } from '@turf/turf';
import { RIVER, insideCounty, onNorthBank, distanceToRiver } from './landscape.js';
import { settle, type Point } from './local-plane.js';
import { distance, insetRing, isBeyond, signedArea } from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';
import type { Block, SettlementStreets } from './settlement-streets.js';

/** A piece of land that no border divides: a street block, or a patch of countryside. */
export interface LandUnit {
  readonly center: Point;
  area: number;
  readonly block: Block | null;
  readonly north: boolean;
  readonly neighbours: { readonly unit: number; readonly meters: number }[];
}

/** A side shared by two units; vertices are indexes, `left` lies left of the way from → to. */
export interface UnitSide {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  /** -1 beyond the outermost land. */
  readonly right: number;
  readonly leftSeed: Point;
  readonly rightSeed: Point;
}

export interface LandCells {
  readonly units: readonly LandUnit[];
  readonly vertices: readonly Point[];
  readonly sides: readonly UnitSide[];
}

const PATCH_METERS = 440;
const PLAN_REACH_X = 27_000;
const PLAN_REACH_Y = 20_000;

/**
 * Divides the land into units: Voronoi cells of seeds, several to a street block (just inside its streets, so that cell
 * borders run along the streets), pairs along the river (so that borders follow it), and a loose scatter elsewhere.
 */
export function divideLand(
  streets: readonly SettlementStreets[],
  rings: readonly (readonly Point[])[],
  seed: number,
): LandCells {
  const chance = createPrng(seed, 'land cells');
  const seeds: Point[] = [];
  const unitOfSeed: number[] = [];
  const units: LandUnit[] = [];
  const addUnit = (center: Point, block: Block | null): number =>
    units.push({ center, area: 0, block, north: onNorthBank(center), neighbours: [] }) - 1;
  const addSeed = (at: Point, unit: number): void => {
    seeds.push([at[0] + chance.range(-2, 2), at[1] + chance.range(-2, 2)]);
    unitOfSeed.push(unit);
  };
  for (const block of streets.flatMap((settlement) => settlement.blocks)) {
    const unit = addUnit(block.center, block);
    // Blocks too thin for the usual inset take a smaller one, all blocks along a street as alike as they can be.
    const ring = insetRing(block.points, 20) ?? insetRing(block.points, 12) ?? insetRing(block.points, 6);
    for (const at of ring ?? [block.center]) addSeed(at, unit);
  }
  for (const at of [...riverSeeds(rings), ...patchSeeds(rings, chance)]) {
    // Land beyond the county is kept as unit -1, so that the county's outline arises like every other border.
    addSeed(at, insideCounty(at) ? addUnit(at, null) : -1);
  }
  return cellsOf(seeds, unitOfSeed, units);
}

function riverSeeds(rings: readonly (readonly Point[])[]): Point[] {
  const seeds: Point[] = [];
  for (let i = 1; i < RIVER.length; i++) {
    const [a, b] = [RIVER[i - 1], RIVER[i]];
    const length = distance(a, b);
    for (const side of [-1, 1]) {
      const at: Point = [
        (a[0] + b[0]) / 2 + (side * 75 * -(b[1] - a[1])) / length,
        (a[1] + b[1]) / 2 + (side * 75 * (b[0] - a[0])) / length,
      ];
      if (Math.abs(at[0]) < PLAN_REACH_X && awayFrom(at, rings, 70)) seeds.push(at);
    }
  }
  return seeds;
}

function patchSeeds(rings: readonly (readonly Point[])[], chance: Prng): Point[] {
  const seeds: Point[] = [];
  let odd = false;
  for (let y = -PLAN_REACH_Y; y <= PLAN_REACH_Y; y += PATCH_METERS * 0.87) {
    odd = !odd;
    for (let x = -PLAN_REACH_X; x <= PLAN_REACH_X; x += PATCH_METERS) {
      const at: Point = [
        x + (odd ? PATCH_METERS / 2 : 0) + chance.range(-0.36, 0.36) * PATCH_METERS,
        y + chance.range(-0.36, 0.36) * PATCH_METERS,
      ];
      if (awayFrom(at, rings, 60) && distanceToRiver(at) > 190) seeds.push(at);
    }
  }
  return seeds;
}

function awayFrom(at: Point, rings: readonly (readonly Point[])[], meters: number): boolean {
  return rings.every((ring) => isBeyond(at, ring, meters));
}

function cellsOf(seeds: readonly Point[], unitOfSeed: readonly number[], units: LandUnit[]): LandCells {
  const reach = 40_000;
  const diagram = voronoi(featureCollection(seeds.map((at) => point([at[0], at[1]]))), {
    bbox: [-reach, -reach, reach, reach],
  });
  const vertices: Point[] = [];
  const vertexAt = new Map<number, number>();
  const vertexOf = (x: number, y: number): number => {
    const place = settle([x, y]);
    // Centimetres in a frame of 160 km.
    const key = Math.round((place[0] + 80_000) * 100) * 16_000_000 + Math.round((place[1] + 80_000) * 100);
    let vertex = vertexAt.get(key);
    if (vertex === undefined) {
      vertex = vertices.push(place) - 1;
      vertexAt.set(key, vertex);
    }
    return vertex;
  };
  const seedOfSide = new Map<number, number>();
  const sideCode = (from: number, to: number): number => from * 4_194_304 + to;
  diagram.features.forEach((cell, seedIndex) => {
    const ring = cell.geometry.coordinates[0].slice(0, -1).map(([x, y]): Point => [x, y]);
    if (signedArea(ring) < 0) ring.reverse();
    if (unitOfSeed[seedIndex] >= 0) units[unitOfSeed[seedIndex]].area += signedArea(ring);
    const corners = ring.map(([x, y]) => vertexOf(x, y));
    corners.forEach((from, i) => {
      const to = corners[(i + 1) % corners.length];
      if (from !== to) seedOfSide.set(sideCode(from, to), seedIndex);
    });
  });
  const sides: UnitSide[] = [];
  const touching = new Set<number>();
  for (const [code, seedIndex] of seedOfSide) {
    const from = Math.floor(code / 4_194_304);
    const to = code % 4_194_304;
    const left = unitOfSeed[seedIndex];
    const otherSeed = seedOfSide.get(sideCode(to, from));
    const right = otherSeed === undefined ? -1 : unitOfSeed[otherSeed];
    if (left === right || left < 0) continue;
    sides.push({
      from,
      to,
      left,
      right,
      leftSeed: seeds[seedIndex],
      rightSeed: seeds[otherSeed ?? seedIndex],
    });
    if (right < 0 || touching.has(left * 65_536 + right)) continue;
    touching.add(left * 65_536 + right);
    units[left].neighbours.push({ unit: right, meters: distance(units[left].center, units[right].center) });
  }
  return { units, vertices, sides };
}
