import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeParts } from '../../src/commands/text-table.js';

describe('wholeParts', () => {
  it('gives the largest remainders what rounding down leaves, the first of equals', () => {
    expect(wholeParts([193.4, 16_183.5, 1_236.3], 17_614)).toEqual([194, 16_184, 1_236]);
    expect(wholeParts([0.5, 0.5, 1], 2)).toEqual([1, 0, 1]);
    expect(wholeParts([], 0)).toEqual([]);
  });

  it('adds up, each part rounded down or up, when the total is the difference of two rounded figures', () => {
    const people = fc.integer({ min: 0, max: 1e8 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(people, fc.array(people, { minLength: 1, maxLength: 3 }), (served, parts) => {
        const wanted = parts.reduce((sum, part) => sum + part, served);
        const total = Math.round(wanted) - Math.round(served);
        const whole = wholeParts(parts, total);
        expect(whole.reduce((sum, part) => sum + part, 0)).toBe(total);
        whole.forEach((part, at) => expect(Math.abs(part - parts[at]!)).toBeLessThanOrEqual(1));
      }),
    );
  });
});
