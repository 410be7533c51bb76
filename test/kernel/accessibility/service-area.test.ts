import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceArea, WalkSearch, type ServiceArea } from '../../../src/kernel/accessibility/index.js';
import { segmentMeters } from '../../../src/kernel/geometry/segment-meters.js';
import { buildWalkNetwork, EdgeIndex, splitWays, type WaySet } from '../../../src/kernel/network/index.js';
import { asciiTown, gridTown, type Town } from '../../support/ascii-town.js';
import { FloatTown } from '../../support/float-town.js';
import { randomPoints, randomTown } from '../../support/random-town.js';

const areaOf = (town: Town, x: number, y: number, metres: number): ServiceArea => {
  const origin = town.index.snap(...town.at(x, y))!;
  return serviceArea(town.network, new WalkSearch(town.network), origin, Math.round(metres * 100));
};
const drawnMeters = (lines: number[][][]): number =>
  lines.reduce(
    (sum, line) =>
      sum +
      line
        .slice(1)
        .reduce((length, [lon, lat], k) => length + segmentMeters(line[k][0], line[k][1], lon, lat), 0),
    0,
  );
const rank = ([x, y]: number[]): number => 10_000 * x + y;
/** Lines in metres of the town, rounded to decimetres. */
const inMetres = (town: Town, area: ServiceArea): number[][][] => {
  const [lon0, lat0] = town.at(0, 0);
  const [lon1, lat1] = town.at(1, 1);
  return area.lines
    .map((line) => line.map(([lon, lat]) => [(lon - lon0) / (lon1 - lon0), (lat - lat0) / (lat1 - lat0)]))
    .map((line) => line.map(([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]))
    .map((line) => (rank(line[0]) > rank(line[line.length - 1]) ? line.reverse() : line))
    .sort((a, b) => rank(a[0]) - rank(b[0]));
};

describe('serviceArea in towns one can reckon by hand', () => {
  it('splits the own edge at the entrance and cuts it at the exact metre', () => {
    const town = asciiTown('A-------B');
    const area = areaOf(town, 70, 0, 50);
    expect(inMetres(town, area)).toEqual([
      [
        [20, 0],
        [70, 0],
      ],
      [
        [70, 0],
        [120, 0],
      ],
    ]);
    expect(area.reachedMeters).toBeCloseTo(100, 3);
    expect([...area.lineCosts].sort((a, b) => a - b)).toEqual([0, 0, 5_000, 5_000]);
  });

  it('spends the access leg but does not draw it', () => {
    const town = asciiTown('A-------B');
    const area = areaOf(town, 70, 20, 50);
    expect(area.reachedMeters).toBeCloseTo(60, 3);
    expect(areaOf(town, 70, 20, 19.9).lines).toEqual([]);
    expect(areaOf(town, 70, 20, 20).reachedMeters).toBeCloseTo(0, 6);
  });

  it('cuts an edge from both ends where its middle is out of reach', () => {
    // From A both ends of the far street are 100 m away; it is 200 m long.
    const town = asciiTown(`
C-------D
|       |
|       |
|       |
+---A---+`);
    const area = areaOf(town, 100, 0, 230);
    const far = inMetres(town, area).filter((line) => line.every(([, y]) => y === 100));
    expect(far).toEqual([
      [
        [0, 100],
        [30, 100],
      ],
      [
        [170, 100],
        [200, 100],
      ],
    ]);
    expect(area.reachedMeters).toBeCloseTo(2 * 230, 2);
    expect(areaOf(town, 100, 0, 300).reachedMeters).toBeCloseTo(600, 2);
    expect(areaOf(town, 100, 0, 900).reachedMeters).toBeCloseTo(600, 2);
  });

  it('reaches round the block into its own edge', () => {
    const town = asciiTown(`
A-------B
|       |
+-------+`);
    // 40 m before A; round by A and B it is 40 + 50 + 200 + 50 m to B, straight 160 m.
    const area = areaOf(town, 40, 50, 120);
    expect(area.reachedMeters).toBeCloseTo(240, 2);
    // All 500 m of the block are reached when both ways round meet: at 250 m.
    expect(areaOf(town, 40, 50, 249).reachedMeters).toBeCloseTo(498, 2);
    expect(areaOf(town, 40, 50, 250).reachedMeters).toBeCloseTo(500, 2);
  });

  it('has the closed-form diamond of a chessboard town', () => {
    const town = gridTown(21, 21, 100);
    // A walk of 450 m from a crossing: full edges up to 400 m, then 50 m of each edge that leads on.
    const area = areaOf(town, 1000, 1000, 450);
    let expected = 0;
    for (let i = -5; i <= 5; i++)
      for (let j = -5; j <= 5; j++)
        for (const [di, dj] of [
          [1, 0],
          [0, 1],
        ]) {
          const here = Math.max(0, 450 - 100 * (Math.abs(i) + Math.abs(j)));
          const there = Math.max(0, 450 - 100 * (Math.abs(i + di) + Math.abs(j + dj)));
          expected += Math.min(100, here + there);
        }
    expect(area.reachedMeters).toBeCloseTo(expected, 1);
    expect(drawnMeters(area.lines)).toBeCloseTo(expected, 1);
  });

  it('walks steps at half speed and says when the data ends', () => {
    const town = asciiTown('A===b----*');
    expect(areaOf(town, 0, 0, 160).reachedMeters).toBeCloseTo(80, 2);
    const area = areaOf(town, 0, 0, 250);
    expect(area.reachedMeters).toBeCloseTo(150, 2);
    expect(area.touchesDataEdge).toBe(false);
    expect(areaOf(town, 0, 0, 326).touchesDataEdge).toBe(true);
  });

  it('takes the places one can walk from, unless told otherwise', () => {
    const town = asciiTown('A>>>>B----c');
    const origin = town.index.snap(...town.place('B'))!;
    const search = new WalkSearch(town.network);
    expect(serviceArea(town.network, search, origin, 5_000).reachedMeters).toBeCloseTo(100, 2);
    const from = serviceArea(town.network, search, origin, 5_000, 'FROM_ORIGINS');
    expect(from.reachedMeters).toBeCloseTo(50, 2);
    // A facility on the one-way street is reached from before it only.
    const middle = town.index.snap(...town.at(60, 0))!;
    expect(inMetres(town, serviceArea(town.network, search, middle, 5_000))).toEqual([
      [
        [10, 0],
        [60, 0],
      ],
    ]);
  });
});

const randomCase = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  isOneWay: fc.boolean(),
  isTowards: fc.boolean(),
  metres: fc.double({ min: 0, max: 900, noNaN: true }),
});

