import { expect, it } from 'vitest';
import { reachFactor } from '../../src/accessibility/walk-limit.js';

it('weighs a circle by the square of its reach', () => {
  expect(reachFactor({ walkMinutes: 15, speedMetersPerSecond: 0.8 })).toBe(1);
  expect(reachFactor({ walkMinutes: 5, speedMetersPerSecond: 0.8 })).toBe(1);
  expect(reachFactor({ walkMinutes: 30, speedMetersPerSecond: 0.8 })).toBeCloseTo(4);
  expect(reachFactor({ walkMinutes: 120, speedMetersPerSecond: 3 })).toBeCloseTo(900);
  expect(reachFactor({ walkMinutes: NaN })).toBe(1);
});
