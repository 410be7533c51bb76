import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverLists,
  nearestFacilities,
  nearestTwoFacilities,
  travelCostMatrix,
  WalkSearch,
} from '../../../src/kernel/accessibility/index.js';
import { buildWalkNetwork, EdgeIndex, splitWays, type Snap } from '../../../src/kernel/network/index.js';
import { randomPoints, randomTown } from '../../support/random-town.js';

interface Case {
  readonly network: ReturnType<typeof buildWalkNetwork>;
  readonly sites: (Snap | null)[];
  readonly demand: (Snap | null)[];
}

function caseOf(seed: number): Case {
  const ways = randomTown(seed, { oneWayShare: seed % 2 === 0 ? 0.25 : 0 });
  const network = buildWalkNetwork(splitWays(ways).segments);
  const index = new EdgeIndex(network);
  const snapAll = (points: [number, number][]): (Snap | null)[] =>
    points.map(([lon, lat]) => index.snap(lon, lat, 60));
  const sites = snapAll(randomPoints(seed, 12));
  // A copy of a site makes ties, a site as demand the distance nought.
  sites.push(sites[3], null);
  return { network, sites, demand: [...snapAll(randomPoints(seed + 1, 40)), sites[0], null, sites[5]] };
}

const cases = fc.integer({ min: 0, max: 1e6 }).map(caseOf);
const limits = fc.constantFrom(0, 5_000, 30_000, 72_000, Infinity);

describe('nearestFacilities', () => {
  it('equals the minimum over single searches, lowest index first', () => {
    fc.assert(
      fc.property(cases, limits, ({ network, sites, demand }, limit) => {
        const search = new WalkSearch(network);
        const result = nearestFacilities(network, search, sites, demand, limit);
        const best = demand.map(() => ({ site: -1, cost: Infinity }));
        sites.forEach((site, s) => {
          if (!site) return;
          search.run([site], limit, 'TOWARDS_ORIGINS');
          demand.forEach((snap, d) => {
            const cost = snap ? search.costTo(snap) : -1;
            if (cost >= 0 && cost < best[d].cost) best[d] = { site: s, cost };
          });
        });
        expect([...result.nearest]).toEqual(best.map((b) => b.site));
        expect([...result.costCentimeters]).toEqual(best.map((b) => (b.site < 0 ? -1 : b.cost)));
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it('never loses by one more facility', () => {
    fc.assert(
      fc.property(cases, ({ network, sites, demand }) => {
        const search = new WalkSearch(network);
        const fewer = nearestFacilities(network, search, sites.slice(0, 5), demand, 50_000).costCentimeters;
        const more = nearestFacilities(network, search, sites, demand, 50_000).costCentimeters;
        fewer.forEach((cost, d) => {
          if (cost >= 0) expect(more[d] >= 0 && more[d] <= cost).toBe(true);
        });
      }),
      { seed: 22, numRuns: 30 },
    );
  });
});

describe('nearestTwoFacilities', () => {
  it('gives the two lowest costs of the matrix, lowest index first', () => {
    fc.assert(
      fc.property(cases, limits, ({ network, sites, demand }, limit) => {
        // Demand and several sites on one edge, so that the straight ways along it compete.
        const crowded = [...sites, ...demand.slice(0, 3), ...sites.slice(0, 3)];
        const result = nearestTwoFacilities(network, crowded, demand, limit);
        const matrix = travelCostMatrix(network, new WalkSearch(network), demand, crowded, limit);
        const best = demand.map((_, d) =>
          crowded
            .map((__, s) => [matrix[d * crowded.length + s], s])
            .filter(([cost]) => cost >= 0)
            .sort(([cost, s], [otherCost, other]) => cost - otherCost || s - other),
        );
        const none = [-1, -1];
        expect([...result.nearest]).toEqual(best.map(([first = none]) => first[1]));
        expect([...result.costCentimeters]).toEqual(best.map(([first = none]) => first[0]));
        expect([...result.second]).toEqual(best.map(([, second = none]) => second[1]));
        expect([...result.secondCostCentimeters]).toEqual(best.map(([, second = none]) => second[0]));
      }),
      { seed: 24, numRuns: 80 },
    );
  });

  it('agrees with the single sweep and knows nothing where nothing is', () => {
    const { network, sites, demand } = caseOf(7);
    const two = nearestTwoFacilities(network, sites, demand, 60_000);
    const one = nearestFacilities(network, new WalkSearch(network), sites, demand, 60_000);
    expect(two.nearest).toEqual(one.nearest);
    expect(two.costCentimeters).toEqual(one.costCentimeters);
    expect([...nearestTwoFacilities(network, [null], [demand[0], null], Infinity).second]).toEqual([-1, -1]);
    expect([...nearestTwoFacilities(network, [sites[0]], [sites[0]], -1).nearest]).toEqual([-1]);
  });
});

describe('coverLists and travelCostMatrix', () => {
  it('agree with each other whichever side is searched from', () => {
    fc.assert(
      fc.property(cases, limits, ({ network, sites, demand }, limit) => {
        const search = new WalkSearch(network);
        const lists = coverLists(network, search, sites, demand, limit);
        const matrix = travelCostMatrix(network, search, demand, sites, limit);
        const single = demand.map((snap) => [...travelCostMatrix(network, search, [snap], sites, limit)]);
        expect([...matrix]).toEqual(single.flat());
        const expected = sites.map((_, s) =>
          demand.flatMap((__, d) =>
            matrix[d * sites.length + s] < 0 ? [] : [[d, matrix[d * sites.length + s]]],
          ),
        );
        const found = sites.map((_, s) =>
          Array.from({ length: lists.offset[s + 1] - lists.offset[s] }, (__, k) => [
            lists.demand[lists.offset[s] + k],
            lists.costCentimeters[lists.offset[s] + k],
          ]),
        );
        expect(found).toEqual(expected);
      }),
      { seed: 23, numRuns: 60 },
    );
  });

  it('are empty for nothing', () => {
    const { network } = caseOf(1);
    const search = new WalkSearch(network);
    expect([...coverLists(network, search, [], [], 100).offset]).toEqual([0]);
    expect(travelCostMatrix(network, search, [], []).length).toBe(0);
    expect([...nearestFacilities(network, search, [], [null], 100).nearest]).toEqual([-1]);
  });
});
