import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fosterGreerThorbecke } from '../../../src/kernel/equity/foster-greer-thorbecke.js';
import { gini } from '../../../src/kernel/equity/gini.js';
import { theil } from '../../../src/kernel/equity/theil.js';
import { worstServed } from '../../../src/kernel/equity/worst-served.js';

interface Place {
  readonly people: number;
  readonly access: number;
  readonly group: number;
}

// Few access levels make ties and zeros common; the doubles make everything else.
const places: fc.Arbitrary<Place[]> = fc.array(
  fc.record({
    people: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.01, max: 300, noNaN: true })),
    access: fc.oneof(fc.constantFrom(0, 0, 0.02, 0.1), fc.double({ min: 1e-6, max: 5, noNaN: true })),
    group: fc.integer({ min: -1, max: 3 }),
  }),
  { maxLength: 25 },
);

const populationOf = (all: readonly Place[]): Float64Array => Float64Array.from(all, ({ people }) => people);
const accessOf = (all: readonly Place[]): Float64Array => Float64Array.from(all, ({ access }) => access);
const groupOf = (all: readonly Place[]): Int32Array => Int32Array.from(all, ({ group }) => group);
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const near = (actual: number, expected: number, tolerance = 1e-10): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

// The worked example of docs/models/equity.md: four villages, beds per person, two townships.
const people = Float64Array.of(100, 100, 200, 100);
const access = Float64Array.of(0, 0.02, 0.04, 0.1);
const township = Int32Array.of(0, 0, 1, 1);

