import { commonDivisor } from './common-divisor.js';
import { invariant } from './invariant.js';

/** An exact fraction in lowest terms, denominator above 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `numerator / denominator`, reduced. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const above = BigInt(numerator);
  const below = BigInt(denominator);
  invariant(below !== 0n, 'a fraction over zero');
  if (below === 1n) return { numerator: above, denominator: below };
  if (above === 0n) return ZERO;
  const common = below < 0n ? -commonDivisor(above, below) : commonDivisor(above, below);
  if (common === 1n) return { numerator: above, denominator: below };
  return { numerator: above / common, denominator: below / common };
}

const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

const POWERS_OF_TEN = Array.from({ length: 20 }, (_, exponent) => 10n ** BigInt(exponent));

/** @param exponent 0 or more */
function tenTo(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

/** 10 to a whole power, negative ones too. */
export function powerOfTen(exponent: number): Rational {
  const size = tenTo(Math.abs(exponent));
  return exponent < 0 ? rational(1n, size) : rational(size);
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return rational(a.numerator + b.numerator, a.denominator);
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `b` must not be zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): number {
  if (a.denominator === b.denominator)
    return a.numerator < b.numerator ? -1 : a.numerator > b.numerator ? 1 : 0;
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isEqual(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function absolute(value: Rational): Rational {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

/** With exactly so many decimals, halves away from zero, as spreadsheets round. */
export function fixedText(value: Rational, decimals: number): string {
  const scaled = absolute(multiply(value, powerOfTen(decimals)));
  const whole = (2n * scaled.numerator + scaled.denominator) / (2n * scaled.denominator);
  return signed(value, whole, decimals);
}

/** In decimals: all of them where they end within `decimals`, else cut there with "…". Never an exponent. */
export function decimalText(value: Rational, decimals: number): string {
  const { numerator, denominator } = absolute(value);
  const scaled = numerator * tenTo(decimals);
  const whole = scaled / denominator;
  const text = signed(value, whole, decimals);
  if (whole * denominator !== scaled) return `${text}…`;
  return decimals === 0 ? text : text.replace(/\.?0+$/, '');
}

function signed({ numerator }: Rational, digits: bigint, decimals: number): string {
  const text = String(digits).padStart(decimals + 1, '0');
  const point = text.length - decimals;
  const sign = numerator < 0n && digits !== 0n ? '-' : '';
  return `${sign}${text.slice(0, point)}${decimals === 0 ? '' : `.${text.slice(point)}`}`;
}

/**
 * A finite number by its shortest decimal form, as documents write it: 0.55 is 11/20 and not the nearest binary
 * fraction. Whole numbers are themselves.
 */
export function rationalOf(value: number): Rational {
  return rationalOfText(String(value));
}

/** A decimal number as text: 246.80 is 1234/5. */
export function rationalOfText(text: string): Rational {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  invariant(parts, `${text} is not a finite number`);
  const [, whole, decimals = '', exponent = '0'] = parts;
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power >= 0 ? rational(digits * tenTo(power), 1n) : rational(digits, tenTo(-power));
}

/** The least whole number not below the fraction. */
export function ceiling({ numerator, denominator }: Rational): bigint {
  const towardsZero = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? towardsZero + 1n : towardsZero;
}

/** The nearest double, ties to even. */
export function toNumber({ numerator, denominator }: Rational): number {
  if (numerator < 0n) return -toNumber({ numerator: -numerator, denominator });
  // Both are exact: the machine's division rounds once.
  if (numerator <= MOST_EXACT && denominator <= MOST_EXACT) return Number(numerator) / Number(denominator);
  // 64 bits or more of the quotient, the last one set when something remains, round once and rightly.
  const bits = (value: bigint): number => value.toString(2).length;
  const shift = Math.max(0, 64 + bits(denominator) - bits(numerator));
  const shifted = numerator << BigInt(shift);
  const quotient = shifted / denominator;
  // In two halves: 2 to the whole shift may be more than a number holds.
  const half = Math.floor(shift / 2);
  return Number(shifted % denominator === 0n ? quotient : quotient | 1n) / 2 ** half / 2 ** (shift - half);
}
