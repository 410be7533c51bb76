import { afterAll, expect, it, vi } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../src/kernel/network/index.js';
import { randomPoints, randomTown } from '../support/random-town.js';

const pool = new WalkPool();
afterAll(() => pool.close());

it('few points are placed without a thread once it is ready, exactly as threads place them', async () => {
  const network = buildWalkNetwork(splitWays(randomTown(8, { side: 10, oneWayShare: 0.1 })).segments);
  const edges = new EdgeIndex(network);
  const points = randomPoints(4, 100, 1200);
  const columns = { lon: points.map(([lon]) => lon), lat: points.map(([, lat]) => lat) };
  const expected = points.map(([lon, lat]) => edges.snap(lon, lat));
  expect(new Set(expected.map((snap) => snap === null)).size).toBe(2);

  const run = vi.spyOn(pool, 'run');
  const asked = () => run.mock.calls.splice(0).map(([, work]) => work);
  const held = HeldNetwork.of(network, pool);
  expect((await held.place(columns)).toSnaps()).toEqual(expected);
  expect(asked()).toEqual(['place', 'grid']);

  // The grid comes from a thread; placing needs none as soon as it is there.
  do {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await held.place({ lon: [0], lat: [0] });
  } while (asked().length > 0);
  expect((await held.place(columns)).toSnaps()).toEqual(expected);
  expect(asked()).toEqual([]);

  // More points, and a wide look, are a thread's.
  await held.place({ lon: [...columns.lon, 0], lat: [...columns.lat, 0] });
  await held.place(columns, undefined, 5_000);
  expect(asked()).toEqual(['place', 'place']);

  const reason = new Error('dropped');
  await expect(held.place(columns, AbortSignal.abort(reason))).rejects.toBe(reason);
});
