import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  serviceArea,
  serviceAreaPolygon,
  WalkSearch,
  type MultiPolygonCoordinates,
  type PolygonOptions,
} from '../../../src/kernel/accessibility/index.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../../../src/kernel/geometry/segment-meters.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { asciiTown, gridTown } from '../../support/ascii-town.js';
import { randomPoints, randomTown } from '../../support/random-town.js';
import { isInRing, ringArea, ringsCross } from '../../support/rings.js';

type FlatPolygon = number[][];

/** Rings in metres around the origin, the closing vertex left off. */
function inMetres(origin: Snap, polygon: MultiPolygonCoordinates): FlatPolygon[] {
  const sx = metersPerDegreeLon(origin.lat);
  const sy = metersPerDegreeLat(origin.lat);
  return polygon.map((rings) =>
    rings.map((ring) =>
      ring.slice(0, -1).flatMap(([lon, lat]) => [(lon - origin.lon) * sx, (lat - origin.lat) * sy]),
    ),
  );
}

const areaOf = (polygons: FlatPolygon[]): number =>
  polygons.flat().reduce((sum, ring) => sum + ringArea(ring), 0);
const isInside = (polygons: FlatPolygon[], x: number, y: number): boolean =>
  polygons.some(([outer, ...holes]) => isInRing(outer, x, y) && !holes.some((hole) => isInRing(hole, x, y)));

function distanceToBorder(polygons: FlatPolygon[], x: number, y: number): number {
  let nearest = Infinity;
  for (const ring of polygons.flat())
    for (let k = 0, before = ring.length - 2; k < ring.length; before = k, k += 2) {
      const [dx, dy] = [ring[k] - ring[before], ring[k + 1] - ring[before + 1]];
      const along = (x - ring[before]) * dx + (y - ring[before + 1]) * dy;
      const t = Math.min(1, Math.max(0, along / (dx * dx + dy * dy)));
      nearest = Math.min(nearest, Math.hypot(x - ring[before] - t * dx, y - ring[before + 1] - t * dy));
    }
  return nearest;
}

/** Which samples of a row lie inside rings that do not cross (even–odd). */
function scanLine(rings: number[][], y: number, n: number, step: number, reach: number): Uint8Array {
  const crossings: number[] = [];
  for (const xy of rings)
    for (let k = 0, before = xy.length - 2; k < xy.length; before = k, k += 2)
      if (xy[before + 1] > y !== xy[k + 1] > y)
        crossings.push(
          xy[before] + ((y - xy[before + 1]) / (xy[k + 1] - xy[before + 1])) * (xy[k] - xy[before]),
        );
  crossings.sort((a, b) => a - b);
  const row = new Uint8Array(n);
  for (let k = 0; k + 1 < crossings.length; k += 2)
    row.fill(
      1,
      Math.max(0, Math.ceil((crossings[k] + reach) / step)),
      Math.max(0, Math.ceil((crossings[k + 1] + reach) / step)),
    );
  return row;
}

/** IoU against the exact buffer of the lines, by sampling every `step` metres. */
function iou(
  network: WalkNetwork,
  origin: Snap,
  limit: number,
  buffer: number,
  polygons: FlatPolygon[],
  step: number,
): number {
  const sx = metersPerDegreeLon(origin.lat);
  const sy = metersPerDegreeLat(origin.lat);
  const { lines } = serviceArea(network, new WalkSearch(network), origin, limit - buffer * 100);
  const segments = lines.flatMap((line) =>
    line
      .slice(1)
      .map(([lon, lat], k) => [
        (line[k][0] - origin.lon) * sx,
        (line[k][1] - origin.lat) * sy,
        (lon - origin.lon) * sx,
        (lat - origin.lat) * sy,
      ]),
  );
  const reach = limit / 100 + 10;
  const n = Math.ceil((2 * reach) / step);
  const exact = new Uint8Array(n * n);
  for (const [x1, y1, x2, y2] of segments) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const squared = dx * dx + dy * dy || 1;
    const cell = (v: number): number => Math.min(n - 1, Math.max(0, Math.round((v + reach) / step)));
    for (let j = cell(Math.min(y1, y2) - buffer); j <= cell(Math.max(y1, y2) + buffer); j++)
      for (let i = cell(Math.min(x1, x2) - buffer); i <= cell(Math.max(x1, x2) + buffer); i++) {
        const [px, py] = [i * step - reach - x1, j * step - reach - y1];
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
        if ((px - t * dx) ** 2 + (py - t * dy) ** 2 <= buffer * buffer) exact[j * n + i] = 1;
      }
  }
  let both = 0;
  let either = 0;
  const rings = polygons.flat();
  for (let j = 0; j < n; j++) {
    const inPolygon = scanLine(rings, j * step - reach, n, step, reach);
    for (let i = 0; i < n; i++) {
      both += inPolygon[i] & exact[j * n + i];
      either += inPolygon[i] | exact[j * n + i];
    }
  }
  return both / either;
}

