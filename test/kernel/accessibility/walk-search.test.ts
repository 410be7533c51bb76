import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitCentimeters, walkSeconds, WalkSearch } from '../../../src/kernel/accessibility/index.js';
import { SweepMemory } from '../../../src/kernel/accessibility/sweep-memory.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../../src/kernel/network/index.js';
import { asciiTown, gridTown } from '../../support/ascii-town.js';
import { FloatTown } from '../../support/float-town.js';
import { randomPoints, randomTown } from '../../support/random-town.js';

describe('limitCentimeters', () => {
  it('is inclusive and immune to binary fractions', () => {
    expect(limitCentimeters(900, 0.8)).toBe(72_000);
    expect(limitCentimeters(900, 0.64)).toBe(57_600);
    expect(limitCentimeters(4.35, 100)).toBe(43_500);
    expect(limitCentimeters(0, 0.8)).toBe(0);
    expect(limitCentimeters(Infinity, 1)).toBe(Infinity);
    expect(walkSeconds(72_000, 0.8)).toBeCloseTo(900, 12);
  });
});

describe('WalkSearch in a chessboard town', () => {
  const town = gridTown(9, 7, 100);
  const search = new WalkSearch(town.network);
  const snap = (x: number, y: number) => town.index.snap(...town.at(x, y))!;

  it('gives exact Manhattan costs from a crossing', () => {
    search.run([snap(300, 200)], Infinity);
    expect(search.reachedCount).toBe(town.network.nodeCount);
    for (const [x, y] of [
      [0, 0],
      [800, 600],
      [300, 200],
      [500, 100],
      [250, 600],
      [800, 333],
    ] as const) {
      const detour = x % 100 === 0 || y % 100 === 0 ? Math.abs(x - 300) + Math.abs(y - 200) : NaN;
      expect(Math.abs(search.costTo(snap(x, y)) - detour * 100)).toBeLessThanOrEqual(1);
    }
  });

  it('is inclusive at the limit and answers -1 beyond it', () => {
    search.run([snap(300, 200)], 30_000);
    expect(search.costTo(snap(500, 300))).toBe(30_000);
    expect(search.costTo(snap(500, 310))).toBe(-1);
    search.run([snap(300, 200)], 29_999);
    expect(search.costTo(snap(500, 300))).toBe(-1);
  });

  it('counts the access legs at both ends', () => {
    search.run([snap(350, 230)], Infinity);
    // 30 m to the street, 250 m along it, 20 m off it.
    expect(Math.abs(search.costTo(snap(610, 220)) - (30 + 260 + 20) * 100)).toBeLessThanOrEqual(1);
  });

  it('walks straight along a shared edge', () => {
    search.run([snap(320, 200)], Infinity);
    expect(Math.abs(search.costTo(snap(370, 200)) - 5_000)).toBeLessThanOrEqual(1);
    expect(search.costTo(snap(320, 200))).toBe(0);
    search.run([snap(320, 200)], 4_000);
    expect(search.costTo(snap(370, 200))).toBe(-1);
    expect(Math.abs(search.costTo(snap(345, 200)) - 2_500)).toBeLessThanOrEqual(1);
    expect(search.reachedCount).toBe(1);
  });

  it('reaches nothing with a negative limit, its own place with zero', () => {
    search.run([snap(300, 200)], -5);
    expect(search.reachedCount).toBe(0);
    expect(search.costTo(snap(300, 200))).toBe(-1);
    search.run([snap(300, 200)], 0);
    expect(search.costTo(snap(300, 200))).toBe(0);
    expect(search.reachedCount).toBe(1);
    search.run([], Infinity);
    expect(search.reachedCount).toBe(0);
    search.run([null, snap(0, 0), null], Infinity);
    expect(search.reachedCount).toBe(town.network.nodeCount);
  });

  it('stays right over thousands of searches on one instance', () => {
    const fresh = new WalkSearch(town.network);
    fresh.run([snap(0, 0)], 40_000);
    const expected = Array.from({ length: town.network.nodeCount }, (_, n) => fresh.costAtNode(n));
    for (let k = 0; k < 40; k++) search.run([snap(800, 600)], Infinity);
    for (let k = 0; k < 60_000; k++) search.run([snap((k % 8) * 100, 300)], 72_000);
    search.run([snap(0, 0)], 40_000);
    expect(Array.from({ length: town.network.nodeCount }, (_, n) => search.costAtNode(n))).toEqual(expected);
  });
});

