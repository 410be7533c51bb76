import type { DemandSite } from './demand-site.js';
import { drawInnerPaths } from './inner-paths.js';
import { COUNTY_TOWN, distanceToRiver } from './landscape.js';
import type { Point } from './local-plane.js';
import { GATE_FLAG, type NetworkDraft } from './network-draft.js';
import { between, centroid, crossing, distance, insetRing, insideRing, longAxis } from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';
import type { Block } from './settlement-streets.js';

/** A housing estate as it is drawn; people and names come later. */
export interface DraftEstate {
  readonly boundary: readonly Point[];
  readonly center: Point;
  readonly gated: boolean;
  readonly gates: readonly Point[];
  /** 1 is new, 0 is from the early nineties. */
  readonly newness: number;
  /** Still to be delivered: nobody lives here yet. */
  readonly unfinished: boolean;
  readonly area: number;
  /** Its gates meet no street in the data. */
  readonly cutOff: boolean;
}

export interface BuiltBlocks {
  readonly estates: readonly DraftEstate[];
  readonly sites: readonly DemandSite[];
}

type BlockUse = 'ESTATE' | 'OLD_HOUSING' | 'COMMERCE' | 'PARK' | 'SCHOOL' | 'INDUSTRY' | 'VACANT';

/** Fills the street blocks: estates, old quarters, shops, parks, works, and land not yet built on. */
export function buildBlocks(
  blocks: readonly Block[],
  inZone: (block: Block) => boolean,
  draft: NetworkDraft,
  seed: number,
): BuiltBlocks {
  const chance = createPrng(seed, 'block uses');
  const estates: DraftEstate[] = [];
  const sites: DemandSite[] = [];
  for (const block of blocks) {
    let use = useOf(block, inZone(block), chance);
    if (use === 'ESTATE') {
      const built = buildEstate(block, estates.length, draft, chance);
      if (built) {
        estates.push(built.estate);
        sites.push(...built.sites);
      } else use = 'OLD_HOUSING';
    }
    if (use === 'OLD_HOUSING') sites.push(...buildOldQuarter(block, draft, chance));
    else if (use === 'COMMERCE') sites.push(...buildCommerce(block, draft, chance));
    else if (use === 'PARK') buildPark(block, draft, chance);
    else if (use === 'INDUSTRY' || use === 'SCHOOL') sites.push(...buildYard(block, use, draft, chance));
  }
  return { estates, sites };
}

function useOf(block: Block, zone: boolean, chance: Prng): BlockUse {
  const draw = chance.next();
  const pick = (shares: [BlockUse, number][]): BlockUse => {
    let sum = 0;
    for (const [use, share] of shares) if (draw < (sum += share)) return use;
    return 'VACANT';
  };
  if (zone)
    return pick([
      ['ESTATE', 0.17],
      ['INDUSTRY', 0.5],
      ['COMMERCE', 0.06],
      ['PARK', 0.03],
    ]);
  if (block.settlement !== COUNTY_TOWN) {
    const edge = block.eccentricity > 0.75 ? 0.6 : 1;
    return pick([
      ['ESTATE', 0.11 * edge],
      ['OLD_HOUSING', 0.42 * edge],
      ['COMMERCE', 0.13 * edge],
      ['SCHOOL', 0.06],
      ['PARK', 0.02],
      ['INDUSTRY', 0.08],
    ]);
  }
  if (distanceToRiver(block.center) < 260 && chance.chance(0.35)) return 'PARK';
  const out = Math.min(1, block.eccentricity);
  return pick([
    ['ESTATE', 0.53 - 0.14 * out],
    ['OLD_HOUSING', 0.25 * (1 - out) + 0.04],
    ['COMMERCE', 0.13 - 0.06 * out],
    ['SCHOOL', 0.05],
    ['PARK', 0.04],
    ['INDUSTRY', 0.1 * out],
  ]);
}

