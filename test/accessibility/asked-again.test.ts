import { afterAll, expect, it } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../src/kernel/network/index.js';
import { randomPoints, randomTown } from '../support/random-town.js';

const TEXT = { geoJson: true, wkb: false };
const pool = new WalkPool();
afterAll(() => pool.close());

it('polygons asked for again, among new ones, are those drawn anew', async () => {
  const network = buildWalkNetwork(splitWays(randomTown(5, { side: 12, oneWayShare: 0.2 })).segments);
  const edges = new EdgeIndex(network);
  const circles = randomPoints(2, 40, 780).flatMap(([lon, lat], at) => {
    const snap = edges.snap(lon, lat);
    return snap ? [{ snap, limitCentimeters: 30_000 + 500 * at }] : [];
  });
  const texts = async (held: HeldNetwork, some: typeof circles) =>
    (await held.polygons(some, undefined, TEXT)).map(({ geoJson }) => Buffer.from(geoJson).toString());
  const anew = await texts(HeldNetwork.of(network, pool), circles);
  expect(new Set(anew).size).toBe(circles.length);

  const held = HeldNetwork.of(network, pool);
  const odd = circles.filter((_, at) => at % 2 === 1);
  expect(await texts(held, odd)).toEqual(anew.filter((_, at) => at % 2 === 1));
  expect(await texts(held, circles)).toEqual(anew);
  expect(await texts(held, [...circles].reverse())).toEqual([...anew].reverse());
});
