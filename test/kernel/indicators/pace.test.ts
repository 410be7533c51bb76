import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pace, type PaceQuestion } from '../../../src/kernel/indicators/pace.js';
import {
  paceOfLastThreeMonths,
  type MonthlyValue,
  type RecentPaceQuestion,
} from '../../../src/kernel/indicators/pace-of-last-three-months.js';

// The worked example of docs/models/attainment-and-pace.md: 70 % of 26 streets from 30 to 70 % in 1000 days.
const streets: PaceQuestion = {
  start: '2023-04-06',
  deadline: '2025-12-31',
  asOf: '2024-08-18',
  startValue: 0.3,
  value: { numerator: 13, denominator: 26 },
  target: 0.7,
};

describe('pace', () => {
  it('stands exactly on the line half-way, and a day later behind it', () => {
    expect(pace(streets)).toEqual({ status: 'ON_PACE', elapsed: 0.5, expected: 0.5, ahead: 0, reason: null });
    const next = pace({ ...streets, asOf: '2024-08-19' });
    expect(next).toMatchObject({ status: 'BEHIND', expected: 0.5004, ahead: -0.0004 });
  });

  it.each([
    ['2024-08-18', 19, 'ACHIEVED'],
    ['2026-01-01', 19, 'ACHIEVED'],
    ['2025-12-31', 18, 'BEHIND'],
    ['2026-01-01', 18, 'OVERDUE'],
    ['2023-04-06', 8, 'ON_PACE'],
    ['2020-01-01', 7, 'BEHIND'],
  ] as const)('on %s with %i streets of 26 is %s', (asOf, numerator, status) => {
    expect(pace({ ...streets, asOf, value: { numerator, denominator: 26 } }).status).toBe(status);
  });

  it('walks down to an AT_MOST target', () => {
    const empty: PaceQuestion = {
      ...streets,
      startValue: 0.4,
      target: 0.2,
      direction: 'AT_MOST',
      value: 0.3,
    };
    expect(pace(empty)).toMatchObject({ status: 'ON_PACE', expected: 0.3, ahead: 0 });
    expect(pace({ ...empty, value: 0.31 }).status).toBe('BEHIND');
    expect(pace({ ...empty, value: 0.2 }).status).toBe('ACHIEVED');
    expect(pace({ ...empty, startValue: undefined })).toMatchObject({
      status: 'UNKNOWN',
      reason: 'NO_START_VALUE',
    });
  });

  it('says why it knows nothing, and what it knows all the same', () => {
    expect(pace({ ...streets, value: null })).toMatchObject({
      status: 'UNKNOWN',
      reason: 'NO_VALUE',
      elapsed: 0.5,
    });
    expect(pace({ ...streets, value: { numerator: 0, denominator: 0 } }).reason).toBe('NO_VALUE');
    expect(pace({ ...streets, target: null })).toMatchObject({ status: 'UNKNOWN', reason: 'NO_TARGET' });
    const noSpan = { ...streets, start: streets.deadline };
    expect(pace(noSpan)).toMatchObject({ status: 'UNKNOWN', reason: 'NO_TIME_SPAN', elapsed: null });
    expect(pace({ ...noSpan, value: 0.7 }).status).toBe('ACHIEVED');
    expect(pace({ ...noSpan, asOf: '2026-01-01' }).status).toBe('OVERDUE');
  });
});

const monthly = (values: readonly (readonly [string, number | null])[]): MonthlyValue[] =>
  values.map(([month, value]) => ({ month: `${month}-01`, value }));