function buildEstate(block: Block, index: number, draft: NetworkDraft, chance: Prng) {
  const boundary = insetRing(block.points, 11);
  const loopRing = insetRing(block.points, 24);
  if (!boundary || !loopRing || block.area < 9_000) return null;
  const loop = loopRing.map((at) => draft.node(at));
  const gated = chance.chance(0.78);
  const cutOff = gated && chance.chance(0.014);
  const gateIndexes = chooseGates(block, gated, chance);
  const gates = gateIndexes.map((i) => {
    const gate = draft.node(boundary[i], GATE_FLAG);
    if (!cutOff) draft.way([block.ring[i], gate], 'service');
    draft.way([gate, loop[i]], 'footway');
    return draft.points[gate];
  });
  const houses = drawInnerPaths(loop, draft, chance);
  const places = houses.length > 0 ? chance.shuffled(houses).slice(0, 12) : [centroid(loopRing)];
  const out = block.eccentricity;
  const newness = Math.min(1, Math.max(0, 0.25 + 0.5 * out + chance.range(-0.3, 0.35)));
  const unfinished = newness > 0.7 && chance.chance(0.12);
  const density =
    (0.016 + 0.024 * chance.next()) * (block.settlement === COUNTY_TOWN ? 1 : 0.7) * (1.15 - 0.35 * out);
  const estate: DraftEstate = {
    boundary,
    center: centroid(boundary),
    gated,
    gates,
    newness,
    unfinished,
    area: block.area,
    cutOff,
  };
  const people = (block.area * density) / places.length;
  const sites = unfinished
    ? []
    : places.map((at): DemandSite => ({
        at,
        kind: 'BUILDING',
        estate: index,
        weight: people * chance.range(0.6, 1.4),
        age: 1.25 - 0.6 * newness,
      }));
  return { estate, sites };
}

/** Gates stand away from street corners and from each other; an open estate has a way in at every few steps. */
function chooseGates(block: Block, gated: boolean, chance: Prng): number[] {
  const { points } = block;
  const count = points.length;
  const straight = points.map((point, i) => {
    const before = points[(i + count - 1) % count];
    const after = points[(i + 1) % count];
    const cosine =
      ((point[0] - before[0]) * (after[0] - point[0]) + (point[1] - before[1]) * (after[1] - point[1])) /
      (distance(before, point) * distance(point, after));
    return cosine > 0.93;
  });
  const all = points.map((_, i) => i);
  const suitable = all.filter((i) => straight[i]);
  const options = suitable.length > 0 ? suitable : all;
  if (!gated) return options.filter((_, rank) => rank % 2 === 0);
  const wanted =
    block.area < 18_000 ? chance.int(1, 2) : block.area < 45_000 ? chance.int(1, 3) : chance.int(2, 4);
  const chosen: number[] = [];
  for (const i of chance.shuffled(options)) {
    if (chosen.length === wanted) break;
    if (chosen.every((other) => distance(points[i], points[other]) > 75)) chosen.push(i);
  }
  return chosen.sort((a, b) => a - b);
}

/** Two street nodes on opposite sides whose straight connection stays inside the block, as square to it as may be. */
function throughWay(block: Block, chance: Prng): [number, number] | null {
  const { points } = block;
  const count = points.length;
  const axis = longAxis(points);
  let best: [number, number] | null = null;
  let bestSkew = Infinity;
  for (let attempt = 0; attempt < 12; attempt++) {
    const from = chance.int(0, count - 1);
    const to = (from + Math.round(count * chance.range(0.35, 0.65))) % count;
    const angle = Math.atan2(points[to][1] - points[from][1], points[to][0] - points[from][0]) - axis;
    const skew = Math.abs(Math.sin(2 * angle));
    if (skew >= bestSkew || distance(points[from], points[to]) < 60) continue;
    const clear =
      insideRing(between(points[from], points[to], 0.04), points) &&
      points.every((point, i) => {
        const next = (i + 1) % count;
        const touches = [i, next].some((end) => end === from || end === to);
        return touches || crossing(points[from], points[to], point, points[next]) === null;
      });
    if (!clear) continue;
    best = [from, to];
    bestSkew = skew;
  }
  return best;
}

