import { checkDivisionCode } from '../../divisions/index.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { checkRemark } from '../../platform/graphql/check-entry.js';
import { today } from '../../platform/today.js';
import type { Indicator } from '../indicator.record.js';
import { type Month, monthOf, shortMonth } from '../month.js';
import { WHOLE_UNITS } from '../policy-words.js';

/** A reading as somebody wants to record it: two counts, or one value. */
export interface ReadingDraft {
  readonly jurisdictionCode: string;
  readonly indicatorKey: string;
  readonly month: Month;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** In the indicator's unit; shares are 0 to 1. */
  readonly value: number | null;
  /** Document the figure comes from. */
  readonly document: string;
  /** Why an earlier reading is corrected; null for a first reading. */
  readonly reason: string | null;
  /** Corrects a frozen month: what is frozen stays, the correction is logged as a restatement. */
  readonly restates: boolean;
}

/** What is stored of a draft. A denominator of 0 leaves no value. */
export interface ReadingFigures {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** What can be said of a draft without looking anything up. @throws PlanningError BAD_USER_INPUT */
export function checkReadingDraft(draft: ReadingDraft): void {
  checkDivisionCode(draft.jurisdictionCode, 'jurisdictionCode');
  checkRemark(draft.document, 'document');
  checkRemark(draft.reason, 'reason');
  const now = monthOf(today());
  if (draft.month > now) {
    throw badInput(
      `month: expected a month that has begun, at most ${shortMonth(now)}; got ${shortMonth(draft.month)}.`,
      { field: 'month' },
    );
  }
  for (const field of ['numerator', 'denominator', 'value'] as const) {
    const figure = draft[field];
    if (figure === null || /^\d{1,12}(\.\d{1,6})?$/.test(String(figure))) continue;
    throw badInput(
      `${field}: expected a number from 0 below 1,000,000,000,000 with at most 6 decimals; got ${figure}.`,
      { field },
    );
  }
}

/**
 * The figures of a draft, checked against what its indicator is.
 * @throws PlanningError BAD_USER_INPUT, also for an indicator the platform computes itself
 */
export function readingFigures(draft: ReadingDraft, indicator: Indicator): ReadingFigures {
  const { key, unit, computation } = indicator;
  if (computation !== null) {
    throw badInput(
      `indicatorKey: ${key} is computed from the platform's own data (${computation}), not reported; correct the data instead.`,
      { field: 'indicatorKey', computation },
    );
  }
  const { numerator, denominator, value } = draft;
  if (indicator.denominator !== null) return sharedFigures(draft, indicator);
  if (denominator !== null) throw wrong('denominator', `none, as ${key} counts ${unit}`, denominator);
  if ((value === null) === (numerator === null))
    throw badInput(`value: expected one figure, as ${key} counts ${unit}.`, { field: 'value' });
  const amount = (value ?? numerator)!;
  if (WHOLE_UNITS.has(unit) && !Number.isInteger(amount)) throw wrong('value', 'a whole number', amount);
  if (unit === 'MILESTONE' && amount !== 0 && amount !== 1)
    throw wrong('value', '1 (done) or 0 (not done)', amount);
  return { numerator: null, denominator: null, value: amount };
}

function sharedFigures(
  { numerator, denominator, value }: ReadingDraft,
  { key, unit }: Indicator,
): ReadingFigures {
  if (value !== null) {
    if (numerator !== null || denominator !== null) {
      throw badInput(`value: give numerator and denominator of ${key}, or its value, not both.`, {
        field: 'value',
      });
    }
    if (unit === 'RATIO' && value > 1)
      throw wrong('value', 'a share of at most 1 (write 0.7 for 70 %)', value);
    return { numerator: null, denominator: null, value };
  }
  if (numerator === null || denominator === null)
    throw badInput(`numerator, denominator: expected both, or the value of ${key}.`, { field: 'numerator' });
  if (unit === 'RATIO' && numerator > denominator)
    throw wrong('numerator', `at most the denominator ${denominator}, as ${key} is a share`, numerator);
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

function wrong(field: string, expected: string, got: number) {
  return badInput(`${field}: expected ${expected}; got ${got}.`, { field });
}
