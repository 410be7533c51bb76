import type { WalkwayKind } from '../../src/kernel/network/way-set.js';
import type { Hamlet } from './hamlets.js';
import { RIVER, onNorthBank } from './landscape.js';
import type { Point } from './local-plane.js';
import type { NetworkDraft } from './network-draft.js';
import {
  between,
  crossing,
  crossingsWith,
  densify,
  distance,
  insideRing,
  isBeyond,
  smoothCurve,
} from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';
import type { SettlementStreets } from './settlement-streets.js';
import { UnionFind } from './union-find.js';

/** A place roads lead to: a hamlet (any of its nodes will do) or a way out of a town. */
interface Stop {
  readonly at: Point;
  readonly nodes: readonly number[];
  /** Stops of one group are already joined by its streets. */
  readonly group: number;
  readonly hamlet: number | null;
  readonly north: boolean;
}

interface Road {
  readonly a: number;
  readonly b: number;
  readonly meters: number;
  kind: WalkwayKind;
}

const LONGEST_METERS = 4_500;
const RURAL_BRIDGES_APART_METERS = 5_500;

export interface CountryRoads {
  /** Hamlets whose road is missing in the data, as in any real extract. */
  readonly cutOffHamlets: ReadonlySet<number>;
  /** Indexes of ways that cross the river. */
  readonly bridgeWays: readonly number[];
}

/** Joins hamlets and towns by roads; each bank is joined in itself, and a few bridges join the banks. */
export function drawCountryRoads(
  hamlets: readonly Hamlet[],
  towns: readonly SettlementStreets[],
  townRings: readonly (readonly Point[])[],
  townBridges: readonly Point[],
  draft: NetworkDraft,
  seed: number,
): CountryRoads {
  const chance = createPrng(seed, 'country roads');
  const stops = [...hamletStops(hamlets), ...townStops(towns, hamlets.length, draft)];
  const clear = (a: Stop, b: Stop): boolean => a.north === b.north && isClear(a.at, b.at, townRings);
  const roads = joinComponents(neighbourRoads(stops, clear, chance), stops, clear);
  const { kept, cutOff } = dropSome(roads, stops, hamlets.length, chance);
  markMainRoads(kept, stops, hamlets.length);
  for (const road of kept) drawRoad(road, stops, townRings, draft, chance);
  const connected = stops.filter(({ hamlet }) => hamlet === null || !cutOff.has(hamlet));
  return { cutOffHamlets: cutOff, bridgeWays: drawBridges(connected, townBridges, townRings, draft) };
}

function hamletStops(hamlets: readonly Hamlet[]): Stop[] {
  return hamlets.map(({ center, nodes }, index) => ({
    at: center,
    nodes,
    group: index,
    hamlet: index,
    north: onNorthBank(center),
  }));
}

function townStops(towns: readonly SettlementStreets[], firstGroup: number, draft: NetworkDraft): Stop[] {
  const stops: Stop[] = [];
  let group = firstGroup;
  for (const { outerRings } of towns) {
    for (const ring of outerRings) {
      const step = Math.max(4, Math.round(ring.length / Math.max(4, ring.length / 14)));
      for (let i = 0; i < ring.length; i += step) {
        const at = draft.points[ring[i]];
        stops.push({ at, nodes: [ring[i]], group, hamlet: null, north: onNorthBank(at) });
      }
      group++;
    }
  }
  return stops;
}

function isClear(a: Point, b: Point, townRings: readonly (readonly Point[])[]): boolean {
  const length = distance(a, b);
  if (length < 60) return false;
  const from = between(a, b, 8 / length);
  const to = between(b, a, 8 / length);
  if (crossingsWith(a, b, RIVER) > 0) return false;
  return townRings.every(
    (ring) =>
      !insideRing(from, ring) &&
      !insideRing(to, ring) &&
      crossingsWith(from, to, ring) === 0 &&
      crossing(from, to, ring[ring.length - 1], ring[0]) === null,
  );
}

