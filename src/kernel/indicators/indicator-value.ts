import { invariant } from '../invariant.js';
import { rationalOf, divide, type Rational } from '../rational.js';

/** A numerator over a denominator: units of units, beds of beds, people of people. */
export interface CountedValue {
  readonly numerator: number;
  readonly denominator: number;
}

/** What an indicator reads: a plain amount, or a ratio with its two counts, or nothing known. */
export type IndicatorValue = number | CountedValue | null;

/** More is better (AT_LEAST) or less is better (AT_MOST). */
export const TARGET_DIRECTIONS = ['AT_LEAST', 'AT_MOST'] as const;
export type TargetDirection = (typeof TARGET_DIRECTIONS)[number];

/** The value exactly, numbers by their decimal form; null when nothing is known or the denominator is 0. */
export function exactValue(value: IndicatorValue): Rational | null {
  if (value === null) return null;
  if (typeof value === 'number') return rationalOf(value);
  const { numerator, denominator } = value;
  invariant(numerator >= 0 && denominator >= 0, `${numerator} of ${denominator} is not a count`);
  return denominator === 0 ? null : divide(rationalOf(numerator), rationalOf(denominator));
}
