import { expect, it } from 'vitest';
import {
  dispatchModel,
  type DispatchAnswer,
  type DispatchCell,
  type DispatchColumn,
} from '../../../web/src/dispatch/dispatch-model.js';
import {
  dayTitle,
  isMonth,
  lastDayOf,
  lastFullMonth,
  lastMonthWithTargets,
  monthsBefore,
  monthTitle,
} from '../../../web/src/dispatch/month.js';

const CELL: DispatchCell = {
  ...{ numerator: null, denominator: null, value: null, reason: null, readingMonth: null },
  ...{ change: null, rank: null, status: null, unitsShort: null },
};

function answer(cells: Readonly<Record<string, Partial<DispatchCell>>>): DispatchAnswer {
  const column: DispatchColumn = {
    ...{
      targetId: '1',
      indicatorKey: 'coverage',
      indicatorName: '覆盖率',
      unit: 'RATIO',
      scope: 'WHOLE',
      direction: 'AT_LEAST',
    },
    ...{ target: 0.7, deadline: '2025-12-31', documentKey: 'plan', clause: '一' },
  };
  const rows = Object.entries(cells).map(([code, cell]) => ({
    ...{ divisionCode: code, divisionName: `县${code}`, cells: [{ ...CELL, ...cell }] },
  }));
  return { month: '2025-06', columns: [column], rows };
}

it('counties stand by their place, those without a figure last', () => {
  const model = dispatchModel(
    answer({
      1: { value: null, reason: 'NO_READING', status: 'UNKNOWN' },
      2: { value: 0.5, rank: 3, status: 'BEHIND' },
      3: { value: 0.9, rank: 1, status: 'ACHIEVED' },
      4: { value: 0.9, rank: 1, status: 'ACHIEVED' },
    }),
  );
  const [table] = model.tables;
  expect(table.counties.map(({ code }) => code)).toEqual(['3', '4', '2', '1']);
  expect(table.isRanked).toBe(true);
  expect(model.counts).toEqual({ ACHIEVED: 2, ON_PACE: 0, BEHIND: 1, OVERDUE: 0, UNKNOWN: 1 });
  expect(model.missing).toBe(1);
  expect(model.notCompared).toBe(0);
  expect(model.late.map(({ county }) => county.code)).toEqual(['2']);
});

it('a single county has no place, and amounts are not held against the whole', () => {
  const model = dispatchModel(answer({ 1: { value: 12, rank: 1 } }));
  expect(model.tables[0].isRanked).toBe(false);
  expect(model.notCompared).toBe(1);
  expect(model.counties).toBe(1);
});

it('every cell is counted once', () => {
  const model = dispatchModel(answer({ 1: { status: 'OVERDUE' }, 2: {}, 3: { status: 'ON_PACE' } }));
  const judged = Object.values(model.counts).reduce((sum, count) => sum + count, 0);
  expect(judged + model.notCompared).toBe(3);
});

it('knows the months', () => {
  expect(lastFullMonth('2026-11-22')).toBe('2026-10');
  expect(lastFullMonth('2026-01-01')).toBe('2025-12');
  expect(lastFullMonth('2025-06-30')).toBe('2025-06');
  expect(monthsBefore('2026-02', 14)).toBe('2024-12');
  expect(lastDayOf('2024-02')).toBe('2024-02-29');
  expect(isMonth('2025-13')).toBe(false);
  expect(isMonth('2025-12')).toBe(true);
});

it('writes months and days in words', () => {
  expect(monthTitle('2026-10', 'zh')).toBe('2026年10月');
  expect(monthTitle('2026-10', 'en')).toBe('October 2026');
  expect(dayTitle('2026-10-31', 'zh')).toBe('2026年10月31日');
  expect(dayTitle('2026-10-31', 'en')).toBe('31 October 2026');
});

it('where no target runs any more, the last month that has one is shown', () => {
  const deadlines = ['2025-06-30', '2024-12-31'];
  expect(lastMonthWithTargets(deadlines, '2026-11-23')).toBe('2025-12');
  expect(lastMonthWithTargets(deadlines, '2025-07-15')).toBe('2025-06');
  expect(lastMonthWithTargets([], '2026-11-23')).toBeNull();
});
