import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkRoute, WalkSearch } from '../../../src/kernel/accessibility/index.js';
import { segmentMeters } from '../../../src/kernel/geometry/segment-meters.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../../src/kernel/network/index.js';
import { asciiTown } from '../../support/ascii-town.js';
import { randomPoints, randomTown } from '../../support/random-town.js';

describe('walkRoute', () => {
  it('goes straight along a shared edge and round the block against a one-way street', () => {
    const { network, index, at } = asciiTown(`
A>>>>>B
|     |
+-----+`);
    const search = new WalkSearch(network);
    const [a, b] = [index.snap(...at(40, 50))!, index.snap(...at(100, 50))!];
    const there = walkRoute(network, search, a, b)!;
    expect(there.walkwayMeters).toBeCloseTo(60, 2);
    expect(there.line.length).toBe(2);
    expect(there.line[0]).toEqual([a.lon, a.lat]);
    const back = walkRoute(network, search, b, a)!;
    expect(back.walkwayMeters).toBeCloseTo(50 + 50 + 150 + 50 + 40, 2);
    expect(back.line.length).toBe(6);
    expect(back.edges.length).toBe(3);
    expect(walkRoute(network, search, b, a, 10_000)).toBeNull();
    const here = walkRoute(network, search, a, a)!;
    expect([here.costCentimeters, here.line.length]).toEqual([0, 2]);
  });

  it('is as long as it says, unbroken, and as cheap as the search says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const network = buildWalkNetwork(splitWays(randomTown(seed, { oneWayShare: 0.2 })).segments);
        const index = new EdgeIndex(network);
        const search = new WalkSearch(network);
        const snaps = randomPoints(seed, 6, 350).flatMap(([lon, lat]) => index.snap(lon, lat) ?? []);
        for (const from of snaps)
          for (const to of snaps) {
            const route = walkRoute(network, search, from, to);
            search.run([from], Infinity);
            expect(route?.costCentimeters ?? -1).toBe(search.costTo(to));
            if (!route) continue;
            let meters = 0;
            route.line.forEach(([lon, lat], k) => {
              if (k > 0) meters += segmentMeters(route.line[k - 1][0], route.line[k - 1][1], lon, lat);
            });
            expect(Math.abs(meters - route.walkwayMeters)).toBeLessThan(0.01);
            const first = route.line[0];
            const last = route.line[route.line.length - 1];
            expect(segmentMeters(first[0], first[1], from.lon, from.lat)).toBeLessThan(0.01);
            expect(segmentMeters(last[0], last[1], to.lon, to.lat)).toBeLessThan(0.01);
          }
      }),
      { seed: 61, numRuns: 60 },
    );
  });
});
