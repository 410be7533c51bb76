import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WalkPool } from '../../src/accessibility/engine/walk-pool.js';
import type { SnapSet } from '../../src/accessibility/engine/snap-set.js';
import type { HeldNetwork } from '../../src/accessibility/held-network.js';
import { NetworkHolder } from '../../src/accessibility/network-holder.js';
import {
  coverLists,
  limitCentimeters,
  nearestFacilities,
  serviceArea,
  serviceAreaPolygon,
  travelCostMatrix,
  UNBOUNDED_CENTIMETERS,
  walkRoute,
  WalkSearch,
} from '../../src/kernel/accessibility/index.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  encodeWalkNetwork,
  splitWays,
  type WalkNetwork,
} from '../../src/kernel/network/index.js';
import type { Json } from '../support/rooms.js';
import { RANDOM_TOWN_CENTER, randomNumbers, randomTown } from '../support/random-town.js';

const LIMIT = limitCentimeters(900, 1);
const isNear = (actual: number, expected: number, unit: number) => Math.abs(actual - expected) <= 0.51 * unit;
const parsed = (bytes: Uint8Array): Json => JSON.parse(Buffer.from(bytes).toString());

/** A pool with one network, as the server holds it. */
async function held(network: WalkNetwork, pool: WalkPool): Promise<HeldNetwork> {
  const content = encodeWalkNetwork(network);
  const holder = new NetworkHolder(
    {
      readSize: async () => content.length,
      readPart: async (_id, offset, length) => content.subarray(offset, offset + length),
    },
    pool,
  );
  return holder.at({ snapshotId: '1', networkSynthetic: true, revisions: {} });
}

/** Points all over a town and some way out of it. */
function scattered(count: number, seed: number, spreadDegrees: number) {
  const random = randomNumbers(seed);
  const around = (center: number) =>
    Float64Array.from({ length: count }, () => center + (random() - 0.5) * 2 * spreadDegrees);
  return { lon: around(RANDOM_TOWN_CENTER.lon), lat: around(RANDOM_TOWN_CENTER.lat) };
}

