import { rational, subtract, rationalOf, multiply, add, toNumber } from '../rational.js';
import { meets } from './attainment.js';
import { dayNumber } from './calendar.js';
import { exactValue, type IndicatorValue, type TargetDirection } from './indicator-value.js';

/**
 * - ACHIEVED: the target is met, whatever the date
 * - OVERDUE: not met, and the deadline day is over
 * - ON_PACE: not met yet, and at or ahead of what the day asks for
 * - BEHIND: not met, and short of what the day asks for
 * - UNKNOWN: cannot be said; the reason stands beside it
 */
export const PACE_STATUSES = ['ACHIEVED', 'ON_PACE', 'BEHIND', 'OVERDUE', 'UNKNOWN'] as const;
export type PaceStatus = (typeof PACE_STATUSES)[number];

/** What a pace is measured from. Dates are YYYY-MM-DD. */
export interface PaceQuestion {
  /** The day the clock starts: the document's date, or that of the first reading. */
  readonly start: string;
  /** The last day on which meeting the target counts. */
  readonly deadline: string;
  readonly asOf: string;
  readonly value: IndicatorValue;
  readonly target: number | null;
  /** What stood on the start day; 0 where nothing is said. An AT_MOST target needs it. */
  readonly startValue?: IndicatorValue;
  readonly direction?: TargetDirection;
}

export interface Pace {
  readonly status: PaceStatus;
  /** Share of the days between start and deadline that has passed, 0–1; null without a span of days. */
  readonly elapsed: number | null;
  /** What the straight line asks for on the day, in the target's unit; null when there is no line. */
  readonly expected: number | null;
  /** value − expected; below 0 is short of an AT_LEAST line. */
  readonly ahead: number | null;
  /** Why there is no line to compare with. */
  readonly reason: 'NO_VALUE' | 'NO_TARGET' | 'NO_START_VALUE' | 'NO_TIME_SPAN' | null;
}

/**
 * Straight-line pace: expected = start value + (target − start value) · days passed ÷ days given, compared exactly.
 * At or above the line is ON_PACE (at or below for AT_MOST), with no allowance. ACHIEVED and OVERDUE are said even where
 * no line can be drawn. A denominator of 0 is no value.
 */
export function pace(question: PaceQuestion): Pace {
  const { value, target, direction = 'AT_LEAST' } = question;
  const [start, deadline, asOf] = [question.start, question.deadline, question.asOf].map(dayNumber);
  const days = deadline - start;
  const passed = Math.min(Math.max(asOf - start, 0), days);
  const elapsed = days > 0 ? passed / days : null;
  const unknown = (reason: Pace['reason']): Pace => ({
    status: 'UNKNOWN',
    elapsed,
    expected: null,
    ahead: null,
    reason,
  });

  if (target === null) return unknown('NO_TARGET');
  const actual = exactValue(value);
  const promised = rationalOf(target);
  const isOver = asOf > deadline;
  if (!actual) return unknown('NO_VALUE');
  const known = meets(actual, promised, direction) ? 'ACHIEVED' : isOver ? 'OVERDUE' : null;
  const withoutLine = (reason: Pace['reason']): Pace => ({ ...unknown(reason), status: known ?? 'UNKNOWN' });
  const from = exactValue(question.startValue ?? (direction === 'AT_LEAST' ? 0 : null));
  if (!from) return withoutLine('NO_START_VALUE');
  if (days <= 0) return withoutLine('NO_TIME_SPAN');

  const share = rational(BigInt(passed), BigInt(days));
  const expected = add(from, multiply(subtract(promised, from), share));
  return {
    status: known ?? (meets(actual, expected, direction) ? 'ON_PACE' : 'BEHIND'),
    elapsed,
    expected: toNumber(expected),
    ahead: toNumber(subtract(actual, expected)),
    reason: null,
  };
}
