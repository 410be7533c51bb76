import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compensatedSum } from '../../../src/kernel/compensated-sum.js';
import { reachState, type DemandReach } from '../../../src/kernel/coverage/demand-reach.js';
import { populationCoverage, populationCoverageByDivision } from '../../../src/kernel/coverage/population.js';

function reach(
  points: [weight: number, cost: number, snapped?: 0 | 1][],
  limitCentimeters = 72_000,
): DemandReach {
  return {
    weight: Float64Array.from(points, ([weight]) => weight),
    costCentimeters: Int32Array.from(points, ([, cost]) => cost),
    snapped: Uint8Array.from(points, ([, , snapped = 1]) => snapped),
    limitCentimeters,
  };
}

/** Five points of one street: on the limit, just beyond, cut off, off the network, at the door. */
const street = reach([
  [120, 72_000],
  [80, 72_001],
  [30, -1],
  [20, -1, 0],
  [150, 0],
]);

describe('populationCoverage', () => {
  it('counts the limit itself as covered and keeps unsnapped people in the denominator', () => {
    expect(populationCoverage(street)).toEqual({
      coveredWeight: 270,
      totalWeight: 400,
      ratio: 0.675,
      pointCount: 5,
      coveredCount: 2,
      unsnappedWeight: 20,
      unsnappedCount: 1,
    });
  });

  it('says why each point counts or not', () => {
    expect([0, 1, 2, 3, 4].map((point) => reachState(street, point))).toEqual([
      'COVERED',
      'TOO_FAR',
      'UNREACHED',
      'UNSNAPPED',
      'COVERED',
    ]);
  });

  it('has no ratio where nobody lives', () => {
    expect(populationCoverage(reach([]))).toMatchObject({ totalWeight: 0, ratio: null });
    expect(populationCoverage(reach([[0, 10]]))).toMatchObject({
      totalWeight: 0,
      ratio: null,
      coveredCount: 1,
    });
  });

  it('is exactly 1 when everyone is covered, with fractional weights too', () => {
    const weights = Array.from({ length: 1000 }, (_, i) => 0.1 + (i % 7) / 3);
    expect(populationCoverage(reach(weights.map((weight) => [weight, 5]))).ratio).toBe(1);
  });

  it('never falls when the limit rises', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0, max: 500, noNaN: true }), fc.integer({ min: -1, max: 2000 })),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(points, fc.nat(2000), fc.nat(500), (drawn, limit, more) => {
        const [near, far] = [reach(drawn, limit), reach(drawn, limit + more)].map(populationCoverage);
        expect(far.coveredWeight).toBeGreaterThanOrEqual(near.coveredWeight);
        expect(far.totalWeight).toBeCloseTo(near.totalWeight, 6);
      }),
    );
  });

  it('refuses weights that are no number of people', () => {
    expect(() => populationCoverage(reach([[NaN, 1]]))).toThrow(/weight NaN/);
    expect(() => populationCoverage(reach([[-1, 1]]))).toThrow(/weight -1/);
  });
});

describe('populationCoverageByDivision', () => {
  // county 0 ← street 1, town 2; street 1 ← communities 3, 4. Listed parent-last on purpose below.
  const parent = Int32Array.of(-1, 0, 0, 1, 1);

  it('rolls points up to every ancestor', () => {
    const { divisions, elsewhere } = populationCoverageByDivision(
      reach([
        [10, 1],
        [20, -1],
        [40, 1],
        [80, -1, 0],
        [160, 1],
      ]),
      Int32Array.of(3, 4, 2, 1, -1),
      parent,
    );
    expect(divisions.map((d) => [d.coveredWeight, d.totalWeight, d.pointCount])).toEqual([
      [50, 150, 4],
      [10, 110, 3],
      [40, 40, 1],
      [10, 10, 1],
      [0, 20, 1],
    ]);
    expect(divisions[0].unsnappedWeight).toBe(80);
    expect(elsewhere).toMatchObject({ coveredWeight: 160, pointCount: 1 });
  });

  it('equals the flat figure of each division’s own points, whatever the order of the tree', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0, max: 90, noNaN: true }), fc.integer({ min: -1, max: 9 }), fc.nat(5)),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(points, (drawn) => {
        // a chain listed child first: 0 → 1 → 2 → 3 → 4 → 5 (root)
        const chain = Int32Array.of(1, 2, 3, 4, 5, -1);
        const all = reach(
          drawn.map(([weight, cost]) => [weight, cost]),
          5,
        );
        const { divisions } = populationCoverageByDivision(
          all,
          Int32Array.from(drawn, ([, , at]) => at),
          chain,
        );
        for (let division = 0; division < 6; division++) {
          const own = drawn.filter(([, , at]) => at <= division).map(([w, c]) => [w, c] as [number, number]);
          const flat = populationCoverage(reach(own, 5));
          expect(divisions[division].coveredWeight).toBeCloseTo(flat.coveredWeight, 9);
          expect(divisions[division].totalWeight).toBeCloseTo(flat.totalWeight, 9);
          expect(divisions[division].coveredCount).toBe(flat.coveredCount);
        }
      }),
    );
  });

  it('refuses a tree with a cycle', () => {
    expect(() => populationCoverageByDivision(reach([]), new Int32Array(0), Int32Array.of(1, 0))).toThrow(
      /cycle/,
    );
  });
});

describe('compensatedSum', () => {
  it('loses nothing where a plain sum does', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(new Float64Array(1_000_000).fill(0.1))).toBe(100_000);
  });
});