describe('walks in worker threads', () => {
  const town = buildWalkNetwork(splitWays(randomTown(11, { side: 16, oneWayShare: 0.1 })).segments);
  const edges = new EdgeIndex(town);
  const search = new WalkSearch(town);
  const pool = new WalkPool(2);
  let network: HeldNetwork;
  beforeAll(async () => {
    network = await held(town, pool);
  });
  afterAll(() => pool.close());

  it('are the walks of the kernel itself', async () => {
    const people = scattered(5000, 1, 0.014);
    const places = scattered(70, 2, 0.012);
    const demand = await network.place(people);
    const sites = await network.place(places);
    const demandHere = Array.from(people.lon, (lon, at) => edges.snap(lon, people.lat[at]));
    const sitesHere = Array.from(places.lon, (lon, at) => edges.snap(lon, places.lat[at]));
    expect(demand.toSnaps()).toEqual(demandHere);
    expect(demand.missing).toBe(demandHere.filter((snap) => snap === null).length);
    expect(demand.missing).toBeGreaterThan(0);
    expect(sites.subset([3, 1]).toSnaps()).toEqual([sitesHere[3], sitesHere[1]]);

    expect(await network.nearestFacilities(sites, demand, UNBOUNDED_CENTIMETERS)).toEqual(
      nearestFacilities(town, search, sitesHere, demandHere, UNBOUNDED_CENTIMETERS),
    );
    const covers = coverLists(town, search, sitesHere, demandHere, LIMIT);
    expect(await network.coverLists(sites, demand, LIMIT)).toEqual(
      sitesHere.map((_, at) => covers.demand.subarray(covers.offset[at], covers.offset[at + 1])),
    );
    const some = demand.subset(Array.from({ length: 40 }, (_, at) => at));
    expect(await network.travelCosts(sites, some, LIMIT)).toEqual(
      travelCostMatrix(town, search, sitesHere, demandHere.slice(0, 40), LIMIT),
    );
    expect(await network.travelCosts(some, sites, Infinity)).toEqual(
      travelCostMatrix(town, search, demandHere.slice(0, 40), sitesHere, Infinity),
    );
    const [from, to] = sitesHere.filter((snap) => snap !== null);
    expect(await network.route(from, to)).toEqual(walkRoute(town, search, from, to));
    const costs = travelCostMatrix(town, search, [from], sitesHere);
    const order = sitesHere
      .map((_, site) => ({ site, costCentimeters: costs[site] }))
      .filter(({ costCentimeters }) => costCentimeters >= 0)
      .sort((a, b) => a.costCentimeters - b.costCentimeters || a.site - b.site);
    expect(await network.nearestSites(from, sites)).toEqual(order.slice(0, 2));
  });

  it('are the same with a hierarchy, built once and shared', async () => {
    const network = await held(town, pool);
    const [origins, destinations] = [
      await network.place(scattered(90, 6, 0.012)),
      await network.place(scattered(200, 7, 0.012)),
    ];
    const searched = await network.travelCosts(origins, destinations, Infinity);
    await Promise.all([network.prepareMatrices(), network.prepareMatrices()]);
    expect(await network.travelCosts(origins, destinations, Infinity)).toEqual(searched);
    const back = await network.travelCosts(destinations, origins, Infinity);
    expect(back).toEqual(
      travelCostMatrix(town, search, destinations.toSnaps(), origins.toSnaps(), UNBOUNDED_CENTIMETERS),
    );
    expect(await network.travelCosts(origins, destinations, LIMIT)).toEqual(
      travelCostMatrix(town, search, origins.toSnaps(), destinations.toSnaps(), LIMIT),
    );
  });

  it('draw what the kernel draws, to the centimetre', async () => {
    const snaps = (await network.place(scattered(30, 3, 0.01))).toSnaps().filter((snap) => snap !== null);
    const circles = snaps.map((snap, at) => ({
      snap,
      limitCentimeters: 10_000 * (1 + (at % 9)),
      speedMetersPerSecond: 0.8,
    }));
    const reach = await network.reach(circles);
    const lines = (await network.lines(circles)).map(parsed);
    const polygons = (await network.polygons(circles)).map(({ geoJson }) => parsed(geoJson));
    const reachedEdges = (await network.reachedEdges(circles)).map(parsed);
    circles.forEach(({ snap, limitCentimeters: limit }, at) => {
      const area = serviceArea(town, search, snap, limit);
      expect(reach.reachedMeters[at]).toBe(area.reachedMeters);
      expect(reach.touchesDataEdge[at] === 1).toBe(area.touchesDataEdge);
      expect(lines[at].type).toBe('MultiLineString');
      const drawn = lines[at].coordinates.flat(2);
      const expected = area.lines.flat(2);
      expect(drawn).toHaveLength(expected.length);
      expect(drawn.every((value: number, k: number) => isNear(value, expected[k], 1e-7))).toBe(true);
      const polygon = serviceAreaPolygon(town, search, snap, limit).flat(3);
      const shown = polygons[at].coordinates.flat(3);
      expect(shown).toHaveLength(polygon.length);
      expect(shown.every((value: number, k: number) => isNear(value, polygon[k], 1e-6))).toBe(true);
      expect(polygons[at].type).toBe('MultiPolygon');
      reachedEdges[at].features.forEach(({ geometry, properties }: Json, k: number) => {
        expect(geometry.coordinates).toEqual(lines[at].coordinates[k]);
        const off = [properties.startSeconds, properties.endSeconds].map((seconds, end) =>
          Math.abs(seconds - area.lineCosts[2 * k + end] / 80),
        );
        expect(Math.max(...off)).toBeLessThan(0.0501);
        expect(properties.endSeconds).toBeLessThanOrEqual(limit / 80 + 0.0501);
      });
    });
  });

  it('answer nothing at all with nothing', async () => {
    const none = await network.place({ lon: [], lat: [] });
    const some = await network.place(scattered(3, 4, 0.005));
    expect(none.length).toBe(0);
    expect(await network.travelCosts(none, some, LIMIT)).toEqual(new Int32Array(0));
    expect(await network.coverLists(none, some, LIMIT)).toEqual([]);
    expect(await network.polygons([])).toEqual([]);
    expect((await network.nearestFacilities(none, some, LIMIT)).nearest).toEqual(Int32Array.of(-1, -1, -1));
  });

  it('keep an error of the work to the question that had it', async () => {
    const snap = { edge: town.edgeCount + 5, offsetMeters: 0, accessMeters: 0, lon: 0, lat: 0 };
    await expect(network.reach([{ snap, limitCentimeters: LIMIT }])).rejects.toThrow(/edge of this network/);
    expect((await network.place(scattered(3, 4, 0.005))).length).toBe(3);
  });

  it('leave nothing of a question that failed in the next answer', async () => {
    const snaps = (await network.place(scattered(4, 3, 0.01))).toSnaps().filter((snap) => snap !== null);
    const circles = snaps.map((snap) => ({ snap, limitCentimeters: LIMIT, speedMetersPerSecond: 0.8 }));
    const astray = { ...circles[0], snap: { ...circles[0].snap, edge: town.edgeCount + 5 } };
    const [polygons, edges] = [await network.polygons(circles), await network.reachedEdges(circles)];
    await expect(network.polygons([...circles, astray])).rejects.toThrow(/edge of this network/);
    await expect(network.reachedEdges([...circles, astray])).rejects.toThrow(/edge of this network/);
    for (let round = 0; round < 2; round++) {
      expect(await network.polygons(circles)).toEqual(polygons);
      expect(await network.reachedEdges(circles)).toEqual(edges);
    }
  });

  it('draw polygons only in the forms that are wanted', async () => {
    const snaps = (await network.place(scattered(20, 3, 0.01))).toSnaps().filter((snap) => snap !== null);
    const circles = snaps.map((snap) => ({ snap, limitCentimeters: LIMIT }));
    const both = await network.polygons(circles);
    const nothing = new Uint8Array(0);
    expect(await network.polygons(circles, undefined, { geoJson: true, wkb: false })).toEqual(
      both.map(({ geoJson }) => ({ geoJson, wkb: nothing })),
    );
    expect(await network.polygons(circles, undefined, { geoJson: false, wkb: true })).toEqual(
      both.map(({ wkb }) => ({ geoJson: nothing, wkb })),
    );
  });
});

