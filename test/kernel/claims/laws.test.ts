import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../src/kernel/claims/check-claims.js';
import { checkRelation } from '../../../src/kernel/claims/check-relation.js';
import { divide, fixedText, multiply, type Rational, rational } from '../../../src/kernel/rational.js';
import { claim, relation } from './claims-support.js';

/** A hidden true amount in thousandths of 万元, and the decimals a report writes of it. */
const amount = fc.integer({ min: 1, max: 50_000_000 });
const places = fc.integer({ min: 0, max: 3 });
const inWan = (thousandths: number): Rational => rational(thousandths, 1000);
const RUNS = { numRuns: 400 };

describe('sums of rounded figures', () => {
  const sum = fc.record({
    parts: fc.array(amount, { minLength: 2, maxLength: 8 }),
    decimals: places,
    more: fc.boolean(),
  });

  it('a true sum is never flagged', () => {
    fc.assert(
      fc.property(sum, ({ parts, decimals }) => {
        const total = parts.reduce((a, b) => a + b);
        const written = [total, ...parts].map((part) => claim(fixedText(inWan(part), decimals), '万元'));
        const [whole, ...terms] = written;
        const { findings } = checkClaims(written, [relation('SUM', whole, ...terms)]);
        expect(findings.filter(({ relation: stated }) => stated === 0)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('a total farther off than all roundings together is always flagged', () => {
    fc.assert(
      fc.property(sum, fc.integer({ min: 1, max: 1000 }), ({ parts, decimals, more }, beyond) => {
        const terms = parts.map((part) => claim(fixedText(inWan(part), decimals), '万元'));
        const step = rational(1, 10n ** BigInt(decimals));
        // Each of n terms and the total may be half a step off: n + 1 halves are explained, n + 2 are not.
        const off = multiply(step, rational(parts.length + 1 + beyond, 2));
        const written = terms.map(({ number }) => number!.value).reduce((a, b) => add(a, b));
        const wrong = more ? add(written, off) : add(written, multiply(off, rational(-1)));
        const total = claim(fixedText(wrong, decimals + 1), '万元');
        const check = checkRelation(relation('SUM', total, ...terms));
        expect(check.findings).not.toEqual([]);
      }),
      RUNS,
    );
  });

  it('counts are exact: one off is one too many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 2, maxLength: 9 }),
        fc.constantFrom(-1, 0, 1),
        (parts, off) => {
          const total = parts.reduce((a, b) => a + b) + off;
          const terms = parts.map((part) => claim(String(part), '人'));
          const { outcome } = checkRelation(relation('SUM', claim(String(total), '人'), ...terms));
          expect(outcome).toBe(off === 0 ? 'HOLDS' : 'FAILS');
        },
      ),
      RUNS,
    );
  });
});

describe('ratios of rounded figures', () => {
  const ratio = fc.record({
    part: amount,
    rest: amount,
    decimals: places,
    shareDecimals: fc.integer({ min: 0, max: 4 }),
  });

  it('a true ratio is never flagged', () => {
    fc.assert(
      fc.property(ratio, ({ part, rest, decimals, shareDecimals }) => {
        const whole = part + rest;
        const below = claim(fixedText(inWan(whole), decimals), '万元');
        fc.pre(below.number!.value.numerator > 0n);
        const share = claim(fixedText(rational(part * 100, whole), shareDecimals), '%');
        const above = claim(fixedText(inWan(part), decimals), '万元');
        expect(checkRelation(relation('RATIO', share, above, below)).findings).toEqual([]);
      }),
      RUNS,
    );
  });

  it('of counts, the written percentage is exactly the rounded one; the next one below is at most a cut-off', () => {
    const counts = fc.record({
      part: fc.integer({ min: 0, max: 99_999 }),
      rest: fc.integer({ min: 1, max: 99_999 }),
      decimals: places,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 50 }), ({ part, rest, decimals }, steps) => {
        const [above, below] = [claim(String(part), '户'), claim(String(part + rest), '户')];
        const truth = rational(BigInt(part) * 100n, part + rest);
        const outcomeAt = (shift: number) => {
          const moved = add(
            rational(BigInt(fixedText(multiply(truth, rational(10n ** BigInt(decimals))), 0))),
            rational(shift),
          );
          const written = fixedText(divide(moved, rational(10n ** BigInt(decimals))), decimals);
          return checkRelation(relation('RATIO', claim(written, '%'), above, below)).outcome;
        };
        expect(outcomeAt(0)).toBe('HOLDS');
        expect(outcomeAt(steps)).toBe('FAILS');
        expect(outcomeAt(-steps)).toMatch(steps === 1 ? /FAILS|TRUNCATED/ : /FAILS/);
      }),
      RUNS,
    );
  });
});

describe('units', () => {
  it('writing a true sum in other units of money changes nothing', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        // Thousandths of 万元 are tens of 元.
        const [first, second] = [claim(fixedText(inWan(a), 3), '万元'), claim(String(b * 10), '元')];
        const total = claim(fixedText(rational(a + b, 10_000_000), 7), '亿元');
        expect(checkRelation(relation('SUM', total, first, second)).outcome).toBe('HOLDS');
      }),
      RUNS,
    );
  });

  it('a total in 元 for 万元 is always told as such', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [first, second] = [a, b].map((part) => claim(fixedText(inWan(part), 3), '万元'));
        const total = claim(fixedText(inWan(a + b), 3), '元', { key: 'total' });
        const [{ code, hints }] = checkRelation(relation('SUM', total, first, second)).findings;
        expect(code).toBe('UNIT_SLIP');
        expect(hints[0]).toMatchObject({ key: 'total', unit: '万元' });
      }),
      RUNS,
    );
  });
});

function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}
