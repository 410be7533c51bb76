import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { presenceCoverage, unitsNeeded, unitsShort } from '../../../src/kernel/coverage/presence.js';
import {
  basisPoints,
  parseRatioTarget,
  ratioTarget,
  type RatioTarget,
} from '../../../src/kernel/coverage/ratio-target.js';

function target(written: string | number): RatioTarget {
  const read = parseRatioTarget(written);
  if (!read.ok) throw new Error(read.message);
  return read.target;
}

const streets = Array.from({ length: 26 }, (_, i) => ({
  code: `210502${String(i + 1).padStart(3, '0')}000`,
}));

describe('presenceCoverage', () => {
  it('counts units and names both sides', () => {
    const coverage = presenceCoverage(streets, new Set(streets.slice(0, 18).map((unit) => unit.code)));
    expect(coverage).toMatchObject({ numerator: 18, denominator: 26, ratio: 18 / 26 });
    expect(Array.from(coverage.counted)).toEqual(Array.from({ length: 18 }, (_, i) => i));
    expect(Array.from(coverage.missing)).toEqual([18, 19, 20, 21, 22, 23, 24, 25]);
  });

  it('has no ratio without units', () => {
    expect(presenceCoverage([], new Set())).toMatchObject({ numerator: 0, denominator: 0, ratio: null });
  });

  it('ignores facilities of units outside the set and accepts a map that says why', () => {
    const because = new Map([
      [streets[0].code, 'ASSIGNED'],
      ['999999999999', 'LOCATED'],
    ]);
    expect(presenceCoverage(streets, because).numerator).toBe(1);
  });

  it('refuses a unit listed twice', () => {
    expect(() => presenceCoverage([streets[0], streets[0]], new Set())).toThrow(/listed twice/);
  });
});

describe('units short of a target', () => {
  it.each([
    // Benxi: 26 streets and 23 towns and townships (policy documents S0 and S1)
    ['70%', 26, 19],
    ['80%', 26, 21],
    ['50%', 23, 12],
    ['39%', 23, 9],
    ['100%', 208, 208],
    ['0%', 208, 0],
    // in floating point 0.07 · 100 = 7.000000000000001, whose ceiling is 8
    ['0.55', 20, 11],
    [0.55, 20, 11],
    [0.07, 100, 7],
    [0.29, 100, 29],
  ] as const)('%s of %i units needs %i', (share, units, needed) => {
    expect(unitsNeeded(units, target(share))).toBe(needed);
  });

  it('finds 18 of 26 streets one short of 70 % and 9 of 23 townships at 39 %', () => {
    expect(unitsShort(18, 26, target('70%'))).toBe(1);
    expect(unitsShort(19, 26, target('70%'))).toBe(0);
    expect(unitsShort(9, 23, target('39%'))).toBe(0);
    expect(unitsShort(8, 23, target('39%'))).toBe(1);
    expect(unitsShort(26, 26, target('0.7'))).toBe(0);
    expect(unitsShort(0, 0, target('0.7'))).toBe(0);
  });

  it('asks for the least number that meets the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 10_000 }), (units, points) => {
        const read = basisPoints(points);
        if (!read.ok) throw new Error(read.message);
        const needed = unitsNeeded(units, read.target);
        expect(needed * 10_000).toBeGreaterThanOrEqual(points * units);
        if (needed > 0) expect((needed - 1) * 10_000).toBeLessThan(points * units);
        expect(unitsShort(Math.min(needed, units), units, read.target)).toBe(0);
      }),
    );
  });
});

describe('parseRatioTarget', () => {
  it.each([
    ['0.7', 7n, 10n],
    ['70%', 7n, 10n],
    ['70 %', 7n, 10n],
    ['７０％', 7n, 10n],
    ['.5', 1n, 2n],
    ['1', 1n, 1n],
    ['39.13%', 3913n, 10_000n],
    ['0.333333', 333_333n, 1_000_000n],
    [0.7, 7n, 10n],
    [0, 0n, 1n],
  ] as const)('reads %s exactly', (written, numerator, denominator) => {
    expect(parseRatioTarget(written)).toEqual({ ok: true, target: { numerator, denominator } });
  });

  it.each([
    '',
    '七成',
    '-1%',
    '101%',
    '1.5',
    '1e-3',
    '0.1234567',
    'NaN',
    '70%%',
    NaN,
    Infinity,
    1e-7,
    0.1 + 0.2,
  ])('refuses %s in plain words', (written) => {
    const read = parseRatioTarget(written);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.message).toContain('Expected a share');
  });

  it('takes a fraction of whole numbers and nothing else', () => {
    expect(ratioTarget(9, 23)).toEqual({ ok: true, target: { numerator: 9n, denominator: 23n } });
    expect(ratioTarget(14, 20)).toEqual(parseRatioTarget('70%'));
    expect(ratioTarget(1, 0).ok).toBe(false);
    expect(ratioTarget(2, 1).ok).toBe(false);
    expect(ratioTarget(0.5, 1).ok).toBe(false);
  });
});