function prepared(ways: WaySet, seed: number) {
  const network = buildWalkNetwork(splitWays(ways).segments);
  const index = new EdgeIndex(network);
  const [lon, lat] = randomPoints(seed, 1, 250)[0];
  return { network, search: new WalkSearch(network), origin: index.snap(lon, lat) };
}

describe('serviceArea on random towns', () => {
  it('reaches the metres a floating-point Dijkstra reaches', () => {
    fc.assert(
      fc.property(randomCase, ({ seed, isOneWay, isTowards, metres }) => {
        const ways = randomTown(seed, { oneWayShare: isOneWay ? 0.3 : 0 });
        const { network, search, origin } = prepared(ways, seed);
        if (!origin) return;
        const limit = Math.floor(metres * 100);
        const area = serviceArea(
          network,
          search,
          origin,
          limit,
          isTowards ? 'TOWARDS_ORIGINS' : 'FROM_ORIGINS',
        );
        const town = new FloatTown(ways);
        const { cost, hops } = town.costs(
          town.insert(origin.lon, origin.lat).node,
          origin.accessMeters * 100,
          isTowards,
        );
        const exact = town.reachedMeters(cost, limit, isTowards);
        // Every cut may be off by half a centimetre a hop; there are at most two cuts an edge.
        const tolerance =
          0.005 * (Math.max(...hops) + 2) * 2 * Math.min(area.lines.length + 2, network.edgeCount);
        expect(Math.abs(area.reachedMeters - exact)).toBeLessThan(Math.min(tolerance, 0.5 + exact * 2e-4));
        expect(drawnMeters(area.lines)).toBeCloseTo(area.reachedMeters, 2);
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('tells the cost at both ends of every piece, none above the limit', () => {
    fc.assert(
      fc.property(randomCase, ({ seed, metres }) => {
        const { network, search, origin } = prepared(randomTown(seed), seed);
        if (!origin) return;
        const limit = Math.floor(metres * 100);
        const area = serviceArea(network, search, origin, limit);
        area.lines.forEach((line, k) => {
          for (const side of [0, 1]) {
            const cost = area.lineCosts[2 * k + side];
            expect(cost).toBeLessThanOrEqual(limit);
            const [lon, lat] = line[side === 0 ? 0 : line.length - 1];
            const snap = new EdgeIndex(network).snap(lon, lat, 1);
            const told = snap && search.costTo(snap);
            if (told !== null && told >= 0) expect(Math.abs(told - cost)).toBeLessThanOrEqual(3);
          }
        });
      }),
      { seed: 35, numRuns: 15 },
    );
  });

  it('nests: a larger cutoff or speed never shrinks it', () => {
    fc.assert(
      fc.property(randomCase, fc.double({ min: 0, max: 300, noNaN: true }), ({ seed, metres }, more) => {
        const { network, search, origin } = prepared(randomTown(seed), seed);
        if (!origin) return;
        const small = Math.floor(metres * 100);
        const large = small + Math.floor(more * 100);
        const a = serviceArea(network, search, origin, small);
        const reached = Array.from({ length: network.nodeCount }, (_, n) => search.costAtNode(n));
        const b = serviceArea(network, search, origin, large);
        expect(b.reachedMeters).toBeGreaterThanOrEqual(a.reachedMeters - 1e-6);
        reached.forEach((cost, n) => cost >= 0 && expect(search.costAtNode(n)).toBe(cost));
        // Every piece of the smaller one lies in the larger one.
        const intervals = new Map<number, [number, number][]>();
        const at = (line: number[][], area: ServiceArea, k: number): [number, number] => [
          offsetOf(network, area.lineEdges[k], line[0]),
          offsetOf(network, area.lineEdges[k], line[line.length - 1]),
        ];
        b.lines.forEach((line, k) => {
          const list = intervals.get(b.lineEdges[k]) ?? [];
          intervals.set(b.lineEdges[k], [...list, at(line, b, k)]);
        });
        const loops = new Set(
          Array.from(network.edgeFrom).flatMap((from, e) => (from === network.edgeTo[e] ? [e] : [])),
        );
        a.lines.forEach((line, k) => {
          if (loops.has(a.lineEdges[k])) return;
          const [low, high] = at(line, a, k);
          const covered = (intervals.get(a.lineEdges[k]) ?? []).reduce(
            (sum, [from, to]) => sum + Math.max(0, Math.min(to, high) - Math.max(from, low)),
            0,
          );
          expect(covered).toBeGreaterThanOrEqual(high - low - 1e-3);
        });
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it('never shrinks when a walkway is added', () => {
    fc.assert(
      fc.property(randomCase, ({ seed, metres }) => {
        const without = prepared(randomTown(seed, { dropLast: 12 }), seed);
        const town = prepared(randomTown(seed), seed);
        if (!without.origin || !town.origin) return;
        // The same entrance on both, wherever the added streets lie.
        const index = new EdgeIndex(town.network);
        const origin = {
          ...index.snap(without.origin.lon, without.origin.lat)!,
          accessMeters: without.origin.accessMeters,
        };
        const limit = Math.floor(metres * 100);
        const before = serviceArea(without.network, without.search, without.origin, limit);
        const after = serviceArea(town.network, town.search, origin, limit);
        // Added junctions move the rounding of costs by less than a centimetre an edge.
        expect(after.reachedMeters).toBeGreaterThanOrEqual(
          before.reachedMeters - 0.02 * (before.lines.length + 2),
        );
      }),
      { seed: 33, numRuns: 80 },
    );
  });
});

/** Metres along an edge of the nearest vertex-or-cut position, found on the edge's own geometry. */
function offsetOf(network: ReturnType<typeof buildWalkNetwork>, edge: number, [lon, lat]: number[]): number {
  let best = Infinity;
  let offset = 0;
  for (let v = network.edgeVertexOffset[edge]; v + 1 < network.edgeVertexOffset[edge + 1]; v++) {
    const whole = segmentMeters(
      network.vertexLon[v],
      network.vertexLat[v],
      network.vertexLon[v + 1],
      network.vertexLat[v + 1],
    );
    const first = segmentMeters(network.vertexLon[v], network.vertexLat[v], lon, lat);
    const second = segmentMeters(lon, lat, network.vertexLon[v + 1], network.vertexLat[v + 1]);
    if (first + second - whole < best) {
      best = first + second - whole;
      offset = network.vertexMeters[v] + first;
    }
  }
  return offset;
}
