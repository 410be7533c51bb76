import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageChangeStages,
  peopleCount,
  splitCoverageChange,
  unitCount,
  type CoverageChangeSplit,
  type CoverageSituation,
} from '../../../src/kernel/coverage/coverage-change.js';
import { rational, subtract, add } from '../../../src/kernel/rational.js';
import { populationCoverage } from '../../../src/kernel/coverage/population.js';
import { presenceCoverage } from '../../../src/kernel/coverage/presence.js';

/** A facility is an id such as "u3-full": the unit it stands in and what it offers. */
type Situation = CoverageSituation<readonly string[], { readonly needsFullCare: boolean }>;

function presence({ facilities, ground, rule }: Situation) {
  const counting = [...facilities].filter((id) => !rule.needsFullCare || id.endsWith('full'));
  return presenceCoverage(
    ground.map((code) => ({ code })),
    new Set(counting.map((id) => id.split('-')[0])),
  );
}

function split(before: Situation, after: Situation): CoverageChangeSplit {
  return splitCoverageChange(coverageChangeStages(before, after).map((stage) => unitCount(presence(stage))));
}

const units = (count: number): string[] => Array.from({ length: count }, (_, i) => `u${i}`);
const day = (unit: number): string => `u${unit}-day`;
const full = (unit: number): string => `u${unit}-full`;

describe('the worked example of docs/models/coverage-change.md', () => {
  // 20 streets, 10 with a centre; 4 full-care centres open, in streets 0, 2, 10, 11; those of 0, 1, 3 close; 2 streets go.
  const before: Situation = {
    facilities: new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(day)),
    ground: units(20),
    rule: { needsFullCare: false },
  };
  const after: Situation = {
    facilities: new Set([...[2, 4, 5, 6, 7, 8, 9].map(day), full(0), full(2), full(10), full(11)]),
    ground: units(18),
    rule: { needsFullCare: true },
  };

  it('is +1/10 built, −1/10 closed, +1/18 units, −1/3 rule: −5/18 in all', () => {
    const result = split(before, after);
    if (!result.ok) throw new Error(result.reason);
    const [built, closed, denominator, rule] = result.parts;
    expect(result.parts.map((part) => part.step)).toEqual(['BUILT', 'CLOSED', 'DENOMINATOR', 'RULE']);
    expect(built.exact).toEqual({ numerator: 1n, denominator: 10n });
    expect(closed.exact).toEqual({ numerator: -1n, denominator: 10n });
    expect(denominator.exact).toEqual({ numerator: 1n, denominator: 18n });
    expect(rule.exact).toEqual({ numerator: -1n, denominator: 3n });
    expect(result.difference.exact).toEqual({ numerator: -5n, denominator: 18n });
    expect(result.difference.value).toBe(-5 / 18);
  });
});

describe('splitCoverageChange', () => {
  const situation: fc.Arbitrary<Situation> = fc.record({
    facilities: fc
      .array(
        fc
          .tuple(fc.integer({ min: 0, max: 12 }), fc.boolean())
          .map(([unit, isFull]) => (isFull ? full : day)(unit)),
        { maxLength: 12 },
      )
      .map((ids) => new Set(ids)),
    ground: fc.integer({ min: 0, max: 12 }).map(units),
    rule: fc.record({ needsFullCare: fc.boolean() }),
  });

  it('sums to the difference exactly, with signs that mean what they say', () => {
    fc.assert(
      fc.property(situation, situation, (before, after) => {
        const result = split(before, after);
        const [first, last] = [presence(before), presence(after)];
        if (!result.ok) {
          expect(first.denominator * last.denominator).toBe(0);
          expect(result).toEqual({
            ok: false,
            reason: 'NO_DENOMINATOR',
            stage: first.denominator === 0 ? 0 : 3,
          });
          return;
        }
        const ratio = ({ numerator, denominator }: typeof first) =>
          rational(BigInt(numerator), BigInt(denominator));
        const sum = result.parts.map((part) => part.exact).reduce(add);
        expect(sum).toEqual(subtract(ratio(last), ratio(first)));
        expect(result.difference.exact).toEqual(sum);
        const [built, closed, denominator, rule] = result.parts.map((part) => part.value);
        expect(built).toBeGreaterThanOrEqual(0);
        expect(closed).toBeLessThanOrEqual(0);
        if (before.ground.length === after.ground.length) expect(denominator).toBe(0);
        if (before.rule.needsFullCare === after.rule.needsFullCare) expect(rule).toBe(0);
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  it('has nothing to split between a state and itself', () => {
    const same: Situation = {
      facilities: new Set([day(1)]),
      ground: units(3),
      rule: { needsFullCare: false },
    };
    const result = split(same, same);
    if (!result.ok) throw new Error(result.reason);
    expect(result.parts.map((part) => part.value)).toEqual([0, 0, 0, 0]);
  });

  it('takes people, and does not take the order of addition for a change', () => {
    const coverage = (weights: number[], covered: number) =>
      peopleCount(
        populationCoverage({
          weight: Float64Array.from(weights),
          costCentimeters: Int32Array.from(weights, (_, i) => (i < covered ? 0 : 99)),
          snapped: new Uint8Array(weights.length).fill(1),
          limitCentimeters: 50,
        }),
      );
    const homes = [0.1, 0.2, 0.3, 0.4, 12.7];
    const result = splitCoverageChange([
      coverage(homes, 1),
      coverage(homes, 3),
      coverage(homes, 2),
      coverage([...homes].reverse(), 2),
      coverage(homes, 5),
    ]);
    if (!result.ok) throw new Error(result.reason);
    expect(result.parts[0].exact).toEqual({ numerator: 5n, denominator: 137n });
    expect(result.parts.map((part) => part.exact).reduce(add)).toEqual({
      numerator: 136n,
      denominator: 137n,
    });
    const still = splitCoverageChange([1, 1, 1, 1, 1].map(() => coverage(homes, 2)));
    if (still.ok) expect(still.difference.exact.numerator).toBe(0n);
  });

  it('names the first stage without a denominator', () => {
    const [none, half] = [
      unitCount({ numerator: 0, denominator: 0 }),
      unitCount({ numerator: 1, denominator: 2 }),
    ];
    expect(splitCoverageChange([half, half, half, half, none])).toEqual({
      ok: false,
      reason: 'NO_DENOMINATOR',
      stage: 4,
    });
    expect(() => splitCoverageChange([half, half])).toThrow(/stages/);
  });
});
