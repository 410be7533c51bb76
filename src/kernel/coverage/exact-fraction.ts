import { commonDivisor } from '../common-divisor.js';
import { invariant } from '../invariant.js';

/** An exact fraction in lowest terms, denominator > 0. */
export interface ExactFraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** numerator ÷ denominator in lowest terms; a denominator of 0 is our own mistake. */
export function exactFraction(numerator: bigint, denominator: bigint): ExactFraction {
  invariant(denominator !== 0n, `fraction ${numerator}/0`);
  const divisor = commonDivisor(numerator, denominator);
  const common = denominator < 0n ? -divisor : divisor;
  return { numerator: numerator / common, denominator: denominator / common };
}

/**
 * A finite number by its shortest decimal form, as documents write it: 0.55 is 11/20 and not the nearest binary
 * fraction. Whole numbers are themselves.
 */
export function fractionOf(value: number): ExactFraction {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  invariant(parts, `${value} is not a finite number`);
  const [, whole, decimals = '', exponent = '0'] = parts;
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power >= 0
    ? exactFraction(digits * 10n ** BigInt(power), 1n)
    : exactFraction(digits, 10n ** BigInt(-power));
}

/** a + b. */
export function fractionSum(a: ExactFraction, b: ExactFraction): ExactFraction {
  return exactFraction(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** a − b. */
export function fractionDifference(a: ExactFraction, b: ExactFraction): ExactFraction {
  return fractionSum(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** a · b. */
export function fractionProduct(a: ExactFraction, b: ExactFraction): ExactFraction {
  return exactFraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a ÷ b; b is not 0. */
export function fractionQuotient(a: ExactFraction, b: ExactFraction): ExactFraction {
  return exactFraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below 0, 0 or above 0 as a lies below, at or above b. */
export function compareFractions(a: ExactFraction, b: ExactFraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The least whole number not below the fraction. */
export function fractionCeiling({ numerator, denominator }: ExactFraction): bigint {
  const towardsZero = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? towardsZero + 1n : towardsZero;
}

/** The nearest double, ties to even. */
export function fractionToNumber({ numerator, denominator }: ExactFraction): number {
  if (numerator < 0n) return -fractionToNumber({ numerator: -numerator, denominator });
  // 64 bits or more of the quotient, the last one set when something remains, round once and rightly.
  const bits = (value: bigint): number => value.toString(2).length;
  const shift = Math.max(0, 64 + bits(denominator) - bits(numerator));
  const shifted = numerator << BigInt(shift);
  const quotient = shifted / denominator;
  // In two halves: 2 to the whole shift may be more than a number holds.
  const half = Math.floor(shift / 2);
  return Number(shifted % denominator === 0n ? quotient : quotient | 1n) / 2 ** half / 2 ** (shift - half);
}
