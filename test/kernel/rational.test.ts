import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  rational,
  ceiling,
  subtract,
  rationalOf,
  multiply,
  divide,
  add,
  toNumber,
} from '../../src/kernel/rational.js';

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('exact fractions', () => {
  it.each([
    [0.55, 11n, 20n],
    [-0.5, -1n, 2n],
    [0, 0n, 1n],
    [1e21, 10n ** 21n, 1n],
    [1.5e-7, 3n, 20_000_000n],
  ])('read %d as it is written', (value, numerator, denominator) => {
    expect(rationalOf(value)).toEqual({ numerator, denominator });
  });

  it('come back as the same double', () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(toNumber(rationalOf(value))).toBe(value || 0);
      }),
    );
  });

  it('divide as exactly as the machine does', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(toNumber(rational(BigInt(a), BigInt(b) + 1n))).toBe(a / (b + 1));
      }),
    );
  });

  it('obey the laws of arithmetic', () => {
    const some = fc
      .tuple(fc.bigInt({ min: -999n, max: 999n }), fc.bigInt({ min: 1n, max: 99n }))
      .map(([n, d]) => rational(n, d));
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(add(subtract(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(compare(a, b)).toBe(Math.sign(Number(subtract(a, b).numerator)));
        expect(Number(ceiling(a))).toBe(Math.ceil(toNumber(a)) || 0);
      }),
    );
  });

  it('refuse what is no number', () => {
    expect(() => rationalOf(NaN)).toThrow(/finite/);
    expect(() => rationalOf(Infinity)).toThrow(/finite/);
    expect(() => rational(1n, 0n)).toThrow(/Invariant/);
  });
});