/** Relative neighbours, and some of the other Gabriel neighbours, so that there are loops but few parallel roads. */
function neighbourRoads(stops: readonly Stop[], clear: (a: Stop, b: Stop) => boolean, chance: Prng): Road[] {
  const roads: Road[] = [];
  for (let a = 0; a < stops.length; a++) {
    for (let b = a + 1; b < stops.length; b++) {
      const meters = distance(stops[a].at, stops[b].at);
      if (meters > LONGEST_METERS || stops[a].group === stops[b].group) continue;
      const middle = between(stops[a].at, stops[b].at, 0.5);
      let gabriel = true;
      let relative = true;
      for (let c = 0; c < stops.length && gabriel; c++) {
        if (c === a || c === b) continue;
        const at = stops[c].at;
        if (Math.abs(at[0] - middle[0]) > meters || Math.abs(at[1] - middle[1]) > meters) continue;
        if (distance(at, middle) < meters / 2) gabriel = false;
        else if (distance(at, stops[a].at) < meters && distance(at, stops[b].at) < meters) relative = false;
      }
      if (!gabriel || (!relative && !chance.chance(0.4)) || !clear(stops[a], stops[b])) continue;
      roads.push({
        a,
        b,
        meters,
        kind: relative ? 'unclassified' : chance.chance(0.5) ? 'track' : 'unclassified',
      });
    }
  }
  return roads;
}

function joinComponents(roads: Road[], stops: readonly Stop[], clear: (a: Stop, b: Stop) => boolean): Road[] {
  const union = groupsOf(stops);
  for (const { a, b } of roads) union.join(a, b);
  const options: Road[] = [];
  for (let a = 0; a < stops.length; a++) {
    for (let b = a + 1; b < stops.length; b++) {
      if (union.find(a) === union.find(b) || stops[a].north !== stops[b].north) continue;
      const meters = distance(stops[a].at, stops[b].at);
      if (meters < 2 * LONGEST_METERS) options.push({ a, b, meters, kind: 'unclassified' });
    }
  }
  options.sort((one, other) => one.meters - other.meters || one.a - other.a);
  for (const road of options) {
    if (union.find(road.a) === union.find(road.b) || !clear(stops[road.a], stops[road.b])) continue;
    union.join(road.a, road.b);
    roads.push(road);
  }
  return roads;
}

function groupsOf(stops: readonly Stop[]): UnionFind {
  const union = new UnionFind(stops.length);
  const first = new Map<number, number>();
  stops.forEach(({ group }, stop) => {
    const known = first.get(group);
    if (known === undefined) first.set(group, stop);
    else union.join(known, stop);
  });
  return union;
}

/** Takes the roads of a few hamlets away where nobody else depends on them. */
function dropSome(roads: readonly Road[], stops: readonly Stop[], hamlets: number, chance: Prng) {
  const wanted = Math.round(hamlets * 0.03);
  const cutOff = new Set<number>();
  let kept = roads.slice();
  const parts = (list: readonly Road[]): number => {
    const union = groupsOf(stops);
    for (const { a, b } of list) union.join(a, b);
    return union.count;
  };
  let count = parts(kept);
  for (const hamlet of chance.shuffled(Array.from({ length: hamlets }, (_, i) => i))) {
    if (cutOff.size === wanted) break;
    const without = kept.filter(({ a, b }) => a !== hamlet && b !== hamlet);
    if (kept.length - without.length > 2 || parts(without) !== count + 1) continue;
    kept = without;
    count++;
    cutOff.add(hamlet);
  }
  return { kept, cutOff };
}

/** The shortest roads from every small town to the county town become main roads. */
function markMainRoads(roads: readonly Road[], stops: readonly Stop[], firstTownGroup: number): void {
  const cost = stops.map(({ group }) =>
    group === firstTownGroup || group === firstTownGroup + 1 ? 0 : Infinity,
  );
  const via: (Road | null)[] = stops.map(() => null);
  for (let changed = true; changed;) {
    changed = false;
    for (const road of roads) {
      for (const [from, to] of [
        [road.a, road.b],
        [road.b, road.a],
      ]) {
        if (cost[from] + road.meters < cost[to]) {
          cost[to] = cost[from] + road.meters;
          via[to] = road;
          changed = true;
        }
      }
    }
  }
  const groups = new Set(stops.filter(({ hamlet }) => hamlet === null).map(({ group }) => group));
  for (const group of groups) {
    if (group <= firstTownGroup + 1) continue;
    let at = stops.reduce(
      (best, stop, i) => (stop.group === group && (best < 0 || cost[i] < cost[best]) ? i : best),
      -1,
    );
    for (let road = via[at]; road; road = via[at]) {
      road.kind = 'secondary';
      at = road.a === at ? road.b : road.a;
    }
  }
}

function nearestNode(stop: Stop, to: Point, draft: NetworkDraft): number {
  return stop.nodes.reduce((best, node) =>
    distance(draft.points[node], to) < distance(draft.points[best], to) ? node : best,
  );
}

