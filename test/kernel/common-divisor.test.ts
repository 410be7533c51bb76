import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonDivisor } from '../../src/kernel/common-divisor.js';

test('of 840 and -323 it is 1, of 70 and 100 it is 10, of 0 and n it is n', () => {
  expect(commonDivisor(840n, -323n)).toBe(1n);
  expect(commonDivisor(70n, 100n)).toBe(10n);
  expect(commonDivisor(0n, -7n)).toBe(7n);
  expect(commonDivisor(0n, 0n)).toBe(0n);
});

test('it divides both, and what is left has no divisor in common', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (a, b) => {
      const common = commonDivisor(a, b);
      expect([a % common, b % common]).toEqual([0n, 0n]);
      expect(commonDivisor(a / common, b / common)).toBe(1n);
    }),
  );
});
