import { metersPerDegreeLat, metersPerDegreeLon } from '../../src/kernel/geometry/segment-meters.js';
import type { WaySet } from '../../src/kernel/network/index.js';
import { WaySetBuilder } from './way-set-builder.js';

/** Seeded random numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RandomTownOptions {
  readonly side?: number;
  readonly blockMeters?: number;
  readonly streetShare?: number;
  readonly oneWayShare?: number;
  readonly stepsShare?: number;
  /** Leaves out the streets drawn last; the others stay the same. */
  readonly dropLast?: number;
}

export const RANDOM_TOWN_CENTER = { lon: 118.3, lat: 33.96 };

/** A crooked town: a jittered grid with bends, missing streets, one-way paths, steps, a few diagonals and loops. */
export function randomTown(seed: number, options: RandomTownOptions = {}): WaySet {
  const {
    side = 7,
    blockMeters = 130,
    streetShare = 0.75,
    oneWayShare = 0,
    stepsShare = 0.1,
    dropLast = 0,
  } = options;
  const random = randomNumbers(seed);
  const builder = new WaySetBuilder();
  const half = ((side - 1) * blockMeters) / 2;
  const lonOf = (x: number): number =>
    RANDOM_TOWN_CENTER.lon + (x - half) / metersPerDegreeLon(RANDOM_TOWN_CENTER.lat);
  const latOf = (y: number): number =>
    RANDOM_TOWN_CENTER.lat + (y - half) / metersPerDegreeLat(RANDOM_TOWN_CENTER.lat);
  const crossings: { x: number; y: number; node: number }[] = [];
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const x = (column + 0.6 * (random() - 0.5)) * blockMeters;
      const y = (row + 0.6 * (random() - 0.5)) * blockMeters;
      crossings.push({ x, y, node: builder.node(lonOf(x), latOf(y), random() < 0.05 ? 1 : 0) });
    }
  const streets: (() => void)[] = [];
  const street = (a: (typeof crossings)[number], b: (typeof crossings)[number]): void => {
    const nodes = [a.node];
    const bends = Math.floor(random() * 4);
    for (let k = 1; k <= bends; k++) {
      const t = k / (bends + 1);
      const x = a.x + t * (b.x - a.x) + (random() - 0.5) * 0.3 * blockMeters;
      const y = a.y + t * (b.y - a.y) + (random() - 0.5) * 0.3 * blockMeters;
      nodes.push(builder.node(lonOf(x), latOf(y)));
    }
    nodes.push(b.node);
    const kindDraw = random();
    const direction = random() < oneWayShare ? (random() < 0.5 ? 1 : 2) : 0;
    const isSteps = kindDraw < stepsShare;
    streets.push(() =>
      builder.way(nodes, { direction, kind: isSteps ? 'steps' : 'footway', speedFactor: isSteps ? 0.5 : 1 }),
    );
  };
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const here = crossings[row * side + column];
      if (column + 1 < side && random() < streetShare) street(here, crossings[row * side + column + 1]);
      if (row + 1 < side && random() < streetShare) street(here, crossings[(row + 1) * side + column]);
      if (row + 1 < side && column + 1 < side && random() < 0.1)
        street(here, crossings[(row + 1) * side + column + 1]);
      if (random() < 0.03) street(here, here);
    }
  streets.slice(0, streets.length - dropLast).forEach((draw) => draw());
  return builder.build();
}

/** Points scattered over a random town, some of them a little off the streets. */
export function randomPoints(seed: number, count: number, spreadMeters = 450): [lon: number, lat: number][] {
  const random = randomNumbers(seed ^ 0x5bd1e995);
  return Array.from({ length: count }, () => [
    RANDOM_TOWN_CENTER.lon +
      ((random() - 0.5) * 2 * spreadMeters) / metersPerDegreeLon(RANDOM_TOWN_CENTER.lat),
    RANDOM_TOWN_CENTER.lat +
      ((random() - 0.5) * 2 * spreadMeters) / metersPerDegreeLat(RANDOM_TOWN_CENTER.lat),
  ]);
}
