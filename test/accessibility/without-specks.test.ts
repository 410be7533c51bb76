import { describe, expect, it } from 'vitest';
import { withoutSpecks } from '../../src/accessibility/engine/without-specks.js';
import { serviceAreaPolygon, WalkSearch } from '../../src/kernel/accessibility/index.js';
import { gridTown } from '../support/ascii-town.js';

/** A closed square. */
const square = (lon: number, lat: number, side: number) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

describe('withoutSpecks', () => {
  const large = square(118, 34, 0.01);
  const hole = square(118.002, 34.002, 0.001);

  it('keeps what has an extent as it stands', () => {
    const polygons = [[large, hole], [square(119, 34, 1e-6)]];
    expect(withoutSpecks(polygons, 6)).toEqual(polygons);
  });

  it('leaves out holes and islands that round to a point or a line', () => {
    const point = square(118.004, 34.004, 1e-7);
    const line = [
      [118.005, 34.005],
      [118.005003, 34.0050001],
      [118.005006, 34.0049999],
      [118.005, 34.005],
    ];
    expect(withoutSpecks([[large, point, hole, line], [point], [line, hole]], 6)).toEqual([[large, hole]]);
    expect(withoutSpecks([[point]], 6)).toEqual([]);
    expect(withoutSpecks([], 6)).toEqual([]);
  });

  it('takes a circle of a centimetre for none', () => {
    const town = gridTown(3, 3, 100);
    const origin = town.index.snap(...town.at(100, 100))!;
    const polygon = serviceAreaPolygon(town.network, new WalkSearch(town.network), origin, 1);
    expect(polygon.length).toBe(1);
    expect(withoutSpecks(polygon, 6)).toEqual([]);
  });
});
