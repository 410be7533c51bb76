import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildContractionHierarchy } from '../../../src/kernel/accessibility/contraction-hierarchy.js';
import { hierarchyCosts } from '../../../src/kernel/accessibility/hierarchy-matrix.js';
import { hierarchyOf, travelCostMatrix, WalkSearch } from '../../../src/kernel/accessibility/index.js';
import { readOsmWalkways } from '../../../src/imports/index.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { randomNumbers, randomPoints, randomTown } from '../../support/random-town.js';
import { sharedData } from '../../support/shared-data.js';

const networkOf = (ways: ReturnType<typeof randomTown>): WalkNetwork =>
  buildWalkNetwork(splitWays(ways).segments);

describe('the contraction hierarchy', () => {
  it('orders every node once and leads upwards only', () => {
    const network = networkOf(randomTown(3, { oneWayShare: 0.2 }));
    const { place, upperOffset, upper } = buildContractionHierarchy(network);
    expect([...place].sort((a, b) => a - b)).toEqual(Array.from({ length: network.nodeCount }, (_, n) => n));
    for (let p = 0; p < network.nodeCount; p++)
      for (let at = upperOffset[p]; at < upperOffset[p + 1]; at++) {
        expect(upper[3 * at]).toBeGreaterThan(p);
        expect(Math.max(upper[3 * at + 1], upper[3 * at + 2])).toBeGreaterThan(0);
      }
    expect(buildContractionHierarchy(network)).toEqual({ place, upperOffset, upper });
  });

  it('gives what searches give, both ways, one-way walkways and islands included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0, 0.3, 1), (seed, oneWayShare) => {
        const network = networkOf(randomTown(seed, { side: 9, oneWayShare, streetShare: 0.6 }));
        const index = new EdgeIndex(network);
        const snapAll = (points: [number, number][]): (Snap | null)[] =>
          points.map(([lon, lat]) => index.snap(lon, lat, 60));
        const sources = snapAll(randomPoints(seed, 11, 550));
        // Sources among the targets: the same place, and places on one edge.
        const targets = [...snapAll(randomPoints(seed + 1, 30, 550)), ...sources.slice(0, 4), null];
        const hierarchy = buildContractionHierarchy(network);
        const search = new WalkSearch(network);
        for (const direction of ['FROM_ORIGINS', 'TOWARDS_ORIGINS'] as const) {
          const expected = sources.flatMap((source) => {
            search.run([source], Infinity, direction);
            return targets.map((target) => (source && target ? search.costTo(target) : -1));
          });
          expect([...hierarchyCosts(network, hierarchy, sources, targets, direction)]).toEqual(expected);
        }
      }),
      { seed: 31, numRuns: 80 },
    );
  });

  it('takes over the unbounded matrix once it is there, and nothing but time changes', () => {
    const network = networkOf(randomTown(12, { side: 10, oneWayShare: 0.3 }));
    const index = new EdgeIndex(network);
    const points = randomPoints(12, 40, 600).map(([lon, lat]) => index.snap(lon, lat));
    const search = new WalkSearch(network);
    const [few, many] = [points.slice(0, 7), points];
    const before = [
      travelCostMatrix(network, search, few, many),
      travelCostMatrix(network, search, many, few),
      travelCostMatrix(network, search, few, many, 30_000),
    ];
    hierarchyOf(network);
    search.run([], -1);
    const after = [
      travelCostMatrix(network, search, few, many),
      travelCostMatrix(network, search, many, few),
      travelCostMatrix(network, search, few, many, 30_000),
    ];
    expect(after).toEqual(before);
    expect(travelCostMatrix(network, search, [], many).length).toBe(0);
    expect([...travelCostMatrix(network, search, [null], [points[0], null])]).toEqual([-1, -1]);
  });

  it('takes a network without edges', () => {
    const network = buildWalkNetwork([]);
    expect(buildContractionHierarchy(network)).toEqual({
      place: new Int32Array(0),
      upperOffset: new Int32Array(1),
      upper: new Int32Array(0),
    });
  });
});

const portoAlegre = sharedData('osm/porto-alegre.osm.pbf');

describe.skipIf(!portoAlegre)('the contraction hierarchy of Porto Alegre (needs the shared data)', () => {
  it('gives what searches give', async () => {
    const network = networkOf((await readOsmWalkways(portoAlegre!)).ways);
    const random = randomNumbers(9);
    const anyPlace = (): Snap => {
      const edge = Math.floor(random() * network.edgeCount);
      const offsetMeters = random() * network.edgeLengthMeters[edge];
      return { edge, offsetMeters, accessMeters: 10 * random(), lon: 0, lat: 0 };
    };
    const places = Array.from({ length: 400 }, anyPlace);
    const search = new WalkSearch(network);
    const expected = travelCostMatrix(network, search, places.slice(0, 60), places);
    hierarchyOf(network);
    expect(travelCostMatrix(network, search, places.slice(0, 60), places)).toEqual(expected);
  });
});
