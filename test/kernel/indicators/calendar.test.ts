import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, lastEndedMonth, monthNumber } from '../../../src/kernel/indicators/calendar.js';

const isoDates = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar', () => {
  it('counts days as the UTC clock does', () => {
    fc.assert(
      fc.property(isoDates, isoDates, (a, b) => {
        expect(dayNumber(b) - dayNumber(a)).toBe((Date.parse(b) - Date.parse(a)) / 86_400_000);
      }),
      { seed: 71 },
    );
  });

  it.each([
    ['2024-02-28', 0],
    ['2024-02-29', 1],
    ['2023-02-28', 1],
    ['2025-12-31', 1],
    ['2025-12-30', 0],
    ['2025-11-30', 1],
  ])('%s ends its month: %i', (date, ends) => {
    expect(lastEndedMonth(date) - monthNumber(date)).toBe(ends - 1);
  });

  it.each(['2025-1-1', '2025-13-01', '2025-00-10', '2025-01-32', 'soon'])('refuses %s', (date) => {
    expect(() => dayNumber(date)).toThrow(/date/);
  });
});
