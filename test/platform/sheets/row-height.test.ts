import { describe, expect, it } from 'vitest';
import { linesOf, rowPoints } from '../../../src/platform/sheets/row-height.js';

describe('a row is as high as its text', () => {
  it('one line where it fits, more where it does not, however it breaks', () => {
    expect(linesOf('', 10)).toBe(1);
    // Nine Chinese characters of 11 points in 105 − 4.
    expect(linesOf('春晖家园一期东区小', 20)).toBe(1);
    expect(linesOf('春晖家园一期东区小区', 20)).toBe(2);
    expect(linesOf('春晖家园一期东区小区'.repeat(3), 20)).toBe(4);
    expect(linesOf('one\ntwo\nthree', 20)).toBe(3);
  });

  it('a word goes on the next line as a whole, unless it is longer than a line', () => {
    expect(linesOf('EST-0001 EST-0002', 20)).toBe(2);
    expect(linesOf('x'.repeat(100), 20)).toBe(7);
    expect(linesOf(`编号 ${'x'.repeat(100)}`, 20)).toBeGreaterThanOrEqual(7);
  });

  it('never fewer lines in a narrower column', () => {
    const text = '新建小区（登记），2022-10-17 出让土地，适用 321302000000 当日有效的规则，EST-0001 EST-0002';
    for (let width = 4; width < 200; width++)
      expect(linesOf(text, width + 1)).toBeLessThanOrEqual(linesOf(text, width));
  });

  it('in points of its size', () => {
    expect(rowPoints(1)).toBe(16);
    expect(rowPoints(3)).toBe(48);
    expect(rowPoints(1, 16)).toBeGreaterThan(rowPoints(1));
  });
});