describe('WalkSearch with steps and one-way streets', () => {
  it('doubles the cost of steps', () => {
    const { network, index, place, node } = asciiTown('A-b==c-D');
    const search = new WalkSearch(network);
    search.run([index.snap(...place('A'))!], Infinity);
    expect(search.costAtNode(node('D'))).toBe(5_000 + 15_000 + 5_000);
  });

  it('tells walking there from walking back', () => {
    const { network, index, at, place, node } = asciiTown(`
A->>>-B
|     |
+-----+`);
    const search = new WalkSearch(network);
    const a = index.snap(...place('A'))!;
    search.run([a], Infinity, 'FROM_ORIGINS');
    expect(search.costAtNode(node('B'))).toBe(15_000);
    search.run([a], Infinity, 'TOWARDS_ORIGINS');
    expect(search.costAtNode(node('B'))).toBe(25_000);
    // On the same one-way street, going back means going round the block.
    const [near, far] = [index.snap(...at(50, 50))!, index.snap(...at(100, 50))!];
    search.run([near], Infinity);
    expect(Math.abs(search.costTo(far) - 5_000)).toBeLessThanOrEqual(1);
    search.run([far], Infinity);
    expect(Math.abs(search.costTo(near) - 35_000)).toBeLessThanOrEqual(1);
    search.run([near], Infinity, 'TOWARDS_ORIGINS');
    expect(Math.abs(search.costTo(far) - 35_000)).toBeLessThanOrEqual(1);
  });

  it('takes the way round a loop where that is shorter', () => {
    const { network, index, at } = asciiTown(`
+-+
| |
+-A-B`);
    const search = new WalkSearch(network);
    // 10 m before A on the one arm of the loop, 10 m after it on the other.
    search.run([index.snap(...at(40, 0))!], Infinity);
    expect(Math.abs(search.costTo(index.snap(...at(50, 10))!) - 2_000)).toBeLessThanOrEqual(1);
  });
});

it('takes a place at the end of a one-way street for the crossing it is', () => {
  const { network, index, place, node } = asciiTown(`
A>>>B
|   |
+---+`);
  const search = new WalkSearch(network);
  const street = Array.from(network.edgeForwardCost).findIndex(
    (c, e) => c < 0 || network.edgeBackwardCost[e] < 0,
  );
  const end = network.edgeFrom[street] === node('B') ? 0 : network.edgeLengthMeters[street];
  const [lon, lat] = place('B');
  search.run([{ edge: street, offsetMeters: end, accessMeters: 2, lon, lat }], Infinity);
  expect(search.costAtNode(node('B'))).toBe(200);
  expect(search.costTo(index.snap(...place('A'))!)).toBe(200 + 20_000);
});

describe('WalkSearch from many origins', () => {
  it('keeps the lowest origin on a tie, also along a shared edge', () => {
    const { network, index, at } = asciiTown('A-------B');
    const search = new WalkSearch(network);
    const snaps = [0, 200, 100, 100].map((x) => index.snap(...at(x, 0))!);
    search.runNearest([snaps[1], snaps[0], snaps[2], snaps[3]], Infinity);
    expect(search.nearestTo(index.snap(...at(90, 0))!).origin).toBe(2);
    expect(search.nearestTo(index.snap(...at(10, 0))!).origin).toBe(1);
    expect(search.nearestTo(index.snap(...at(50, 0))!)).toEqual({ origin: 1, costCentimeters: 5_000 });
    search.runNearest([null, snaps[2], null, snaps[3]], 1_000);
    expect(search.nearestTo(index.snap(...at(95, 0))!).origin).toBe(1);
    expect(search.nearestTo(index.snap(...at(80, 0))!)).toEqual({ origin: -1, costCentimeters: -1 });
  });
});

