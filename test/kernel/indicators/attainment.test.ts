import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitsShort } from '../../../src/kernel/coverage/presence.js';
import { basisPoints } from '../../../src/kernel/coverage/ratio-target.js';
import { attainment, shortOfTarget } from '../../../src/kernel/indicators/attainment.js';

describe('attainment', () => {
  // The worked example of docs/models/attainment-and-pace.md.
  it('is 98.9 % for 18 of 26 streets against 70 %, one street short', () => {
    const streets = { numerator: 18, denominator: 26 };
    expect(attainment(streets, 0.7)).toEqual({ ratio: 180 / 182, isMet: false, reason: null });
    expect(shortOfTarget(streets, 0.7)).toBe(1);
    expect(attainment({ numerator: 19, denominator: 26 }, 0.7)).toMatchObject({ isMet: true });
    expect(shortOfTarget({ numerator: 19, denominator: 26 }, 0.7)).toBe(0);
  });

  it.each([
    [0.3, 0.1, 3],
    [1163, 840, 1163 / 840],
    [{ numerator: 14, denominator: 20 }, 0.7, 1],
    [{ numerator: 7, denominator: 100 }, 0.07, 1],
    [0, 5, 0],
  ])('of %j against %d is exactly %d', (value, target, ratio) => {
    expect(attainment(value, target)).toEqual({ ratio, isMet: ratio >= 1, reason: null });
  });

  it('turns round where less is better', () => {
    expect(attainment(12, 10, 'AT_MOST')).toEqual({ ratio: 1.2, isMet: false, reason: null });
    expect(attainment(10, 10, 'AT_MOST').isMet).toBe(true);
    expect(attainment(0, 0, 'AT_MOST')).toEqual({ ratio: null, isMet: true, reason: 'TARGET_IS_ZERO' });
  });

  it('says why there is no number', () => {
    expect(attainment(null, 0.7)).toEqual({ ratio: null, isMet: null, reason: 'NO_VALUE' });
    expect(attainment(0.5, null)).toEqual({ ratio: null, isMet: null, reason: 'NO_TARGET' });
    expect(attainment({ numerator: 0, denominator: 0 }, 0.7).reason).toBe('NO_DENOMINATOR');
    expect(attainment(3, 0)).toEqual({ ratio: null, isMet: true, reason: 'TARGET_IS_ZERO' });
  });
});

describe('shortOfTarget', () => {
  it('equals the coverage kernel for unit counts', () => {
    const counts = fc
      .integer({ min: 0, max: 5000 })
      .chain((units) => fc.tuple(fc.integer({ min: 0, max: units }), fc.constant(units)));
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 10_000 }), ([numerator, denominator], points) => {
        const read = basisPoints(points);
        if (!read.ok) throw new Error(read.message);
        const short = shortOfTarget({ numerator, denominator }, points / 10_000);
        expect(short).toBe(denominator === 0 ? null : unitsShort(numerator, denominator, read.target));
      }),
      { seed: 61 },
    );
  });

  it.each([
    [{ numerator: 0.5, denominator: 7 }, 50, 100, 3],
    [{ numerator: 70, denominator: 2000 }, 40, 1000, 10],
    [{ numerator: 2010, denominator: 2000 }, 1005, 1000, 0],
    [840, 1000, 1, 160],
    [839.5, 1000, 1, 161],
    [1001, 1000, 1, 0],
  ])('%j against %d per %d lacks %i', (value, target, per, missing) => {
    expect(shortOfTarget(value, target, per)).toBe(missing);
  });

  it('knows nothing of nothing', () => {
    expect(shortOfTarget(null, 1)).toBeNull();
    expect(shortOfTarget({ numerator: 0, denominator: 0 }, 0.7)).toBeNull();
  });
});
