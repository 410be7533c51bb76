import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { type WalkEnd, walksBetween } from '../../src/accessibility/index.js';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import { gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { randomNumbers, randomPoints, randomTown } from '../support/random-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';

const NOWHERE = { lon: 100, lat: 20 };

describe('walks between two sets of places', () => {
  const network = buildWalkNetwork(splitWays(randomTown(7, { side: 12, oneWayShare: 0.2 })).segments);
  const pool = new WalkPool();
  const held = HeldNetwork.of(network, pool);
  afterAll(() => pool.close());

  const random = randomNumbers(5);
  /** Ends of one to three points; the last two have no walkway, at all and at one of their points. */
  const ends = (seed: number, count: number): WalkEnd[] => {
    const points = randomPoints(seed, 3 * count + 1, 780).map(([lon, lat]) => ({ lon, lat }));
    const some = Array.from({ length: count }, (_, at) => ({
      points: points.slice(3 * at, 3 * at + 1 + Math.floor(random() * 3)),
    }));
    return [...some, { points: [NOWHERE] }, { points: [NOWHERE, points[3 * count]] }];
  };
  const [origins, destinations] = [ends(1, 12), ends(2, 9)];

  it('are those of the route query, one by one, between the nearest points', async () => {
    const limit = 900;
    const place = async ({ points }: WalkEnd) =>
      (await held.place({ lon: points.map(({ lon }) => lon), lat: points.map(({ lat }) => lat) }))
        .toSnaps()
        .filter((snap) => snap !== null);
    const expected = [];
    for (const [origin, from] of (await Promise.all(origins.map(place))).entries())
      for (const [destination, to] of (await Promise.all(destinations.map(place))).entries()) {
        const costs = [];
        for (const start of from)
          for (const end of to) {
            const route = await held.route(start, end);
            if (route) costs.push(route.costCentimeters);
          }
        const cheapest = Math.min(...costs);
        if (cheapest <= limit * 100) expected.push({ origin, destination, meters: cheapest / 100 });
      }
    const found = await walksBetween(held, origins, destinations, limit);
    expect(found.walks).toEqual(expected);
    expect(found.walks.length).toBeGreaterThan(20);
    expect(found.walks.length).toBeLessThan(origins.length * destinations.length);
    expect(found.originsWithoutWalkway).toEqual([12]);
    expect(found.destinationsWithoutWalkway).toEqual([9]);
  });

  it('reach as far as the limit and no centimetre farther, and without one everywhere', async () => {
    const [{ meters }] = (await walksBetween(held, origins, destinations, 900)).walks.filter(
      (walk) => walk.meters > 100,
    );
    const has = async (limit: number) =>
      (await walksBetween(held, origins, destinations, limit)).walks.some((walk) => walk.meters === meters);
    expect([await has(meters), await has(meters - 0.01)]).toEqual([true, false]);
    const all = await walksBetween(held, origins, destinations, Infinity);
    expect(all.walks.length).toBeGreaterThan(100);
    expect((await walksBetween(held, [], destinations, 900)).walks).toEqual([]);
  });

  it('are refused when they are too many or the limit is none, and stop at an abort', async () => {
    await expect(walksBetween(held, origins, destinations, 900, { mostPairs: 20 })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 20 },
    });
    for (const limit of [-1, NaN])
      await expect(walksBetween(held, origins, destinations, limit)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    const gone = new AbortController();
    const answer = walksBetween(held, origins, destinations, 900, { signal: gone.signal });
    gone.abort('gone');
    await expect(answer).rejects.toBe('gone');
  });
});

describe('walks between places of a stored network', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, gridTown);
    await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  it('are as long as the API’s route between the same two points', async () => {
    const { networks, versions } = rooms.accessibility;
    const held = await networks.at(await versions.read());
    const at = (east: number, north: number) => {
      const [lon, lat] = gridPlace(east, north);
      return { lon, lat };
    };
    const pairs = [
      [at(0.5, 0.2), at(3, 1)],
      [at(0, 0), at(2, 2.1)],
    ];
    for (const [start, end] of pairs) {
      const { route } = await rooms.data(
        `query ($from: PointInput!, $to: PointInput!) {
          route(from: $from, to: $to, speedMetersPerSecond: 0.5) { walkSeconds lengthMeters } }`,
        { variables: { from: start, to: end } },
      );
      const { walks } = await walksBetween(held, [{ points: [start] }], [{ points: [end] }], 2_000);
      expect(walks).toHaveLength(1);
      expect(walks[0].meters / 0.5).toBeCloseTo(route.walkSeconds, 2);
      expect(Math.abs(walks[0].meters - route.lengthMeters)).toBeLessThan(0.05);
    }
  });
});
