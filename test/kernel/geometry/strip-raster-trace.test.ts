import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsOfRings } from '../../../src/kernel/geometry/polygons-of-rings.js';
import {
  BEYOND_REACH,
  INSIDE_VALUE,
  StripRaster,
  type TracedRings,
} from '../../../src/kernel/geometry/strip-raster.js';
import { randomNumbers } from '../../support/random-town.js';
import { isInRing, ringArea, ringsCross } from '../../support/rings.js';

/** A raster whose inside is where the given value is positive, its border outside. */
function field(columns: number, rows: number, value: (column: number, row: number) => number): StripRaster {
  const raster = new StripRaster();
  raster.frame({ west: 0, south: 0, east: columns - 1, north: rows - 1 }, new Uint32Array(0), 0);
  raster.drawStamps();
  const { values } = raster;
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const height = value(column, row);
      // Positive heights lie within the strip, others outside it, however small.
      values[row * raster.columns + column] =
        height > 0
          ? Math.max(0, INSIDE_VALUE - Math.round(height * 15))
          : Math.min(BEYOND_REACH, INSIDE_VALUE + 1 - Math.round(height * 15));
    }
  return raster;
}

interface Ring {
  readonly xy: number[];
  readonly area: number;
}

const traced = (raster: StripRaster, toleranceCells: number): Ring[] => ringsOf(raster.trace(toleranceCells));

const ringsOf = ({ xy, rings }: TracedRings): Ring[] =>
  rings.map(({ begin, end, area }) => ({ xy: [...xy.subarray(begin, end)], area }));

describe('StripRaster.trace', () => {
  it('draws a disc counter-clockwise and its hole clockwise', () => {
    const ringField = (): StripRaster =>
      field(41, 41, (x, y) => {
        const r = Math.hypot(x - 20, y - 20);
        return Math.min(15 - r, r - 6);
      });
    const rings = traced(ringField(), 0);
    expect(rings.length).toBe(2);
    const areas = rings.map((ring) => ring.area).sort((a, b) => b - a);
    expect(Math.abs(areas[0] - Math.PI * 225) / (Math.PI * 225)).toBeLessThan(0.005);
    expect(Math.abs(-areas[1] - Math.PI * 36) / (Math.PI * 36)).toBeLessThan(0.02);
    const simple = traced(ringField(), 0.1);
    expect(simple[0].xy.length).toBeLessThan(rings[0].xy.length / 2);
    expect(Math.abs(simple[0].area - rings[0].area) / Math.abs(rings[0].area)).toBeLessThan(0.005);
  });

  it('keeps one cell alive however coarse the tolerance', () => {
    const dot = field(5, 5, (x, y) => (x === 2 && y === 2 ? 1 : -1));
    const [ring] = traced(dot, 10);
    expect(ring.area).toBeGreaterThan(0);
    expect(ring.xy.length).toBeGreaterThanOrEqual(6);
    expect(
      traced(
        field(4, 4, () => -1),
        1,
      ),
    ).toEqual([]);
  });

  it('resolves saddles by the mean, both halves alike', () => {
    const saddle = (a: number): StripRaster => field(4, 4, (x, y) => (x === y ? a : -1));
    expect(traced(saddle(3), 0).length).toBe(1);
    expect(traced(saddle(0.5), 0).length).toBe(2);
  });

  it('never crosses itself, simplified or not, on any noise, and keeps every node on its side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0, 0.1, 0.25, 0.5, 3),
        fc.boolean(),
        (seed, tolerance, isRough) => {
          const random = randomNumbers(seed);
          const n = 16;
          const waves = Array.from({ length: 5 }, () => [random() * 1.5, random() * 1.5, random() * 6]);
          const grid = field(n, n, (x, y) =>
            isRough
              ? Math.round((random() - 0.5) * 4) / 2
              : waves.reduce((sum, [a, b, c]) => sum + Math.sin(a * x + b * y + c), 0),
          );
          const isInside = Array.from(grid.values, (value) => value <= INSIDE_VALUE);
          const contour = grid.trace(tolerance);
          const rings = ringsOf(contour);
          expect(ringsCross(rings.map((ring) => ring.xy))).toBe(false);
          for (const ring of rings) {
            expect(ring.xy.length).toBeGreaterThanOrEqual(6);
            expect(ring.area).toBeCloseTo(ringArea(ring.xy), 6);
            expect(ring.area).not.toBe(0);
          }
          const polygons = polygonsOfRings(contour);
          expect(polygons.flat().sort((a, b) => a - b)).toEqual(rings.map((_, k) => k));
          for (let at = 0; at < grid.columns * n; at++) {
            const x = at % grid.columns;
            const y = Math.floor(at / grid.columns);
            const owners = polygons.filter(
              ([outer, ...holes]) =>
                isInRing(rings[outer].xy, x, y) && !holes.some((hole) => isInRing(rings[hole].xy, x, y)),
            );
            expect(owners.length).toBe(isInside[at] ? 1 : 0);
          }
        },
      ),
      { seed: 41, numRuns: 80 },
    );
  });
});
