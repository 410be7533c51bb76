import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FLOATING_CATCHMENT_METHODS,
  floatingCatchment,
  type CatchmentPairs,
  type FloatingCatchmentMethod,
} from '../../../src/kernel/equity/floating-catchment.js';

/** Pairs from a table of weights: one row per facility, one column per demand point; 0 is no pair. */
function pairsOf(capacity: number[], population: number[], table: number[][]): CatchmentPairs {
  const offset = [0];
  const demand: number[] = [];
  const weight: number[] = [];
  for (const row of table) {
    row.forEach((w, i) => {
      if (w === 0) return;
      demand.push(i);
      weight.push(w);
    });
    offset.push(demand.length);
  }
  return {
    capacity: Float64Array.from(capacity),
    population: Float64Array.from(population),
    offset: Int32Array.from(offset),
    demand: Int32Array.from(demand),
    weight: Float64Array.from(weight),
  };
}

interface Town {
  readonly capacity: number[];
  readonly population: number[];
  readonly table: number[][];
}

const towns: fc.Arbitrary<Town> = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 12 }))
  .chain(([facilities, points]) =>
    fc.record({
      capacity: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: facilities, maxLength: facilities }),
      population: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 900, noNaN: true })), {
        minLength: points,
        maxLength: points,
      }),
      table: fc.array(
        fc.array(fc.constantFrom(0, 0, 0.22, 0.68, 1), { minLength: points, maxLength: points }),
        { minLength: facilities, maxLength: facilities },
      ),
    }),
  );

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const served = ({ population }: Town, access: Float64Array): number =>
  sum(population.map((people, i) => people * access[i]));
const capacityInReach = ({ capacity }: Town, ratio: Float64Array): number =>
  sum(capacity.filter((_, j) => !Number.isNaN(ratio[j])));
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

function solve(town: Town, method: FloatingCatchmentMethod): ReturnType<typeof floatingCatchment> {
  return floatingCatchment(pairsOf(town.capacity, town.population, town.table), method);
}

describe('the worked example of docs/models/floating-catchment.md', () => {
  // Two homes for the elderly with 30 and 12 beds; three estates with 100, 200 and 50 people.
  const town: Town = {
    capacity: [30, 12],
    population: [100, 200, 50],
    table: [
      [1, 0.68, 0],
      [0, 0.68, 1],
    ],
  };

  it.each([
    ['TWO_STEP', [30 / 300, 12 / 250], [0.1, 0.148, 0.048]],
    ['ENHANCED', [30 / 236, 12 / 186], [0.127119, 0.130312, 0.064516]],
    ['MODIFIED', [30 / 236, 12 / 186], [0.127119, 0.088612, 0.064516]],
    ['BALANCED', [30 / 200, 12 / 150], [0.089286, 0.093095, 0.047619]],
  ] as const)('%s', (method, ratio, access) => {
    const result = solve(town, method);
    ratio.forEach((expected, j) => near(result.ratio[j], expected));
    access.forEach((expected, i) => expect(result.access[i]).toBeCloseTo(expected, 6));
    expect(result.undefinedFacilities).toHaveLength(0);
  });

  it('serves 42 beds, or fewer where distance wastes them', () => {
    near(served(town, solve(town, 'TWO_STEP').access), 42);
    near(served(town, solve(town, 'ENHANCED').access), 42);
    expect(served(town, solve(town, 'MODIFIED').access)).toBeCloseTo(33.66, 2);
    near(sum(solve(town, 'BALANCED').access), 0.15 + 0.08);
    near(sum(solve(town, 'BALANCED').facilityDemand), 350);
  });
});