it('equals a plain label correction while its memory grows, whatever came before', () => {
  // Large enough that arcs of the other direction, origins and waiting labels each need more memory than there is.
  const network = buildWalkNetwork(
    splitWays(randomTown(8, { side: 60, oneWayShare: 0.2, streetShare: 0.9 })).segments,
  );
  const index = new EdgeIndex(network);
  const start = index.snap(network.nodeLon[1_000], network.nodeLat[1_000])!;
  const plain = (arcOffset: Int32Array, arc: Int32Array, seeds: number[]): number[] => {
    const cost = new Array<number>(network.nodeCount).fill(Infinity);
    for (const seed of seeds) cost[seed] = 0;
    for (let waiting = seeds; waiting.length > 0;) {
      const next = new Set<number>();
      for (const node of waiting)
        for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++)
          if (cost[node] + arc[2 * at + 1] < cost[arc[2 * at]]) {
            cost[arc[2 * at]] = cost[node] + arc[2 * at + 1];
            next.add(arc[2 * at]);
          }
      waiting = [...next];
    }
    return cost.map((value) => (value === Infinity ? -1 : value));
  };
  const atNode = (node: number) => {
    const edge = network.arcEdge[network.arcOffset[node]];
    const walked = edge < 0 ? ~edge : edge;
    const offsetMeters = edge < 0 ? network.edgeLengthMeters[walked] : 0;
    return { edge: walked, offsetMeters, accessMeters: 0, lon: 0, lat: 0 };
  };
  const nodes = [7, 700, 1_900];
  const search = new WalkSearch(network);
  search.run([start], 50_000, 'FROM_ORIGINS');
  const costs = () => Array.from({ length: network.nodeCount }, (_, node) => search.costAtNode(node));
  const before = costs();
  const there = plain(network.arcOffset, network.arc, nodes);
  const back = plain(network.reverseArcOffset, network.reverseArc, nodes);
  expect(there).not.toEqual(back);
  search.runNearest(nodes.map(atNode), Infinity, 'TOWARDS_ORIGINS');
  expect(costs()).toEqual(back);
  expect(nodes.map((node) => search.originAtNode(node))).toEqual([0, 1, 2]);
  search.run(nodes.map(atNode), Infinity, 'FROM_ORIGINS');
  expect(costs()).toEqual(there);
  search.run([start], 50_000, 'FROM_ORIGINS');
  expect(costs()).toEqual(before);
});

describe('WalkSearch against a floating-point Dijkstra', () => {
  it.each(['FROM_ORIGINS', 'TOWARDS_ORIGINS'] as const)(
    'agrees within half a centimetre a hop: %s',
    (direction) => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, isOneWay) => {
          const ways = randomTown(seed, { oneWayShare: isOneWay ? 0.3 : 0, side: 6 });
          const network = buildWalkNetwork(splitWays(ways).segments);
          const index = new EdgeIndex(network);
          const search = new WalkSearch(network);
          const points = randomPoints(seed, 9, 350).filter(([lon, lat]) => index.snap(lon, lat) !== null);
          if (points.length < 2) return;
          const snaps = points.map(([lon, lat]) => index.snap(lon, lat)!);
          // Twice the same spot, and other places of the origin's own edge.
          snaps.push(snaps[0]);
          const { edge } = snaps[0];
          for (const share of [0, 0.2, 0.9]) {
            const vertex = Math.floor(
              network.edgeVertexOffset[edge] * (1 - share) + (network.edgeVertexOffset[edge + 1] - 1) * share,
            );
            const [lon, lat] = [network.vertexLon[vertex], network.vertexLat[vertex]];
            snaps.push({ edge, offsetMeters: network.vertexMeters[vertex], accessMeters: 0, lon, lat });
          }
          const town = new FloatTown(ways);
          const nodes = snaps.map((snap) => town.insert(snap.lon, snap.lat).node);
          const truth = town.costs(nodes[0], snaps[0].accessMeters * 100, direction === 'TOWARDS_ORIGINS');
          search.run([snaps[0]], Infinity, direction);
          snaps.forEach((snap, k) => {
            const exact = truth.cost[nodes[k]] + snap.accessMeters * 100;
            const cost = search.costTo(snap);
            if (exact === Infinity) expect(cost).toBe(-1);
            else expect(Math.abs(cost - exact)).toBeLessThanOrEqual(0.5 * (truth.hops[nodes[k]] + 2));
          });
        }),
        { seed: 7, numRuns: 120 },
      );
    },
  );
});

describe('a search that finds no more memory', () => {
  it('says so, and the next one is right', () => {
    const { network, index, at } = gridTown(100, 100, 100);
    const origins = [at(100, 100), at(2_050, 7_930), at(9_700, 200)].map(([lon, lat]) =>
      index.snap(lon, lat)!,
    );
    // Enough for the network, and for the queue of a small search.
    const memory = new SweepMemory(8);
    const search = new WalkSearch(network, memory);
    const roomy = new WalkSearch(network);
    for (const run of ['run', 'runNearest'] as const) {
      search[run](origins.slice(0, 1), 20_000);
      expect(() => search[run](origins, Infinity)).toThrow(RangeError);
      for (const limit of [0, 20_000, 60_000]) {
        search[run](origins, limit);
        roomy[run](origins, limit);
        expect(search.reachedCount).toBe(roomy.reachedCount);
        const [costs, expected] = [search, roomy].map((each) =>
          Int32Array.from({ length: network.nodeCount }, (_, node) => each.costAtNode(node)),
        );
        expect(costs.every((cost, node) => cost === expected[node])).toBe(true);
      }
    }
  });
});