function expectValid(polygon: MultiPolygonCoordinates, origin: Snap): void {
  const flat = inMetres(origin, polygon);
  expect(ringsCross(flat.flat())).toBe(false);
  for (const rings of polygon)
    for (const ring of rings) {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[ring.length - 1]).toEqual(ring[0]);
    }
  for (const [outer, ...holes] of flat) {
    expect(ringArea(outer)).toBeGreaterThan(0);
    for (const hole of holes) {
      expect(ringArea(hole)).toBeLessThan(0);
      expect(isInRing(outer, hole[0], hole[1])).toBe(true);
    }
  }
}

describe('serviceAreaPolygon', () => {
  it('has one hole per unreached block and the area of its strips', () => {
    const town = gridTown(4, 4, 200);
    const origin = town.index.snap(...town.at(200, 200))!;
    const polygon = serviceAreaPolygon(town.network, new WalkSearch(town.network), origin, 200_000);
    expect(polygon.length).toBe(1);
    expect(polygon[0].length).toBe(10);
    expectValid(polygon, origin);
    // 650 m square with rounded corners, less nine courts of 150 m.
    const exact = 650 * 650 - (4 - Math.PI) * 25 * 25 - 9 * 150 * 150;
    expect(Math.abs(areaOf(inMetres(origin, polygon)) - exact) / exact).toBeLessThan(0.005);
  });

  it('keeps islands apart: a reached place beyond a far bend of the way', () => {
    const town = asciiTown(`
A----------------------B
                       |
                       |
                       |
C----------------------+`);
    const origin = town.index.snap(...town.place('A'))!;
    const polygon = serviceAreaPolygon(town.network, new WalkSearch(town.network), origin, 130_000);
    expect(polygon.length).toBe(1);
    expect(isInside(inMetres(origin, polygon), 300, -50)).toBe(false);
    expect(isInside(inMetres(origin, polygon), 300, -100)).toBe(true);
  });

  it('is a disc where less than the strip is left, and nothing where nothing is', () => {
    const town = gridTown(3, 3, 100);
    const search = new WalkSearch(town.network);
    const origin = town.index.snap(...town.at(100, 100))!;
    for (const limit of [2_500, 1_000, 100, 10]) {
      const polygon = serviceAreaPolygon(town.network, search, origin, limit);
      expectValid(polygon, origin);
      const exact = Math.PI * (limit / 100) ** 2;
      const area = areaOf(inMetres(origin, polygon));
      expect(area).toBeLessThanOrEqual(exact);
      expect(area).toBeGreaterThan(0.93 * exact);
    }
    expect(serviceAreaPolygon(town.network, search, origin, 0)).toEqual([]);
    expect(serviceAreaPolygon(town.network, search, origin, -1)).toEqual([]);
    const away = town.index.snap(...town.at(130, 130))!;
    expect(away.accessMeters).toBeCloseTo(30, 3);
    expect(serviceAreaPolygon(town.network, search, away, 2_900)).toEqual([]);
    expect(serviceAreaPolygon(town.network, search, away, 3_100).length).toBe(1);
  });

  it('does not depend on what was drawn before', () => {
    const network = buildWalkNetwork(splitWays(randomTown(9)).segments);
    const index = new EdgeIndex(network);
    const search = new WalkSearch(network);
    const origins = randomPoints(9, 6, 200).map(([lon, lat]) => index.snap(lon, lat)!);
    const first = origins.map((origin) => serviceAreaPolygon(network, search, origin, 60_000));
    serviceAreaPolygon(network, search, origins[0], 1_000);
    serviceAreaPolygon(network, search, origins[0], 60_000, { cellMeters: 4 });
    const again = [...origins].reverse().map((origin) => serviceAreaPolygon(network, search, origin, 60_000));
    expect(again.reverse()).toEqual(first);
  });

  it('stays finite for a day of walking', () => {
    const town = gridTown(9, 9, 500);
    const origin = town.index.snap(...town.at(2_000, 2_000))!;
    const polygon = serviceAreaPolygon(town.network, new WalkSearch(town.network), origin, 8_640_000);
    expect(polygon.length).toBe(1);
    expect(polygon[0].length).toBe(65);
  });

  it('is as wide in a network of many degrees as in a small one', () => {
    const { segments } = splitWays(randomTown(3, { side: 8 }));
    const farNorth = segments.map((segment) => ({
      ...segment,
      fromNode: -segment.fromNode,
      toNode: -segment.toNode,
      lonLat: segment.lonLat.map((degrees, k) => (k % 2 === 0 ? degrees : degrees + 10)),
    }));
    const network = buildWalkNetwork([...segments, ...farNorth]);
    const index = new EdgeIndex(network);
    const search = new WalkSearch(network);
    const [lon, lat] = randomPoints(3, 1, 200)[0];
    for (const north of [0, 10, 0]) {
      const origin = index.snap(lon, lat + north)!;
      const flat = inMetres(origin, serviceAreaPolygon(network, search, origin, 45_000));
      expect(iou(network, origin, 45_000, 25, flat, 2)).toBeGreaterThan(0.985);
    }
  });

  it('nests for nested cutoffs, to within twice the tolerance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(20_000, 45_000),
        fc.constantFrom(10, 500, 10_000),
        fc.constantFrom(0, 0.75),
        (seed, limit, more, toleranceMeters) => {
          const network = buildWalkNetwork(splitWays(randomTown(seed, { side: 8 })).segments);
          const origin = new EdgeIndex(network).snap(...randomPoints(seed, 1, 200)[0]);
          if (!origin) return;
          const search = new WalkSearch(network);
          const [inner, outer] = [limit, limit + more].map((cutoff) =>
            inMetres(origin, serviceAreaPolygon(network, search, origin, cutoff, { toleranceMeters })),
          );
          for (const ring of inner.flat())
            for (let k = 0; k < ring.length; k += 2)
              if (!isInside(outer, ring[k], ring[k + 1]))
                expect(distanceToBorder(outer, ring[k], ring[k + 1])).toBeLessThan(
                  2 * toleranceMeters + 0.001,
                );
        },
      ),
      { seed: 52, numRuns: 40 },
    );
  });

  const options: PolygonOptions[] = [
    {},
    { cellMeters: 7 },
    { cellMeters: 10, toleranceMeters: 0 },
    { bufferMeters: 50 },
  ];
  it.each(options)('matches the exact buffer, is valid and inside the disc: %o', (option) => {
    let worst = 1;
    let sum = 0;
    let count = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(20_000, 45_000, 72_000),
        (seed, limit) => {
          const network = buildWalkNetwork(splitWays(randomTown(seed, { side: 8 })).segments);
          const origin = new EdgeIndex(network).snap(...randomPoints(seed, 1, 200)[0]);
          if (!origin) return;
          const polygon = serviceAreaPolygon(network, new WalkSearch(network), origin, limit, option);
          expectValid(polygon, origin);
          const flat = inMetres(origin, polygon);
          const disc = limit / 100 - origin.accessMeters;
          for (const ring of flat.flat())
            for (let k = 0; k < ring.length; k += 2)
              expect(Math.hypot(ring[k], ring[k + 1])).toBeLessThanOrEqual(disc + 0.02);
          const fit = iou(network, origin, limit, option.bufferMeters ?? 25, flat, 2);
          worst = Math.min(worst, fit);
          sum += fit;
          count++;
        },
      ),
      { seed: 51, numRuns: 15 },
    );
    expect(count).toBeGreaterThan(8);
    expect(sum / count).toBeGreaterThan(0.985);
    expect(worst).toBeGreaterThan(0.985);
  });
});
