import { describe, expect, it } from 'vitest';
import type { BoundaryRings } from '../../src/divisions/boundary-rings.js';
import { DivisionLocator } from '../../src/divisions/division-locator.js';

type Ring = readonly (readonly [number, number])[];

const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

function ringsOf(polygons: readonly (readonly Ring[])[]): BoundaryRings {
  const rings = polygons.flat();
  let used = 0;
  return {
    lonLat: Float64Array.from(rings.flat(2)),
    ringStart: Int32Array.from([0, ...rings.map((ring) => (used += 2 * ring.length))]),
    isOuter: Uint8Array.from(polygons.flatMap((polygon) => polygon.map((_, at) => (at === 0 ? 1 : 0)))),
  };
}

const division = (code: string, depth: number, polygons: readonly (readonly Ring[])[], validity = {}) => ({
  code,
  depth,
  validFrom: null,
  validTo: null,
  ...validity,
  rings: ringsOf(polygons),
});

const DAY = '2025-06-01';

describe('DivisionLocator', () => {
  it('finds the deepest division, the first code of equal ones, and none outside', () => {
    const locator = new DivisionLocator([
      division('county', 3, [[square(0, 0, 10)]]),
      division('b', 6, [[square(1, 1, 2)]]),
      division('a', 6, [[square(2, 1, 2)]]),
    ]);
    expect(locator.around(1.5, 1.5, DAY)).toBe('b');
    expect(locator.around(2.5, 1.5, DAY)).toBe('a');
    expect(locator.around(8, 8, DAY)).toBe('county');
    expect(locator.around(11, 8, DAY)).toBeNull();
  });

  it('knows holes, what lies in them, and divisions in several parts', () => {
    const ring = [square(0, 0, 10), [...square(2, 2, 4)].reverse()];
    const locator = new DivisionLocator([division('ring', 3, [ring, [square(3, 3, 1)], [square(20, 0, 1)]])]);
    expect(locator.around(1, 1, DAY)).toBe('ring');
    expect(locator.around(5, 5, DAY)).toBeNull();
    expect(locator.around(3.5, 3.5, DAY)).toBe('ring');
    expect(locator.around(20.5, 0.5, DAY)).toBe('ring');
    expect(locator.around(15, 0.5, DAY)).toBeNull();
  });

  it('counts a division from its first day to the day before its last', () => {
    const dated = { validFrom: '2025-01-01', validTo: '2026-01-01' };
    const locator = new DivisionLocator([division('dated', 6, [[square(0, 0, 1)]], dated)]);
    const onDays = ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((day) =>
      locator.around(0.5, 0.5, day),
    );
    expect(onDays).toEqual([null, 'dated', 'dated', null]);
  });

  it('does not tell where a line is too near, on either side of it', () => {
    const locator = new DivisionLocator([division('a', 6, [[square(0, 0, 1)]])]);
    for (const [lon, lat] of [
      [1, 0.5],
      [1 + 5e-10, 0.5],
      [1 - 5e-10, 0.5],
      [0.5, 1 + 5e-10],
      [0, 0],
      [1 + 5e-10, 1 + 5e-10],
    ])
      expect(locator.around(lon, lat, DAY)).toBeUndefined();
    expect(locator.around(1 - 1e-8, 0.5, DAY)).toBe('a');
    expect(locator.around(1 + 1e-8, 0.5, DAY)).toBeNull();
  });

  it('leaves lines of divisions that were not in force out of account', () => {
    const past = division('past', 6, [[square(0, 0, 1)]], { validTo: '2020-01-01' });
    expect(new DivisionLocator([past]).around(1, 0.5, DAY)).toBeNull();
  });
});
