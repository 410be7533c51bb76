import { attainment, type NoAttainment, shortOfTarget } from '../../kernel/indicators/attainment.js';
import type { IndicatorValue } from '../../kernel/indicators/indicator-value.js';
import { type Pace, pace, type PaceStatus } from '../../kernel/indicators/pace.js';
import type { Indicator } from '../indicator.record.js';
import { WHOLE_UNITS } from '../policy-words.js';
import type { Target } from '../target.record.js';
import type { Figure } from './figure.js';

/** A figure held against its target on one date. */
export interface Score {
  /** Figure ÷ target; null with the reason. */
  readonly attainment: number | null;
  readonly noAttainment: NoAttainment | null;
  readonly isMet: boolean | null;
  /** Whole units still missing; null where none can be told. */
  readonly unitsShort: number | null;
  readonly pace: Pace;
  readonly status: PaceStatus;
}

/** What a score is asked for beside figure and target. */
export interface ScoreDates {
  /** Day the clock starts; null when the document names none. */
  readonly start: string | null;
  readonly asOf: string;
}

/** The value as its two counts where they are known, so that comparisons are exact. */
export function valueOf({ numerator, denominator, value }: Figure): IndicatorValue {
  return numerator !== null && denominator !== null ? { numerator, denominator } : value;
}

export function scoreTarget(
  figure: Figure,
  indicator: Pick<Indicator, 'unit' | 'denominator'>,
  target: Pick<Target, 'value' | 'direction' | 'deadline'>,
  { start, asOf }: ScoreDates,
): Score {
  const { deadline, direction } = target;
  const value = valueOf(figure);
  const isExact = direction === 'EXACTLY';
  const reached = attainment(value, target.value, isExact ? 'AT_LEAST' : direction);
  const isMet = isExact && reached.isMet ? attainment(value, target.value, 'AT_MOST').isMet : reached.isMet;
  const line = pace({
    start: start ?? deadline,
    deadline,
    asOf,
    value,
    target: target.value,
    direction: isExact ? 'AT_LEAST' : direction,
  });
  const known = isMet === null ? 'UNKNOWN' : isMet ? 'ACHIEVED' : asOf > deadline ? 'OVERDUE' : 'UNKNOWN';
  return {
    attainment: reached.ratio,
    noAttainment: reached.reason,
    isMet,
    unitsShort: direction === 'AT_LEAST' ? missing(figure, indicator, target.value) : null,
    pace: isExact ? { ...line, status: known, expected: null, ahead: null } : line,
    status: isExact ? known : line.status,
  };
}

/** A share without its counts, an area or a price has no whole units. */
function missing(figure: Figure, { unit }: Pick<Indicator, 'unit'>, target: number): number | null {
  const value = valueOf(figure);
  if (typeof value === 'number' && !WHOLE_UNITS.has(unit) && unit !== 'MILESTONE') return null;
  return shortOfTarget(value, target);
}