/** The nodes a road runs between: near ones, with a clear line from one to the other. */
function endsOfRoad(
  a: Stop,
  b: Stop,
  townRings: readonly (readonly Point[])[],
  draft: NetworkDraft,
): [start: number, end: number] {
  const nearest: [number, number] = [nearestNode(a, b.at, draft), nearestNode(b, a.at, draft)];
  if (a.hamlet !== null && b.hamlet !== null) return nearest;
  const byDistance = (stop: Stop, to: Point): number[] =>
    stop.nodes.slice().sort((m, n) => distance(draft.points[m], to) - distance(draft.points[n], to));
  for (const start of byDistance(a, b.at)) {
    for (const end of byDistance(b, a.at)) {
      if (isClear(draft.points[start], draft.points[end], townRings)) return [start, end];
    }
  }
  return nearest;
}

function drawRoad(
  road: Road,
  stops: readonly Stop[],
  townRings: readonly (readonly Point[])[],
  draft: NetworkDraft,
  chance: Prng,
): void {
  const [start, end] = endsOfRoad(stops[road.a], stops[road.b], townRings, draft);
  const [from, to] = [draft.points[start], draft.points[end]];
  const sway = (share: number): Point => {
    const on = between(from, to, share);
    const away = chance.range(-0.075, 0.075);
    return [on[0] - (to[1] - from[1]) * away, on[1] + (to[0] - from[0]) * away];
  };
  const curve = smoothCurve([from, sway(0.33), sway(0.67), to], 130);
  const shape = curve.slice(1, -1);
  const strays = shape.some((at, i) => i > 0 && crossingsWith(shape[i - 1], at, RIVER) > 0);
  const touches = townRings.some((ring) => {
    if (isBeyond(between(from, to, 0.5), ring, distance(from, to))) return false;
    return curve.some(
      (at, i) =>
        (i > 0 && i + 1 < curve.length && insideRing(at, ring)) ||
        (i > 1 && i + 1 < curve.length && crossingsWith(curve[i - 1], at, ring) > 0),
    );
  });
  const points = strays || touches ? densify([from, to], 160).slice(1, -1) : shape;
  draft.way([start, ...points.map((at) => draft.node(at)), end], road.kind);
}

/** Bridges in the country: short crossings, far from each other and from those of the county town. */
function drawBridges(
  stops: readonly Stop[],
  townBridges: readonly Point[],
  townRings: readonly (readonly Point[])[],
  draft: NetworkDraft,
): number[] {
  const options: { north: Stop; south: Stop; meters: number; at: Point; share: number }[] = [];
  for (const north of stops) {
    if (!north.north) continue;
    for (const south of stops) {
      const meters = distance(north.at, south.at);
      if (south.north || meters > 3_200 || (north.hamlet === null && south.hamlet === null)) continue;
      const share = soleCrossing(north.at, south.at);
      if (share === null || meters * share < 150 || meters * (1 - share) < 150) continue;
      options.push({ north, south, meters, at: between(north.at, south.at, share), share });
    }
  }
  options.sort((a, b) => a.meters - b.meters);
  const taken: Point[] = [];
  const ways: number[] = [];
  for (const { north, south, at } of options) {
    if (taken.some((other) => distance(other, at) < RURAL_BRIDGES_APART_METERS)) continue;
    if (townBridges.some((other) => distance(other, at) < RURAL_BRIDGES_APART_METERS / 2)) continue;
    const start = nearestNode(north, at, draft);
    const end = nearestNode(south, at, draft);
    const [from, to] = [draft.points[start], draft.points[end]];
    const share = soleCrossing(from, to);
    const meters = distance(from, to);
    if (share === null || meters * share < 130 || meters * (1 - share) < 130) continue;
    const head = between(from, to, share - 100 / meters);
    const foot = between(from, to, share + 100 / meters);
    if (!isClear(from, head, townRings) || !isClear(foot, to, townRings)) continue;
    const [headNode, footNode] = [draft.node(head), draft.node(foot)];
    const laid = (a: Point, b: Point): number[] =>
      densify([a, b], 150)
        .slice(1, -1)
        .map((point) => draft.node(point));
    draft.way([start, ...laid(from, head), headNode], 'secondary');
    ways.push(draft.way([headNode, footNode], 'secondary'));
    draft.way([footNode, ...laid(foot, to), end], 'secondary');
    taken.push(at);
  }
  return ways;
}

/** Where ab crosses the river, as a share of ab; null unless it does so exactly once. */
function soleCrossing(a: Point, b: Point): number | null {
  let found: number | null = null;
  for (let i = 1; i < RIVER.length; i++) {
    const share = crossing(a, b, RIVER[i - 1], RIVER[i]);
    if (share === null) continue;
    if (found !== null) return null;
    found = share;
  }
  return found;
}
