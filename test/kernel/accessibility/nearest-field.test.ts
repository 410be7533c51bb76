import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hierarchyOf, WalkSearch, type SearchDirection } from '../../../src/kernel/accessibility/index.js';
import { readOsmWalkways } from '../../../src/imports/index.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { gridTown } from '../../support/ascii-town.js';
import { randomNumbers, randomPoints, randomTown } from '../../support/random-town.js';
import { sharedData } from '../../support/shared-data.js';

const DIRECTIONS: SearchDirection[] = ['FROM_ORIGINS', 'TOWARDS_ORIGINS'];

/** [cost, origin] of every node. */
function fieldOf(search: WalkSearch, network: WalkNetwork): number[] {
  return Array.from({ length: network.nodeCount }, (_, node) => [
    search.costAtNode(node),
    search.originAtNode(node),
  ]).flat();
}

/** The same from one search per origin. */
function fieldBySingles(
  network: WalkNetwork,
  origins: readonly (Snap | null)[],
  direction: SearchDirection,
): number[] {
  const field = Array.from({ length: 2 * network.nodeCount }, () => -1);
  const search = new WalkSearch(network);
  origins.forEach((origin, index) => {
    if (!origin) return;
    search.run([origin], Infinity, direction);
    for (let node = 0; node < network.nodeCount; node++) {
      const cost = search.costAtNode(node);
      if (cost < 0 || (field[2 * node] >= 0 && cost >= field[2 * node])) continue;
      field[2 * node] = cost;
      field[2 * node + 1] = index;
    }
  });
  return field;
}

/** Reached nodes are each told once. */
function expectReachedNodesOf(search: WalkSearch, field: readonly number[]): void {
  const reached = [...search.reachedNodes.subarray(0, search.reachedCount)].sort((a, b) => a - b);
  expect(reached).toEqual([...field.keys()].filter((k) => k % 2 === 0 && field[k] >= 0).map((k) => k / 2));
}

describe('the nearest field by the contraction hierarchy', () => {
  it('equals single searches and the sweep without it: one-way walkways, islands, null origins, ties', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0, 0.3, 1), (seed, oneWayShare) => {
        const ways = randomTown(seed, { side: 8, oneWayShare, streetShare: 0.6 });
        const network = buildWalkNetwork(splitWays(ways).segments);
        const index = new EdgeIndex(network);
        const origins: (Snap | null)[] = randomPoints(seed, 9, 500).map(([lon, lat]) =>
          index.snap(lon, lat, 60),
        );
        // The same place twice, which is a tie everywhere, and nowhere.
        origins.push(origins[3], null, origins[0]);
        const places = randomPoints(seed + 1, 20, 550).flatMap(
          ([lon, lat]) => index.snap(lon, lat, 60) ?? [],
        );
        const search = new WalkSearch(network);
        const without = DIRECTIONS.map((direction) => {
          search.runNearest(origins, Infinity, direction);
          const field = fieldOf(search, network);
          expectReachedNodesOf(search, field);
          return { field, nearest: places.map((place) => search.nearestTo(place)) };
        });
        hierarchyOf(network);
        for (const [k, direction] of DIRECTIONS.entries()) {
          // Something else in between must not show.
          search.runNearest(origins.slice(0, 4), 20_000, direction);
          search.runNearest(origins, Infinity, direction);
          const field = fieldOf(search, network);
          expectReachedNodesOf(search, field);
          expect(field).toEqual(without[k].field);
          expect(field).toEqual(fieldBySingles(network, origins, direction));
          expect(places.map((place) => search.nearestTo(place))).toEqual(without[k].nearest);
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('gives the lowest index where many are equally near', () => {
    const { network, index, at } = gridTown(9, 7, 100);
    const corners = [
      [800, 600],
      [0, 0],
      [800, 0],
      [0, 600],
      [400, 300],
      [0, 0],
    ].map(([x, y]) => index.snap(...at(x, y))!);
    hierarchyOf(network);
    const search = new WalkSearch(network);
    search.runNearest([null, ...corners], Infinity);
    expect(fieldOf(search, network)).toEqual(fieldBySingles(network, [null, ...corners], 'FROM_ORIGINS'));
    expect(search.nearestTo(index.snap(...at(400, 0))!)).toEqual({ origin: 5, costCentimeters: 30_000 });
    expect(search.nearestTo(index.snap(...at(0, 300))!)).toEqual({ origin: 2, costCentimeters: 30_000 });
    search.runNearest([], Infinity);
    expect(search.reachedCount).toBe(0);
  });
});

const portoAlegre = sharedData('osm/porto-alegre.osm.pbf');

describe.skipIf(!portoAlegre)('the nearest field of Porto Alegre (needs the shared data)', () => {
  it('is the same with the hierarchy and without', async () => {
    const { ways } = await readOsmWalkways(portoAlegre!);
    const network = buildWalkNetwork(splitWays(ways).segments);
    const random = randomNumbers(4);
    const origins = Array.from({ length: 300 }, (): Snap => {
      const edge = Math.floor(random() * network.edgeCount);
      const offsetMeters = random() * network.edgeLengthMeters[edge];
      return { edge, offsetMeters, accessMeters: 10 * random(), lon: 0, lat: 0 };
    });
    const search = new WalkSearch(network);
    const before = DIRECTIONS.map((direction) => {
      search.runNearest(origins, Infinity, direction);
      return fieldOf(search, network);
    });
    hierarchyOf(network);
    const after = DIRECTIONS.map((direction) => {
      search.runNearest(origins, Infinity, direction);
      return fieldOf(search, network);
    });
    expect(after).toEqual(before);
  });
});