describe('paceOfLastThreeMonths', () => {
  // Centres built, against 40 by the end of 2025.
  const centres = monthly([
    ['2025-01', 20],
    ['2025-03', 23],
    ['2025-04', 24],
    ['2025-05', null],
    ['2025-06', 29],
  ]);
  const question: RecentPaceQuestion = { asOf: '2025-07-05', deadline: '2025-12-31', target: 40 };

  it('sets what was gained a month against what is needed a month', () => {
    expect(paceOfLastThreeMonths(centres, question)).toEqual({
      status: 'ON_PACE',
      latestMonth: '2025-06-01',
      months: 3,
      gainedPerMonth: 2,
      neededPerMonth: 11 / 6,
      monthsToTarget: 6,
      reason: null,
    });
    expect(paceOfLastThreeMonths(centres, { ...question, deadline: '2025-12-30' })).toMatchObject({
      status: 'BEHIND',
      neededPerMonth: 11 / 5,
    });
  });

  it('reads only what was known on the day, in any order', () => {
    const april = paceOfLastThreeMonths([...centres].reverse(), { ...question, asOf: '2025-05-31' });
    // January is exactly three months before April.
    expect(april).toMatchObject({
      latestMonth: '2025-04-01',
      months: 3,
      gainedPerMonth: 4 / 3,
      status: 'BEHIND',
    });
    const march = paceOfLastThreeMonths(centres, { ...question, asOf: '2025-03-31' });
    expect(march).toMatchObject({ latestMonth: '2025-03-01', months: 2, gainedPerMonth: 1.5 });
  });

  it('does not look further back than three months', () => {
    const sparse = monthly([
      ['2025-01', 20],
      ['2025-06', 29],
    ]);
    expect(paceOfLastThreeMonths(sparse, question)).toMatchObject({
      status: 'UNKNOWN',
      months: null,
      gainedPerMonth: null,
      neededPerMonth: 11 / 6,
      reason: 'TOO_FEW_READINGS',
    });
  });

  it.each([
    ['met', 29, '2025-07-05', 'ACHIEVED', null],
    ['met late', 29, '2026-02-01', 'ACHIEVED', null],
    ['over', 40, '2026-01-01', 'OVERDUE', 6],
    ['last day', 40, '2025-12-31', 'ON_PACE', 6],
  ] as const)('%s', (_, target, asOf, status, monthsToTarget) => {
    expect(paceOfLastThreeMonths(centres, { ...question, target, asOf })).toMatchObject({
      status,
      monthsToTarget,
    });
  });

  it('has no need to name when no month is left, and no month of arrival when nothing moves', () => {
    const still = monthly([
      ['2025-10', 30],
      ['2025-12', 30],
    ]);
    expect(paceOfLastThreeMonths(still, { ...question, asOf: '2025-12-31' })).toMatchObject({
      status: 'BEHIND',
      gainedPerMonth: 0,
      neededPerMonth: null,
      monthsToTarget: null,
    });
  });

  it('goes downwards for AT_MOST', () => {
    const empty = monthly([
      ['2025-03', 0.4],
      ['2025-06', 0.31],
    ]);
    const asked: RecentPaceQuestion = { ...question, target: 0.2, direction: 'AT_MOST' };
    expect(paceOfLastThreeMonths(empty, asked)).toMatchObject({
      status: 'ON_PACE',
      gainedPerMonth: -0.03,
      monthsToTarget: 4,
    });
    expect(paceOfLastThreeMonths(empty, { ...asked, target: 0.1 }).status).toBe('BEHIND');
  });

  it('says what is missing and refuses two readings of a month', () => {
    expect(paceOfLastThreeMonths([], question)).toMatchObject({ status: 'UNKNOWN', reason: 'NO_VALUE' });
    expect(paceOfLastThreeMonths(centres, { ...question, target: null })).toMatchObject({
      status: 'UNKNOWN',
      reason: 'NO_TARGET',
      gainedPerMonth: 2,
    });
    expect(() => paceOfLastThreeMonths([...centres, centres[0]], question)).toThrow(/two readings/);
  });

  it('is ON_PACE exactly when going on like this meets the target in the months left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 80 }),
        (values, target) => {
          const readings = monthly(values.map((value, i) => [`2025-0${i + 1}`, value] as const));
          const result = paceOfLastThreeMonths(readings, { ...question, target });
          const monthsLeft = 12 - values.length;
          if (result.status === 'ACHIEVED') {
            expect(values[values.length - 1]).toBeGreaterThanOrEqual(target);
            return;
          }
          const arrives = result.monthsToTarget !== null && result.monthsToTarget <= monthsLeft;
          expect(result.status).toBe(arrives ? 'ON_PACE' : 'BEHIND');
        },
      ),
      { seed: 72 },
    );
  });
});
