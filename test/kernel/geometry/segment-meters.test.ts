import { describe, expect, it } from 'vitest';
import {
  metersPerDegreeLat,
  metersPerDegreeLon,
  segmentMeters,
} from '../../../src/kernel/geometry/segment-meters.js';

describe('segmentMeters', () => {
  it('agrees with the published length of a degree on WGS 84', () => {
    // Standard values of the ellipsoid: 110,574 m and 111,320 m at the equator, 111,132 m and 78,847 m at 45°.
    expect(metersPerDegreeLat(0)).toBeCloseTo(110_574.28, 1);
    expect(metersPerDegreeLon(0)).toBeCloseTo(111_319.49, 1);
    expect(metersPerDegreeLat(45)).toBeCloseTo(111_131.78, 1);
    expect(metersPerDegreeLon(45)).toBeCloseTo(78_846.84, 1);
  });

  it('is symmetric and adds up along a straight line within 0.01 % up to 10 km', () => {
    const whole = segmentMeters(118.3, 33.96, 118.37, 34.02);
    expect(segmentMeters(118.37, 34.02, 118.3, 33.96)).toBe(whole);
    let sum = 0;
    for (let k = 0; k < 100; k++)
      sum += segmentMeters(
        118.3 + 0.0007 * k,
        33.96 + 0.0006 * k,
        118.3 + 0.0007 * (k + 1),
        33.96 + 0.0006 * (k + 1),
      );
    expect(Math.abs(sum - whole) / whole).toBeLessThan(1e-4);
    expect(whole).toBeGreaterThan(9_000);
  });
});