describe('a pool with more networks than its threads keep open', () => {
  const pool = new WalkPool(2);
  afterAll(() => pool.close());

  it('walks on whichever is asked for, also after one that cannot be read and work that failed', async () => {
    const towns = [6, 9, 12, 15].map((side) => buildWalkNetwork(splitWays(randomTown(3, { side })).segments));
    const networks = await Promise.all(towns.map((town) => held(town, pool)));
    const origin = { edge: 0, offsetMeters: 0, accessMeters: 0, lon: 0, lat: 0 };
    const astray = { snap: { ...origin, edge: 1e6 }, limitCentimeters: LIMIT };
    const cut = { readSize: async () => 40, readPart: async () => new Uint8Array(40) };
    const unreadable = new NetworkHolder(cut, pool);
    for (const town of [0, 1, 2, 3, 0, 0, 3, 1, 2, 2, 0, 3]) {
      const area = serviceArea(towns[town], new WalkSearch(towns[town]), origin, LIMIT);
      // Eight at a time, so that every thread has some.
      const reaches = Array.from({ length: 8 }, () =>
        networks[town].reach([{ snap: origin, limitCentimeters: LIMIT }]),
      );
      for (const { reachedMeters } of await Promise.all(reaches)) {
        expect(reachedMeters[0]).toBe(area.reachedMeters);
      }
      if (town === 1) await expect(networks[town].reach([astray])).rejects.toThrow(/edge of this network/);
      if (town !== 2) continue;
      const version = { snapshotId: '9', networkSynthetic: true, revisions: {} };
      await expect(unreadable.at(version)).rejects.toThrow(/cannot be read/);
    }
  });
});