describe('floatingCatchment', () => {
  it.each(['TWO_STEP', 'ENHANCED'] as const)('%s hands out exactly the capacity in reach', (method) => {
    fc.assert(
      fc.property(towns, (town) => {
        const { access, ratio } = solve(town, method);
        near(served(town, access), capacityInReach(town, ratio));
      }),
      { seed: 1 },
    );
  });

  it('MODIFIED never hands out more than the capacity, nor more than ENHANCED anywhere', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const { access, ratio } = solve(town, 'MODIFIED');
        const enhanced = solve(town, 'ENHANCED').access;
        expect(served(town, access)).toBeLessThanOrEqual(capacityInReach(town, ratio) * (1 + 1e-12) + 1e-9);
        access.forEach((value, i) => expect(value).toBeLessThanOrEqual(enhanced[i] * (1 + 1e-12)));
      }),
      { seed: 2 },
    );
  });

  it('BALANCED keeps the levels of service and counts everybody in reach once', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const { access, ratio, facilityDemand } = solve(town, 'BALANCED');
        near(sum(access), sum(ratio.filter((level) => !Number.isNaN(level))));
        const inReach = town.population.filter((_, i) => town.table.some((row) => row[i] > 0));
        near(sum(facilityDemand), sum(inReach));
      }),
      { seed: 3 },
    );
  });

  it('equals the formulae written out over the whole table', () => {
    fc.assert(
      fc.property(towns, fc.constantFrom(...FLOATING_CATCHMENT_METHODS), (town, method) => {
        const { access, ratio } = solve(town, method);
        const W = town.table.map((row) => row.map((w) => (method === 'TWO_STEP' ? Math.ceil(w) : w)));
        const P = town.population;
        const column = P.map((_, i) => sum(W.map((row) => row[i])));
        const isBalanced = method === 'BALANCED';
        const R = W.map((row, j) => {
          const people = sum(row.map((w, i) => (w > 0 ? (P[i] * w) / (isBalanced ? column[i] : 1) : 0)));
          return people > 0 ? town.capacity[j] / people : NaN;
        });
        R.forEach((expected, j) =>
          Number.isNaN(expected) ? expect(ratio[j]).toBeNaN() : near(ratio[j], expected),
        );
        P.forEach((_, i) => {
          const parts = W.map((row, j) => {
            if (Number.isNaN(R[j])) return 0;
            if (isBalanced) return (R[j] * row[i]) / sum(row);
            return R[j] * (method === 'MODIFIED' ? row[i] ** 2 : row[i]);
          });
          near(access[i], sum(parts));
        });
      }),
      { seed: 4 },
    );
  });

  it.each(FLOATING_CATCHMENT_METHODS)(
    '%s: an empty catchment has no ratio, adds nothing and is listed',
    (method) => {
      // Facility 0 reaches nobody, facility 2 only a point where nobody lives.
      const town: Town = {
        capacity: [10, 20, 30],
        population: [40, 0],
        table: [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
      };
      const { access, ratio, undefinedFacilities } = solve(town, method);
      expect([...undefinedFacilities]).toEqual([0, 2]);
      expect([...ratio]).toEqual([NaN, 0.5, NaN]);
      expect([...access]).toEqual([0.5, 0]);
    },
  );

  it('tells no capacity from no catchment', () => {
    const { ratio, undefinedFacilities } = solve(
      { capacity: [0], population: [5], table: [[1]] },
      'ENHANCED',
    );
    expect([...ratio]).toEqual([0]);
    expect(undefinedFacilities).toHaveLength(0);
  });

  it('refuses broken pairs', () => {
    const good = pairsOf([1], [1, 1], [[1, 1]]);
    const broken: Partial<CatchmentPairs>[] = [
      { demand: Int32Array.of(0, 0) },
      { demand: Int32Array.of(0, 2) },
      { weight: Float64Array.of(1, 1.1) },
      { offset: Int32Array.of(0, 1) },
      { capacity: Float64Array.of(-1) },
      { population: Float64Array.of(1, NaN) },
    ];
    for (const part of broken) {
      expect(() => floatingCatchment({ ...good, ...part }, 'ENHANCED')).toThrow(/Invariant/);
    }
  });
});