/** Lanes of an old quarter: one way through with blind alleys on both sides. */
function buildOldQuarter(block: Block, draft: NetworkDraft, chance: Prng): DemandSite[] {
  const ends = throughWay(block, chance);
  if (!ends) return alongStreets(block, chance, 4, 0.012, 1.2);
  const [from, to] = [block.points[ends[0]], block.points[ends[1]]];
  const length = distance(from, to);
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const lane: number[] = [block.ring[ends[0]]];
  const places: Point[] = [];
  const steps = Math.max(2, Math.round(length / 38));
  for (let step = 1; step < steps; step++) {
    const on = between(from, to, (step + chance.range(-0.2, 0.2)) / steps);
    const node = draft.node(on);
    lane.push(node);
    const hand = step % 2 === 0 ? 1 : -1;
    const tip: Point = [on[0] - dy * hand * chance.range(24, 55), on[1] + dx * hand * chance.range(24, 55)];
    const middle = between(on, tip, 0.5);
    if ([0.5, 1, 1.3].every((share) => insideRing(between(on, tip, share), block.points))) {
      draft.way([node, draft.node(tip)], 'footway');
      places.push([middle[0] + dx * 6, middle[1] + dy * 6]);
    }
    places.push([on[0] + dy * hand * 8, on[1] - dx * hand * 8]);
  }
  draft.way([...lane, block.ring[ends[1]]], chance.chance(0.5) ? 'living_street' : 'footway');
  const inside = places.filter((at) => insideRing(at, block.points));
  const kept = chance.shuffled(inside).slice(0, block.settlement === COUNTY_TOWN ? 6 : 4);
  const density = block.settlement === COUNTY_TOWN ? 0.019 : 0.009;
  return kept.map((at) => ({
    at,
    kind: 'BUILDING',
    estate: null,
    weight: ((block.area * density) / kept.length) * chance.range(0.5, 1.5),
    age: 1.3,
  }));
}

function alongStreets(block: Block, chance: Prng, count: number, density: number, age: number): DemandSite[] {
  const inner = insetRing(block.points, 15);
  if (!inner) return [];
  const places = chance.shuffled(inner).slice(0, count);
  return places.map((at) => ({
    at,
    kind: 'BUILDING',
    estate: null,
    weight: ((block.area * density) / places.length) * chance.range(0.5, 1.5),
    age,
  }));
}

function buildCommerce(block: Block, draft: NetworkDraft, chance: Prng): DemandSite[] {
  const ends = throughWay(block, chance);
  if (ends && chance.chance(0.7)) {
    const middle = draft.node(between(block.points[ends[0]], block.points[ends[1]], chance.range(0.4, 0.6)));
    // A passage that closes its far door: entered from one street, left to the other.
    const oneWay = chance.chance(0.12);
    draft.way([block.ring[ends[0]], middle, block.ring[ends[1]]], oneWay ? 'corridor' : 'pedestrian', {
      oneWay,
    });
  }
  return alongStreets(block, chance, chance.int(1, 3), 0.006, 0.9);
}

function buildPark(block: Block, draft: NetworkDraft, chance: Prng): void {
  const loopRing = insetRing(block.points, 28);
  if (!loopRing) return;
  const loop = loopRing.map((at) => draft.node(at));
  draft.way([...loop, loop[0]], 'path');
  const islet = chance.chance(0.06);
  const first = chance.int(0, loop.length - 1);
  for (let entrance = 0; entrance < 3 && !islet; entrance++) {
    const i = (first + Math.floor((entrance * loop.length) / 3)) % loop.length;
    if (entrance === 1) draft.way([block.ring[i], loop[i]], 'steps', { speedFactor: 0.5 });
    else draft.way([block.ring[i], loop[i]], 'footway', { oneWay: entrance === 2 && chance.chance(0.2) });
  }
}

function buildYard(block: Block, use: BlockUse, draft: NetworkDraft, chance: Prng): DemandSite[] {
  const i = chance.int(0, block.ring.length - 1);
  const end = between(block.points[i], block.center, chance.range(0.5, 0.9));
  const middle = between(block.points[i], end, 0.5);
  if (![end, middle].every((at) => insideRing(at, block.points))) return [];
  draft.way([block.ring[i], draft.node(middle), draft.node(end)], 'service');
  if (use === 'SCHOOL') return [];
  return [
    { at: [end[0] + 7, end[1] + 7], kind: 'BUILDING', estate: null, weight: block.area * 0.0022, age: 0.35 },
  ];
}