describe('a busy pool', () => {
  const town = buildWalkNetwork(splitWays(randomTown(5, { side: 110 })).segments);
  const pool = new WalkPool(2);
  let network: HeldNetwork;
  beforeAll(async () => {
    network = await held(town, pool);
  });
  afterAll(() => pool.close());

  it('leaves the event loop free through snapping, sweeps, matrices, cover lists and polygons', async () => {
    const people = scattered(30_000, 1, 0.07);
    const demand = await network.place(people);
    const sites = await network.place(scattered(200, 2, 0.06));
    const circles = Array.from({ length: 100 }, (_, at) => ({
      snap: sites.at(at)!,
      limitCentimeters: LIMIT,
    }));
    // The first answers compile this thread's side of the work.
    await network.polygons(circles.slice(0, 4));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await Promise.all([
      network.place(people),
      network.nearestFacilities(sites, demand, UNBOUNDED_CENTIMETERS),
      network.travelCosts(sites.subset([0, 1, 2, 3]), sites, Infinity),
      network.coverLists(sites, demand, LIMIT),
      network.polygons(circles),
      network.reach(circles),
    ]);
    delay.disable();
    // 20 ms is the aim, 10 to 16 are usual; a machine that runs other tests may take the thread away for longer.
    expect(delay.percentile(99) / 1e6).toBeLessThan(50);
    expect(delay.max / 1e6).toBeLessThan(200);
  });

  const ordinary = (sites: SnapSet) =>
    sites
      .toSnaps()
      .filter((snap) => snap !== null)
      .map((snap) => ({ snap, limitCentimeters: LIMIT, speedMetersPerSecond: 1 }));
  const large: [string, (sites: SnapSet, demand: SnapSet, signal: AbortSignal) => Promise<unknown>][] = [
    ['circles', (sites, _, signal) => network.reach(ordinary(sites), signal)],
    ['polygons', (sites, _, signal) => network.polygons(ordinary(sites), signal)],
    ['circles edge by edge', (sites, _, signal) => network.reachedEdges(ordinary(sites), signal)],
    ['a matrix', (sites, _, signal) => network.travelCosts(sites, sites, Infinity, signal)],
    [
      'the nearest of each point',
      (sites, demand, signal) => network.nearestFacilities(sites, demand, 1e9, signal),
    ],
    [
      'the nearest two of a point',
      (sites, demand, signal) => network.nearestSites(demand.at(0)!, sites, signal),
    ],
    ['cover lists', (sites, demand, signal) => network.coverLists(sites, demand, LIMIT, signal)],
  ];
  it.each(large)('lets go of %s at once when its caller does', async (_, begin) => {
    const sites = await network.place(scattered(400, 2, 0.06));
    const demand = await network.place(scattered(20_000, 1, 0.05));
    const controller = new AbortController();
    const work = begin(sites, demand, controller.signal);
    const ended = work.then(
      () => 'done',
      (error: Error) => error.message,
    );
    await new Promise(setImmediate);
    const begun = performance.now();
    controller.abort(new Error('enough'));
    expect(await ended).toBe('enough');
    expect(performance.now() - begun).toBeLessThan(50);
    // Only the pieces under way are still in front of the next question.
    const after = performance.now();
    await network.place(scattered(5, 3, 0.01));
    expect(performance.now() - after).toBeLessThan(250);
  });

  it('answers a small question while a large one is under way', async () => {
    const sites = await network.place(scattered(300, 2, 0.06));
    const controller = new AbortController();
    let isDone = false;
    const large = network
      .travelCosts(sites, sites, Infinity, controller.signal)
      .then(() => (isDone = true))
      .catch(() => {});
    await network.place(scattered(5, 3, 0.01));
    expect(isDone).toBe(false);
    controller.abort();
    await large;
  });

  it('fails what a dying thread had, and goes on with a new one', async () => {
    const dying = new WalkPool(1);
    const soon = await held(town, dying);
    const sites = await soon.place(scattered(200, 2, 0.06));
    const failed = expect(soon.travelCosts(sites, sites, Infinity)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('stopped unexpectedly'),
    });
    const [thread] = Reflect.get(dying, 'threads') as { worker: { terminate(): Promise<number> } }[];
    await thread.worker.terminate();
    await failed;
    expect((await soon.place(scattered(5, 3, 0.01))).length).toBe(5);
    await dying.close();
  });

  it('refuses work once closed, and what waits', async () => {
    const closing = new WalkPool(1);
    const soon = await held(town, closing);
    const sites = await soon.place(scattered(200, 2, 0.06));
    const waiting = soon.travelCosts(sites, sites, Infinity);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const preparing = expect(soon.prepareMatrices()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await closing.close();
    await refused;
    await preparing;
    await expect(soon.place(scattered(1, 1, 0.01))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
