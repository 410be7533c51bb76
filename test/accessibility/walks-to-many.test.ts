import { afterAll, describe, expect, it } from 'vitest';
import { SnapSet } from '../../src/accessibility/engine/snap-set.js';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { WalkSearch } from '../../src/kernel/accessibility/index.js';
import { buildWalkNetwork, EdgeIndex, splitWays, type Snap } from '../../src/kernel/network/index.js';
import { randomPoints, randomTown } from '../support/random-town.js';

const LIMIT = 60_000;

describe('walks between many facilities and many points, in the walking threads', () => {
  const network = buildWalkNetwork(splitWays(randomTown(3, { side: 12, oneWayShare: 0.2 })).segments);
  const edges = new EdgeIndex(network);
  const placed = (seed: number, count: number): (Snap | null)[] => [
    ...randomPoints(seed, count, 780).map(([lon, lat]) => edges.snap(lon, lat)),
    null,
  ];
  // More facilities than one piece of work takes.
  const [facilities, points] = [placed(1, 75), placed(2, 120)];
  const [sites, demand] = [SnapSet.of(facilities), SnapSet.of(points)];
  const pool = new WalkPool();
  const held = HeldNetwork.of(network, pool);
  afterAll(() => pool.close());

  /** Per point [cost, facility] of what it can walk to within the limit, nearest first, one search a point. */
  const search = new WalkSearch(network);
  const within = points.map((point) => {
    if (!point) return [];
    search.run([point], LIMIT);
    return facilities
      .map((facility, j) => [facility ? search.costTo(facility) : -1, j] as const)
      .filter(([cost]) => cost >= 0 && cost <= LIMIT)
      .sort(([a, j], [b, k]) => a - b || j - k);
  });

  it('the nearest and the runner-up are the first two of all searched one by one', async () => {
    const two = await held.nearestTwo(sites, demand, LIMIT);
    const found = points.map((_, i) =>
      [
        [two.costCentimeters[i], two.nearest[i]],
        [two.secondCostCentimeters[i], two.second[i]],
      ].filter(([, facility]) => facility >= 0),
    );
    expect(found).toEqual(within.map((walks) => walks.slice(0, 2)));
    expect(found.some((walks) => walks.length === 1)).toBe(true);
  });

  it('every pair within the limit is there with its walk, and no other', async () => {
    const { offset, demand: point, costCentimeters } = await held.walksWithin(sites, demand, LIMIT, 1e6);
    const found = facilities.map((_, j) =>
      Array.from({ length: offset[j + 1] - offset[j] }, (_, k) => [
        point[offset[j] + k],
        costCentimeters[offset[j] + k],
      ]),
    );
    const expected = facilities.map((_, j) =>
      within.flatMap((walks, i) => walks.filter(([, facility]) => facility === j).map(([cost]) => [i, cost])),
    );
    expect(found).toEqual(expected);
  });

  it('refuses more pairs than asked for, and stops at an abort', async () => {
    const pairs = within.flat().length;
    await expect(held.walksWithin(sites, demand, LIMIT, pairs - 1)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: pairs - 1 },
    });
    expect((await held.walksWithin(sites, demand, LIMIT, pairs)).demand).toHaveLength(pairs);
    const gone = new AbortController();
    const answers = [
      held.walksWithin(sites, demand, LIMIT, pairs, gone.signal),
      held.nearestTwo(sites, demand, LIMIT, gone.signal),
    ];
    gone.abort('gone');
    expect(await Promise.allSettled(answers)).toEqual(
      answers.map(() => ({ status: 'rejected', reason: 'gone' })),
    );
  });
});
