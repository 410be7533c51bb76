import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineStamps } from '../../../src/kernel/geometry/line-stamps.js';
import { BEYOND_REACH, INSIDE_VALUE, StripRaster } from '../../../src/kernel/geometry/strip-raster.js';
import { randomNumbers } from '../../support/random-town.js';

const SIDE = 120;
const STRIP_CELLS = 25 / 7;
const NO_STAMPS = new Uint32Array(0);

function windowOf(west: number, south: number, columns: number, rows: number): StripRaster {
  const raster = new StripRaster();
  raster.frame({ west, south, east: west + columns - 1, north: south + rows - 1 }, NO_STAMPS, 0);
  raster.drawStamps();
  return raster;
}

/** A random line within a window of SIDE nodes from (-37, 11) on, or, made larger, partly outside. */
function randomLine(random: () => number, points: number, spread = 100): Float64Array {
  return Float64Array.from(
    { length: 2 * points },
    (_, k) => (k % 2 === 0 ? 20 : 68) + (random() - 0.5) * spread,
  );
}

function drawLine(raster: StripRaster, xy: Float64Array): void {
  for (let k = 2; k < xy.length; k += 2)
    raster.drawSegment(xy[k - 2], xy[k - 1], xy[k], xy[k + 1], STRIP_CELLS);
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
        const xy = randomLine(randomNumbers(seed), points, seed % 2 === 0 ? 100 : 300);
        const raster = windowOf(-37, 11, SIDE, SIDE);
        drawLine(raster, xy);
        let worst = 0;
        raster.values.forEach((value, at) => {
          const column = raster.firstColumn + (at % raster.columns);
          const row = raster.firstRow + Math.floor(at / raster.columns);
          const cellsOutside = distanceTo(xy, column, row) - STRIP_CELLS;
          const exact = Math.min(BEYOND_REACH, Math.max(0, INSIDE_VALUE * (1 + cellsOutside)));
          worst = Math.max(worst, Math.abs(value - exact - 0.5));
        });
        // Rounded up.
        expect(worst).toBeLessThan(0.52);
      }),
      { seed: 61, numRuns: 25 },
    );
  });

  it('are the same stamped, in any order, as drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = randomNumbers(seed);
        const lines = Array.from({ length: 6 }, (_, k) => randomLine(random, 2 + (k % 3)));
        const drawn = windowOf(-37, 11, SIDE, SIDE);
        for (const xy of lines) drawLine(drawn, xy);
        const raster = new StripRaster();
        const stamps = new LineStamps(raster, lines.length, STRIP_CELLS);
        const addresses = lines.map((xy, line) => {
          expect(stamps.of(line)).toBe(0);
          return stamps.make(line, xy, xy.length / 2);
        });
        expect(addresses).toEqual(lines.map((_, line) => stamps.of(line)));
        const box = { west: -37, south: 11, east: -38 + SIDE, north: 10 + SIDE };
        for (const order of [addresses, [...addresses].reverse()]) {
          raster.frame(box, Uint32Array.from(order), order.length);
          raster.drawStamps();
          let worst = 0;
          raster.values.forEach((value, at) => {
            const column = raster.firstColumn + (at % raster.columns);
            const row = raster.firstRow + Math.floor(at / raster.columns);
            const [x, y] = [column - drawn.firstColumn, row - drawn.firstRow];
            const expected =
              x >= 0 && x < drawn.columns && y >= 0 && y < drawn.rows
                ? drawn.values[y * drawn.columns + x]
                : BEYOND_REACH;
            worst = Math.max(worst, Math.abs(value - expected));
          });
          // Where a segment lies in its window may turn the last digit of a rounding.
          expect(worst).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 62, numRuns: 25 },
    );
  });
});
