import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contourRings } from '../../../src/kernel/geometry/contour-rings.js';
import { polygonsOfRings } from '../../../src/kernel/geometry/polygons-of-rings.js';
import { randomNumbers } from '../../support/random-town.js';
import { isInRing, ringArea, ringsCross } from '../../support/rings.js';

/** Highest value inside. */
const INSIDE = 127;

/** A raster whose inside is where the given value is positive, its border outside. */
function field(columns: number, rows: number, value: (column: number, row: number) => number): Uint8Array {
  return Uint8Array.from({ length: columns * rows }, (_, at) => {
    const column = at % columns;
    const row = Math.floor(at / columns);
    const isBorder = column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
    const height = isBorder ? -1 : value(column, row);
    // Positive heights lie below the level, others above it, however small.
    return height > 0
      ? Math.max(0, 127 - Math.round(height * 20))
      : Math.min(255, 128 - Math.round(height * 20));
  });
}

describe('contourRings', () => {
  it('draws a disc counter-clockwise and its hole clockwise', () => {
    const ringField = field(41, 41, (x, y) => {
      const r = Math.hypot(x - 20, y - 20);
      return Math.min(15 - r, r - 6);
    });
    const rings = contourRings(ringField, INSIDE, 41, 41, 0);
    expect(rings.length).toBe(2);
    const areas = rings.map((ring) => ring.area).sort((a, b) => b - a);
    expect(Math.abs(areas[0] - Math.PI * 225) / (Math.PI * 225)).toBeLessThan(0.005);
    expect(Math.abs(-areas[1] - Math.PI * 36) / (Math.PI * 36)).toBeLessThan(0.02);
    const simple = contourRings(ringField, INSIDE, 41, 41, 0.1);
    expect(simple[0].xy.length).toBeLessThan(rings[0].xy.length / 2);
    expect(Math.abs(simple[0].area - rings[0].area) / Math.abs(rings[0].area)).toBeLessThan(0.005);
  });

  it('keeps one cell alive however coarse the tolerance', () => {
    const dot = field(5, 5, (x, y) => (x === 2 && y === 2 ? 1 : -1));
    const [ring] = contourRings(dot, INSIDE, 5, 5, 10);
    expect(ring.area).toBeGreaterThan(0);
    expect(ring.xy.length).toBeGreaterThanOrEqual(6);
    expect(
      contourRings(
        field(4, 4, () => -1),
        INSIDE,
        4,
        4,
        1,
      ),
    ).toEqual([]);
  });

  it('resolves saddles by the mean, both halves alike', () => {
    const saddle = (a: number): Uint8Array => field(4, 4, (x, y) => (x === y ? a : -1));
    expect(contourRings(saddle(3), INSIDE, 4, 4, 0).length).toBe(1);
    expect(contourRings(saddle(0.5), INSIDE, 4, 4, 0).length).toBe(2);
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
          const values = field(n, n, (x, y) =>
            isRough
              ? Math.round((random() - 0.5) * 4) / 2
              : waves.reduce((sum, [a, b, c]) => sum + Math.sin(a * x + b * y + c), 0),
          );
          const rings = contourRings(values, INSIDE, n, n, tolerance);
          const flat = rings.map((ring) => [...ring.xy]);
          expect(ringsCross(flat)).toBe(false);
          flat.forEach((xy, k) => {
            expect(xy.length).toBeGreaterThanOrEqual(6);
            expect(rings[k].area).toBeCloseTo(ringArea(xy), 6);
            expect(rings[k].area).not.toBe(0);
          });
          const polygons = polygonsOfRings(rings);
          expect(polygons.reduce((sum, p) => sum + 1 + p.holes.length, 0)).toBe(rings.length);
          for (let at = 0; at < values.length; at++) {
            const x = at % n;
            const y = Math.floor(at / n);
            const owners = polygons.filter(
              (p) => isInRing([...p.outer.xy], x, y) && !p.holes.some((hole) => isInRing([...hole.xy], x, y)),
            );
            expect(owners.length).toBe(values[at] <= INSIDE ? 1 : 0);
          }
        },
      ),
      { seed: 41, numRuns: 80 },
    );
  });
});
