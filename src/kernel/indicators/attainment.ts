import {
  compare,
  rational,
  ceiling,
  subtract,
  rationalOf,
  multiply,
  divide,
  toNumber,
  type Rational,
} from '../rational.js';
import { invariant } from '../invariant.js';
import {
  exactValue,
  type CountedValue,
  type IndicatorValue,
  type TargetDirection,
} from './indicator-value.js';

/** Why an attainment has no number. */
export type NoAttainment = 'NO_VALUE' | 'NO_DENOMINATOR' | 'NO_TARGET' | 'TARGET_IS_ZERO';

/** A value against its target. */
export interface Attainment {
  /** value ÷ target, 1 = exactly met; null with the reason beside it. */
  readonly ratio: number | null;
  /** Whether the target is met, compared exactly; null when value or target is unknown. */
  readonly isMet: boolean | null;
  readonly reason: NoAttainment | null;
}

/**
 * Attainment = value ÷ target, in exact fractions: 0.3 of 0.1 is 3, and 14 of 20 units meet 70 %. Above 1 means more than
 * promised where more is better (AT_LEAST), and missed where less is better (AT_MOST).
 *
 * @param value in the target's unit; a ratio as its two counts where they are known
 * @param target ≥ 0, null when none is set. A target of 0 can be met but not divided by.
 */
export function attainment(
  value: IndicatorValue,
  target: number | null,
  direction: TargetDirection = 'AT_LEAST',
): Attainment {
  if (target === null) return { ratio: null, isMet: null, reason: 'NO_TARGET' };
  invariant(target >= 0, `target ${target}`);
  const actual = exactValue(value);
  if (!actual) return { ratio: null, isMet: null, reason: value === null ? 'NO_VALUE' : 'NO_DENOMINATOR' };
  const promised = rationalOf(target);
  const isMet = meets(actual, promised, direction);
  if (target === 0) return { ratio: null, isMet, reason: 'TARGET_IS_ZERO' };
  return { ratio: toNumber(divide(actual, promised)), isMet, reason: null };
}

/** Whether a value keeps a promise, exactly. */
export function meets(actual: Rational, promised: Rational, direction: TargetDirection): boolean {
  const order = compare(actual, promised);
  return direction === 'AT_LEAST' ? order >= 0 : order <= 0;
}

/**
 * Whole units still missing to an AT_LEAST target: max(0, ⌈τ·N⌉ − n) for a ratio and max(0, ⌈target − value⌉) for an amount,
 * compared exactly (METHODS E1; for unit counts the same as `unitsShort` of the coverage kernel).
 *
 * @param value an amount, or a ratio as its two counts
 * @param target in the value's unit
 * @param per what a ratio's target is counted per: 1 for a share, 100 for per cent, 1000 for per thousand
 * @returns null when no value is known or a ratio's denominator is 0
 */
export function shortOfTarget(value: number | CountedValue | null, target: number, per = 1): number | null {
  if (!exactValue(value) || value === null) return null;
  const missing =
    typeof value === 'number'
      ? subtract(rationalOf(target), rationalOf(value))
      : subtract(
          multiply(divide(rationalOf(target), rationalOf(per)), rationalOf(value.denominator)),
          rationalOf(value.numerator),
        );
  const none = rational(0n, 1n);
  return compare(missing, none) <= 0 ? 0 : Number(ceiling(missing));
}
