import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CERTAINTIES,
  certaintySearchLimit,
  certaintyWeights,
  coverageCertainty,
  SPEED_PROFILES_METERS_PER_SECOND,
  type CertaintyRange,
} from '../../../src/kernel/coverage/coverage-certainty.js';

// The worked example of docs/models/coverage-certainty.md.
const range: CertaintyRange = {
  cutoffSeconds: 900,
  speedsMetersPerSecond: SPEED_PROFILES_METERS_PER_SECOND,
  accessToleranceMeters: 20,
};

const costs = fc
  .array(fc.integer({ min: -1, max: 100_000 }), { maxLength: 30 })
  .map((all) => Int32Array.from(all));
const speeds = fc.array(fc.double({ min: 0.3, max: 2, noNaN: true }), { minLength: 1, maxLength: 4 });
const tolerances = fc.integer({ min: 0, max: 200 });
const rankOf = (cost: Int32Array, asked: CertaintyRange): number[] =>
  coverageCertainty(cost, asked).map((each) => CERTAINTIES.indexOf(each));

describe('coverageCertainty', () => {
  it('decides the worked example at the centimetre', () => {
    const certainty = coverageCertainty(Int32Array.of(55_600, 55_601, 72_000, 92_000, 92_001, -1), range);
    expect(certainty).toEqual(['ALWAYS', 'SOMETIMES', 'SOMETIMES', 'SOMETIMES', 'NEVER', 'NEVER']);
    expect(certaintyWeights(certainty, Float64Array.of(120, 80, 40, 30, 20, 10))).toEqual({
      ALWAYS: 120,
      SOMETIMES: 150,
      NEVER: 30,
    });
    expect(certaintySearchLimit(range)).toBe(92_000);
  });

  it('equals trying every speed and both ends of the tolerance', () => {
    fc.assert(
      fc.property(costs, speeds, tolerances, (cost, speedsMetersPerSecond, accessToleranceMeters) => {
        const tries = speedsMetersPerSecond.flatMap((speed) =>
          [-1, 0, 1].map((sign) => ({
            limit: Math.floor(900 * speed * 100 + 1e-6),
            shift: sign * accessToleranceMeters,
          })),
        );
        const expected = Array.from(cost, (each) => {
          const covered = tries.filter(({ limit, shift }) => each >= 0 && each + 100 * shift <= limit).length;
          return covered === 0 ? 'NEVER' : covered === tries.length ? 'ALWAYS' : 'SOMETIMES';
        });
        expect(
          coverageCertainty(cost, { cutoffSeconds: 900, speedsMetersPerSecond, accessToleranceMeters }),
        ).toEqual(expected);
      }),
      { seed: 51 },
    );
  });

  it('is monotone in speed and time: faster or longer never makes a point less certain', () => {
    fc.assert(
      fc.property(
        costs,
        speeds,
        tolerances,
        fc.double({ min: 1, max: 2, noNaN: true }),
        (cost, slow, meters, factor) => {
          const asked = { cutoffSeconds: 900, speedsMetersPerSecond: slow, accessToleranceMeters: meters };
          const base = rankOf(cost, asked);
          const faster = rankOf(cost, {
            ...asked,
            speedsMetersPerSecond: slow.map((speed) => speed * factor),
          });
          const longer = rankOf(cost, { ...asked, cutoffSeconds: 900 * factor });
          base.forEach((rank, i) => {
            expect(faster[i]).toBeGreaterThanOrEqual(rank);
            expect(longer[i]).toBeGreaterThanOrEqual(rank);
          });
        },
      ),
      { seed: 52 },
    );
  });

  it('loses certainty, and nothing else, to more tolerance and more speeds', () => {
    fc.assert(
      fc.property(costs, speeds, speeds, tolerances, tolerances, (cost, few, more, meters, extra) => {
        const asked = { cutoffSeconds: 900, speedsMetersPerSecond: few, accessToleranceMeters: meters };
        const base = coverageCertainty(cost, asked);
        const wider = coverageCertainty(cost, {
          ...asked,
          speedsMetersPerSecond: [...few, ...more],
          accessToleranceMeters: meters + extra,
        });
        wider.forEach((each, i) => {
          if (each !== 'SOMETIMES') expect(base[i]).toBe(each);
        });
      }),
      { seed: 53 },
    );
  });

  it('leaves nothing open at one speed without tolerance', () => {
    const sure = { cutoffSeconds: 900, speedsMetersPerSecond: [0.8], accessToleranceMeters: 0 };
    expect(coverageCertainty(Int32Array.of(72_000, 72_001), sure)).toEqual(['ALWAYS', 'NEVER']);
    expect(() => coverageCertainty(Int32Array.of(1), { ...sure, speedsMetersPerSecond: [] })).toThrow(
      /speed/,
    );
    expect(() => coverageCertainty(Int32Array.of(1), { ...sure, accessToleranceMeters: -1 })).toThrow(
      /tolerance/,
    );
  });
});
