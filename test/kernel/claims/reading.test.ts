import { describe, expect, it } from 'vitest';
import { readDateSpan } from '../../../src/kernel/claims/date-span.js';
import { decimalText, fixedText, rational } from '../../../src/kernel/rational.js';
import {
  contains,
  divideRanges,
  exactly,
  multiplyRanges,
  roundedTo,
} from '../../../src/kernel/claims/value-range.js';
import { readWrittenNumber } from '../../../src/kernel/claims/written-number.js';

describe('numbers as written', () => {
  it.each([
    ['524.6', rational(5246, 10), 1],
    ['1,163', rational(1163), 0],
    ['２４００', rational(2400), 0],
    ['-3.20', rational(-32, 10), 2],
    ['0.000', rational(0), 3],
  ])('%s', (text, value, decimals) => {
    expect(readWrittenNumber(text)).toEqual({ value, decimals });
  });

  it.each(['', '.', '1.', '.5', '1,16', '1e3', '0x10', '两百', 'NaN', '1 000', '9'.repeat(25)])(
    'not %j',
    (text) => {
      expect(readWrittenNumber(text)).toBeNull();
    },
  );

  it('shows decimals exactly, cut with … where they go on', () => {
    expect(
      [rational(1, 3), rational(-5, 2), rational(288), rational(2400)].map((value) => decimalText(value, 3)),
    ).toEqual(['0.333…', '-2.5', '288', '2400']);
    expect([rational(1, 8), rational(-1, 8), rational(1, 1000)].map((value) => fixedText(value, 2))).toEqual([
      '0.13',
      '-0.13',
      '0.00',
    ]);
  });
});

describe('dates as written', () => {
  it.each([
    ['2024', '2024', 366],
    ['2024-06', '2024-06', 30],
    ['2024年6月', '2024-06', 30],
    ['2023/2', '2023-02', 28],
    ['2024.8.7', '2024-08-07', 1],
    ['2024年8月7日', '2024-08-07', 1],
  ])('%s', (written, text, days) => {
    const span = readDateSpan(written)!;
    expect([span.text, span.lastDay - span.firstDay + 1]).toEqual([text, days]);
  });

  it.each(['24-06', '2024-13', '2024-02-30', '2023-02-29', '202406', '2024-', '2024年底', '1024'])(
    'not %s',
    (text) => {
      expect(readDateSpan(text)).toBeNull();
    },
  );

  it('counts days as the calendar does', () => {
    const days = (text: string) => readDateSpan(text)!.firstDay;
    for (const [from, to] of [
      ['1999-12-31', '2000-03-01'],
      ['2024-06-30', '2024-08-07'],
      ['1900-01-01', '2199-12-31'],
    ]) {
      expect(days(to) - days(from)).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
    }
  });
});

describe('what a written number may stand for', () => {
  const share = roundedTo(rational(3638, 100), rational(1, 100));
  it('36.38 is 36.375 ≤ x < 36.385', () => {
    const at = (thousandths: number) => contains(share, rational(thousandths, 1000));
    expect([36_374, 36_375, 36_384, 36_385].map(at)).toEqual([false, true, true, false]);
  });

  it('a negative number mirrors it', () => {
    const range = roundedTo(rational(-1), rational(1));
    expect([-15, -14, -6, -5, -4].map((tenths) => contains(range, rational(tenths, 10)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('products and quotients keep open ends open', () => {
    const [two, three] = [roundedTo(rational(2), rational(1)), exactly(rational(3))];
    expect(multiplyRanges(two, three)).toEqual({
      low: { at: rational(9, 2), open: false },
      high: { at: rational(15, 2), open: true },
    });
    expect(divideRanges(three, two)).toEqual({
      low: { at: rational(6, 5), open: true },
      high: { at: rational(2), open: false },
    });
  });
});
