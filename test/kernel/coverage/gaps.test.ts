import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clusterPoints } from '../../../src/kernel/coverage/cluster-points.js';
import { gapPlaces, type UncoveredDemand } from '../../../src/kernel/coverage/gaps.js';
import {
  metersPerDegreeLat,
  metersPerDegreeLon,
  segmentMeters,
} from '../../../src/kernel/geometry/segment-meters.js';

interface Point {
  id: string;
  division?: number;
  weight: number;
  /** Metres east and north of 宿城's centre. */
  east: number;
  north: number;
  facility?: number;
  cost?: number;
}

const [centreLon, centreLat] = [118.25, 33.95];
const lonOf = (east: number) => centreLon + east / metersPerDegreeLon(centreLat);
const latOf = (north: number) => centreLat + north / metersPerDegreeLat(centreLat);

function uncovered(points: Point[]): UncoveredDemand {
  return {
    id: points.map((p) => p.id),
    division: Int32Array.from(points, (p) => p.division ?? 0),
    weight: Float64Array.from(points, (p) => p.weight),
    lon: Float64Array.from(points, (p) => lonOf(p.east)),
    lat: Float64Array.from(points, (p) => latOf(p.north)),
    nearestFacility: Int32Array.from(points, (p) => p.facility ?? -1),
    costCentimeters: Int32Array.from(points, (p) => p.cost ?? -1),
  };
}

describe('gapPlaces', () => {
  it('names one place with its weighted middle point and the walk from there', () => {
    const [place, ...others] = gapPlaces(
      uncovered([
        { id: 'west', weight: 10, east: 0, north: 0, facility: 4, cost: 90_000 },
        { id: 'middle', weight: 30, east: 300, north: 0, facility: 7, cost: 110_000 },
        { id: 'east', weight: 15, east: 700, north: 0, facility: 7, cost: 150_000 },
      ]),
    );
    expect(others).toEqual([]);
    expect(place).toMatchObject({
      division: 0,
      weight: 55,
      representative: 1,
      nearestFacility: 7,
      costCentimeters: 110_000,
      minCostCentimeters: 90_000,
      maxCostCentimeters: 150_000,
    });
    expect(Array.from(place.points)).toEqual([0, 1, 2]);
    expect(place.lon).toBe(lonOf(300));
  });

  it('splits a division whose clusters lie more than 600 m apart, and only then', () => {
    const pair = (gap: number) =>
      uncovered([
        { id: 'a', weight: 1, east: 0, north: 0 },
        { id: 'b', weight: 2, east: gap, north: 0 },
      ]);
    expect(gapPlaces(pair(599))).toHaveLength(1);
    expect(gapPlaces(pair(601)).map((place) => place.weight)).toEqual([2, 1]);
    expect(gapPlaces(pair(601), { separationMeters: 700 })).toHaveLength(1);
  });

  it('keeps divisions apart, ranks by weight then id, and says where no walk leads to a facility', () => {
    const places = gapPlaces(
      uncovered([
        { id: 'n', division: 2, weight: 5, east: 0, north: 0 },
        { id: 'm', division: 1, weight: 5, east: 10, north: 0, facility: 0, cost: 80_000 },
        { id: 'k', division: -1, weight: 9, east: 20, north: 0 },
        { id: 'nobody', division: 3, weight: 0, east: 30, north: 0 },
      ]),
    );
    expect(places.map((place) => [place.division, place.weight])).toEqual([
      [-1, 9],
      [1, 5],
      [2, 5],
    ]);
    expect(places[0]).toMatchObject({ nearestFacility: -1, costCentimeters: -1, minCostCentimeters: -1 });
    expect(places[1]).toMatchObject({ minCostCentimeters: 80_000, maxCostCentimeters: 80_000 });
  });

  it('loses no one: the places hold every weighted point once', () => {
    const points = fc.array(
      fc.record({
        weight: fc.integer({ min: 0, max: 50 }),
        division: fc.integer({ min: -1, max: 3 }),
        east: fc.integer({ min: -4000, max: 4000 }),
        north: fc.integer({ min: -4000, max: 4000 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(points, (drawn) => {
        const demand = uncovered(drawn.map((point, i) => ({ ...point, id: `p${i}` })));
        const places = gapPlaces(demand);
        const listed = places.flatMap((place) => Array.from(place.points)).sort((a, b) => a - b);
        expect(listed).toEqual(drawn.flatMap((point, i) => (point.weight > 0 ? [i] : [])));
        for (const place of places) expect(Array.from(place.points)).toContain(place.representative);
      }),
    );
  });

  it('stands a good representative in a place of thousands of points', () => {
    const points = Array.from({ length: 3600 }, (_, i) => ({
      id: `g${i}`,
      weight: 1 + (i % 3),
      east: (i % 60) * 50,
      north: Math.floor(i / 60) * 50,
    }));
    const [place] = gapPlaces(uncovered(points));
    expect(place.points).toHaveLength(3600);
    const { east, north } = points[place.representative];
    expect(Math.hypot(east - 1475, north - 1475)).toBeLessThan(100);
  });
});

describe('clusterPoints', () => {
  it('agrees with plain single linkage', () => {
    const place = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 40 }), (drawn) => {
        const lon = Float64Array.from(drawn, ([east]) => lonOf(east));
        const lat = Float64Array.from(drawn, ([, north]) => latOf(north));
        const all = drawn.map((_, i) => i);
        const expected = all.map((i) => i);
        for (let changed = true; changed;) {
          changed = false;
          for (const a of all) {
            for (const b of all) {
              if (expected[b] <= expected[a] || segmentMeters(lon[a], lat[a], lon[b], lat[b]) > 600) continue;
              expected[b] = expected[a];
              changed = true;
            }
          }
        }
        const found = new Array<number>(drawn.length).fill(-1);
        for (const group of clusterPoints(lon, lat, all, 600))
          for (const point of group) found[point] = group[0];
        expect(found).toEqual(expected);
      }),
    );
  });
});