describe('gini', () => {
  it('is 0.44 in the worked example', () => {
    expect(gini(people, access)).toBeCloseTo(0.44, 12);
  });

  it('equals half the mean absolute difference divided by the mean', () => {
    fc.assert(
      fc.property(places, (all) => {
        const total = sum(all.map((a) => a.people));
        const mean = sum(all.map((a) => a.people * a.access)) / total;
        const index = gini(populationOf(all), accessOf(all));
        if (!(mean > 0)) {
          expect(index).toBeNull();
          return;
        }
        const differences = all.flatMap((a) =>
          all.map((b) => a.people * b.people * Math.abs(a.access - b.access)),
        );
        near(index!, sum(differences) / (2 * total ** 2 * mean));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('is exactly 0 when everyone has the same, and depends neither on the unit nor on how points are cut', () => {
    expect(gini(Float64Array.of(0.1, 0.7, 3), Float64Array.of(0.3, 0.3, 0.3))).toBe(0);
    const index = gini(people, access)!;
    near(
      gini(
        people,
        access.map((value) => 1000 * value),
      )!,
      index,
    );
    near(gini(Float64Array.of(100, 100, 50, 150, 100), Float64Array.of(0, 0.02, 0.04, 0.04, 0.1))!, index);
    expect(gini(Float64Array.of(1, 9), Float64Array.of(5e-324, 5e-324))).toBe(0);
  });

  it('approaches 1 when one of many has all', () => {
    near(
      gini(
        new Float64Array(1000).fill(1),
        Float64Array.from({ length: 1000 }, (_, i) => +(i === 7)),
      )!,
      0.999,
    );
  });
});

describe('theil', () => {
  it('splits the worked example into between and within', () => {
    const index = theil(people, access, township)!;
    expect(index.total).toBeCloseTo(0.388_831, 6);
    expect(index.between).toBeCloseTo(0.226_289, 6);
    expect(index.within).toBeCloseTo(0.162_541, 6);
    expect(
      index.groups.map(({ group, populationShare, accessShare }) => [group, populationShare, accessShare]),
    ).toEqual(
      [
        [0, 0.4, 0.1],
        [1, 0.6, 0.9],
      ].map((row) => row.map((value) => expect.closeTo(value, 12) as number)),
    );
    near(index.groups[0].theil!, Math.log(2));
  });

  it('adds up: parts of the groups, between and within, and the index without groups', () => {
    fc.assert(
      fc.property(places, (all) => {
        const total = sum(all.map((a) => a.people));
        const mean = sum(all.map((a) => a.people * a.access)) / total;
        const index = theil(populationOf(all), accessOf(all), groupOf(all));
        if (!(mean > 0)) {
          expect(index).toBeNull();
          return;
        }
        const ratio = (a: Place): number => a.access / mean;
        const parts = all.map((a) => (a.access > 0 ? (a.people / total) * ratio(a) * Math.log(ratio(a)) : 0));
        near(index!.total, sum(parts));
        expect(index!.total).toBe(index!.between + index!.within);
        near(sum(index!.groups.map((part) => part.between)), index!.between);
        near(sum(index!.groups.map((part) => part.within)), index!.within);
        near(sum(index!.groups.map((part) => part.populationShare)), 1);
        near(sum(index!.groups.map((part) => part.accessShare)), 1);
        expect(Math.min(index!.between, index!.within)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('is all within one group, and all between groups that are equal inside', () => {
    expect(theil(people, access, new Int32Array(4))!.between).toBe(0);
    const apart = theil(people, Float64Array.of(1, 1, 3, 3), township)!;
    expect(apart.within).toBe(0);
    expect(apart.total).toBeGreaterThan(0);
  });

  it('keeps a group without access, which has no index of its own', () => {
    const [first] = theil(people, Float64Array.of(0, 0, 1, 1), township)!.groups;
    expect(first).toEqual({
      group: 0,
      populationShare: 0.4,
      accessShare: 0,
      theil: null,
      between: 0,
      within: 0,
    });
  });
});

describe('fosterGreerThorbecke', () => {
  it.each([
    [0, 0.4],
    [1, 0.266_667],
    [2, 0.222_222],
  ] as const)('α = %i in the worked example', (alpha, expected) => {
    expect(fosterGreerThorbecke(people, access, 0.03, alpha)).toBeCloseTo(expected, 6);
  });

  it('counts a point on the line as not poor', () => {
    expect(fosterGreerThorbecke(people, access, 0.02, 0)).toBe(0.2);
  });

  it('falls with α, rises with the line and is exactly 1 when nobody has any', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.01, max: 3, noNaN: true }), (all, line) => {
        const poverty = (z: number, alpha: 0 | 1 | 2): number | null =>
          fosterGreerThorbecke(populationOf(all), accessOf(all), z, alpha);
        const share = poverty(line, 0);
        if (sum(all.map((a) => a.people)) === 0) {
          expect(share).toBeNull();
          return;
        }
        expect(poverty(line, 1)!).toBeLessThanOrEqual(share!);
        expect(poverty(line, 2)!).toBeLessThanOrEqual(poverty(line, 1)!);
        expect(poverty(2 * line, 1)!).toBeGreaterThanOrEqual(poverty(line, 1)! - 1e-12);
        expect(fosterGreerThorbecke(populationOf(all), new Float64Array(all.length), line, 2)).toBe(1);
      }),
      { seed: 13 },
    );
  });

  it('has no answer for a line of 0', () => {
    expect(fosterGreerThorbecke(people, new Float64Array(4), 0, 0)).toBeNull();
  });
});

describe('worstServed', () => {
  it('names points until the share is reached, the worst first', () => {
    expect([...worstServed(people, access, 0.2)!]).toEqual([0]);
    expect([...worstServed(people, access, 0.21)!]).toEqual([0, 1]);
    expect([...worstServed(people, access, 1)!]).toEqual([0, 1, 2, 3]);
    expect([...worstServed(people, access, 0)!]).toEqual([]);
  });

  it('puts more people first among equals, then the lower index, and nobody never', () => {
    const crowd = Float64Array.of(5, 9, 9, 0, 1);
    expect([...worstServed(crowd, Float64Array.of(0, 0, 0, 0, 1), 0.9)!]).toEqual([1, 2, 0]);
  });

  it('is not misled by binary fractions', () => {
    const ones = new Float64Array(100).fill(1);
    const rising = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    for (let share = 1; share <= 100; share++) {
      expect(worstServed(ones, rising, share / 100)).toHaveLength(share);
    }
  });

  it('has nobody worse off than the others where no one has any access', () => {
    expect(worstServed(people, new Float64Array(4), 0.05)).toBeNull();
    expect(gini(people, new Float64Array(4))).toBeNull();
    expect(theil(people, new Float64Array(4), township)).toBeNull();
    expect(gini(new Float64Array(4), access)).toBeNull();
  });
});
