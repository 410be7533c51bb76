import {
  compare,
  rational,
  ceiling,
  subtract,
  rationalOf,
  divide,
  toNumber,
  type Rational,
} from '../rational.js';
import { invariant } from '../invariant.js';
import { meets } from './attainment.js';
import { dayNumber, lastEndedMonth, monthNumber } from './calendar.js';
import { exactValue, type IndicatorValue, type TargetDirection } from './indicator-value.js';
import type { PaceStatus } from './pace.js';

const WINDOW_MONTHS = 3;

/** What stood at the end of a month; `month` is any day of it, YYYY-MM-DD. At most one reading a month. */
export interface MonthlyValue {
  readonly month: string;
  readonly value: IndicatorValue;
}

/** What the recent pace is compared with. Dates are YYYY-MM-DD. */
export interface RecentPaceQuestion {
  /** Readings of later months are not looked at. */
  readonly asOf: string;
  /** The last day on which meeting the target counts. */
  readonly deadline: string;
  readonly target: number | null;
  readonly direction?: TargetDirection;
}

export interface RecentPace {
  readonly status: PaceStatus;
  /** First day of the latest month with a value, null without one. */
  readonly latestMonth: string | null;
  /** Months the gain was measured over: 3, or 1–2 where the readings do not reach back; null with too few readings. */
  readonly months: number | null;
  /** Change of the value per month, in the target's unit; null with too few readings. */
  readonly gainedPerMonth: number | null;
  /** Change per month that would meet the target by the deadline; null when met or no month ends before it. */
  readonly neededPerMonth: number | null;
  /** Whole months until the target is met at this pace; null when met, standing still or moving away. */
  readonly monthsToTarget: number | null;
  readonly reason: 'NO_TARGET' | 'NO_VALUE' | 'TOO_FEW_READINGS' | null;
}

/**
 * Pace of the last three months: what was gained per month against what is needed per month until the deadline. The
 * gain runs from the earliest reading at most three months before the latest one. The months left are those that end
 * after the latest reading's month and by the deadline. ON_PACE when the gain reaches the need, BEHIND when it does not
 * or no month is left; compared exactly, with no allowance. Readings in any order; null values are passed over.
 */
export function paceOfLastThreeMonths(
  readings: readonly MonthlyValue[],
  { asOf, deadline, target, direction = 'AT_LEAST' }: RecentPaceQuestion,
): RecentPace {
  const known = knownReadings(readings, monthNumber(asOf));
  const latest = known[known.length - 1];
  const unknown: RecentPace = {
    status: 'UNKNOWN',
    latestMonth: latest ? firstDayOf(latest.month) : null,
    months: null,
    gainedPerMonth: null,
    neededPerMonth: null,
    monthsToTarget: null,
    reason: null,
  };
  if (!latest) return { ...unknown, reason: 'NO_VALUE' };
  const base = known.find(({ month }) => month >= latest.month - WINDOW_MONTHS)!;
  const months = latest.month - base.month;
  const gained = months > 0 ? perMonth(subtract(latest.value, base.value), months) : null;
  const measured: RecentPace = {
    ...unknown,
    months: gained && months,
    gainedPerMonth: gained && toNumber(gained),
  };
  if (target === null) return { ...measured, reason: 'NO_TARGET' };
  const promised = rationalOf(target);
  if (meets(latest.value, promised, direction)) return { ...measured, status: 'ACHIEVED' };

  const missing = subtract(promised, latest.value);
  const monthsLeft = lastEndedMonth(deadline) - latest.month;
  const needed = monthsLeft > 0 ? perMonth(missing, monthsLeft) : null;
  const isMoving = gained && gained.numerator !== 0n && gained.numerator > 0n === missing.numerator > 0n;
  const answer: RecentPace = {
    ...measured,
    neededPerMonth: needed && toNumber(needed),
    monthsToTarget: isMoving ? Number(ceiling(divide(missing, gained))) : null,
  };
  if (dayNumber(asOf) > dayNumber(deadline)) return { ...answer, status: 'OVERDUE' };
  if (!gained) return { ...answer, reason: 'TOO_FEW_READINGS' };
  return { ...answer, status: needed && keepsUp(gained, needed) ? 'ON_PACE' : 'BEHIND' };
}

interface KnownReading {
  readonly month: number;
  readonly value: Rational;
}

/** Readings with a value up to a month, by rising month. */
function knownReadings(readings: readonly MonthlyValue[], lastMonth: number): readonly KnownReading[] {
  const known = readings
    .map(({ month, value }) => ({ month: monthNumber(month), value: exactValue(value) }))
    .filter((reading): reading is KnownReading => reading.value !== null && reading.month <= lastMonth)
    .sort((a, b) => a.month - b.month);
  known.forEach(({ month }, at) =>
    invariant(month !== known[at - 1]?.month, `two readings of month ${month}`),
  );
  return known;
}

function perMonth(change: Rational, months: number): Rational {
  return divide(change, rational(BigInt(months), 1n));
}

/** Whether a change per month is at least the needed one, in its direction. */
function keepsUp(gained: Rational, needed: Rational): boolean {
  const order = compare(gained, needed);
  return needed.numerator > 0n ? order >= 0 : order <= 0;
}

function firstDayOf(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
