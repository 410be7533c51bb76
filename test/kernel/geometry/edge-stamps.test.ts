import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DistanceGrid } from '../../../src/kernel/geometry/distance-grid.js';
import { EdgeStamps } from '../../../src/kernel/geometry/edge-stamps.js';
import { BEYOND_REACH, INSIDE_VALUE, StripProfile } from '../../../src/kernel/geometry/strip-profile.js';
import { randomNumbers } from '../../support/random-town.js';

const SIDE = 120;
const profile = new StripProfile(25 / 7);

/** A window somewhere in the lattice, not on a whole word. */
function emptyGrid(): DistanceGrid {
  const grid = new DistanceGrid();
  grid.reset(-37, 11, -37 + SIDE - 1, 11 + SIDE - 1);
  return grid;
}

/** A random line well within that window. */
function randomLine(random: () => number, points: number): Float64Array {
  return Float64Array.from({ length: 2 * points }, (_, k) => (k % 2 === 0 ? -30 : 18) + random() * 100);
}

/** Distance in cells from a lattice node to a line. */
function distanceTo(xy: Float64Array, column: number, row: number): number {
  let nearest = Infinity;
  for (let k = 2; k < xy.length; k += 2) {
    const [dx, dy] = [xy[k] - xy[k - 2], xy[k + 1] - xy[k - 1]];
    const along = (column - xy[k - 2]) * dx + (row - xy[k - 1]) * dy;
    const t = Math.min(1, Math.max(0, along / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, Math.hypot(column - xy[k - 2] - t * dx, row - xy[k - 1] - t * dy));
  }
  return nearest;
}

describe('rasters of distances to lines', () => {
  it('hold the distance near the border of the strip, and its side everywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 5 }), (seed, points) => {
        const xy = randomLine(randomNumbers(seed), points);
        const grid = emptyGrid();
        for (let k = 2; k < xy.length; k += 2)
          grid.drawSegment(profile, xy[k - 2], xy[k - 1], xy[k], xy[k + 1]);
        let worst = 0;
        for (let at = 0; at < grid.columns * grid.rows; at++) {
          const column = grid.firstColumn + (at % grid.columns);
          const row = grid.firstRow + Math.floor(at / grid.columns);
          const cellsOutside = distanceTo(xy, column, row) - profile.stripCells;
          const exact = Math.min(BEYOND_REACH, Math.max(0, INSIDE_VALUE * (1 + cellsOutside)));
          worst = Math.max(worst, Math.abs(grid.values[at] - exact - 0.5));
        }
        // Rounded up, give or take an entry of the profile's table.
        expect(worst).toBeLessThan(1.2);
      }),
      { seed: 61, numRuns: 25 },
    );
  });

  it('are the same stamped, in any order, as drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = randomNumbers(seed);
        const lines = Array.from({ length: 6 }, (_, k) => randomLine(random, 2 + (k % 3)));
        const stamps = new EdgeStamps(lines.length, profile);
        const drawn = emptyGrid();
        const stamped = emptyGrid();
        const again = emptyGrid();
        lines.forEach((xy, line) => {
          for (let k = 2; k < xy.length; k += 2)
            drawn.drawSegment(profile, xy[k - 2], xy[k - 1], xy[k], xy[k + 1]);
          expect(stamps.has(line)).toBe(false);
          stamps.stamp(stamped, line, xy, xy.length / 2);
          expect(stamps.has(line)).toBe(true);
        });
        for (let line = lines.length - 1; line >= 0; line--) stamps.copy(again, line);
        const size = drawn.columns * drawn.rows;
        expect(again.values.subarray(0, size).every((value, at) => value === stamped.values[at])).toBe(true);
        // Long segments are cut into pieces for stamping, which may turn the last digit of a rounding.
        const worst = drawn.values
          .subarray(0, size)
          .reduce((most, value, at) => Math.max(most, Math.abs(value - stamped.values[at])), 0);
        expect(worst).toBeLessThanOrEqual(1);
      }),
      { seed: 62, numRuns: 25 },
    );
  });
});
