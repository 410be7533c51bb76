import { expect, test } from 'vitest';
import { DateScalar, isCalendarDate } from '../../../src/platform/graphql/date.scalar.js';
import { today } from '../../../src/platform/today.js';

test.each(['2024-02-29', '1900-01-01', '9999-12-31'])('%s is a date', (text) => {
  expect(DateScalar.parseValue(text)).toBe(text);
  expect(DateScalar.serialize(text)).toBe(text);
});

test.each([
  '2023-02-29',
  '2025-13-01',
  '2025-00-10',
  '2025-1-1',
  '20250101',
  '0000-01-01',
  '2025-01-01T00:00Z',
  ' 2025-01-01',
  '',
])('"%s" is not', (text) => {
  expect(isCalendarDate(text)).toBe(false);
  expect(() => DateScalar.parseValue(text)).toThrow(/YYYY-MM-DD/);
});

test('neither is a number or a Date', () => {
  expect(() => DateScalar.parseValue(20250101)).toThrow(/YYYY-MM-DD/);
  expect(() => DateScalar.serialize(new Date(0))).toThrow(/YYYY-MM-DD/);
});

test('today is the day in China', () => {
  expect(today(new Date('2025-01-01T15:59:59Z'))).toBe('2025-01-01');
  expect(today(new Date('2025-01-01T16:00:00Z'))).toBe('2025-01-02');
});
