import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText } from '../../src/kernel/exact-text.js';
import { add, rational, type Rational, rationalOfText, ZERO } from '../../src/kernel/rational.js';
import { RationalSum } from '../../src/kernel/rational-sum.js';

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe('a fraction as text', () => {
  it.each([
    [rational(2468, 10), '246.8'],
    [rational(1, 3), '1/3'],
    [rational(-7, 6), '-7/6'],
    [rational(-1, 8), '-0.125'],
    [rational(350), '350'],
    [ZERO, '0'],
    [rational(1, 2n ** 20n), '0.00000095367431640625'],
  ])('is all of it: %o is %s', (value, text) => {
    expect(exactText(value)).toBe(text);
  });

  it('reads back as the same fraction', () => {
    fc.assert(
      fc.property(fractions, (value) => {
        const [numerator, denominator] = exactText(value).split('/');
        const read =
          denominator === undefined
            ? rationalOfText(numerator)
            : rational(BigInt(numerator), BigInt(denominator));
        expect(read).toEqual(value);
      }),
    );
  });
});

describe('a sum of many fractions', () => {
  it('is what adding them one by one gives', () => {
    fc.assert(
      fc.property(fc.array(fractions, { maxLength: 20 }), (values) => {
        const sum = new RationalSum();
        for (const value of values) sum.add(value);
        expect(sum.value()).toEqual(values.reduce<Rational>(add, ZERO));
      }),
    );
  });
});
