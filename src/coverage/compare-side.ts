import type { DivisionTree } from './division-tree.js';
import type { CoverageView } from './coverage-view.js';
import type { HouseholdField } from './household-field.js';
import type { UnitChoice } from './unit-set.js';

/** One side of a comparison: its date, its rule and what it counts. */
export interface ComparisonSide {
  readonly view: CoverageView;
  /** Which units count for presence. */
  readonly choice: UnitChoice;
  readonly isLater: boolean;
  /** People of the cohort at each point of the ground's demand; NaN where a point does not say. */
  readonly people: Float64Array;
  /** Estates as of the date; null where they are not compared. */
  readonly estates: HouseholdField | null;
}

/** Sums of the years' counts of a cohort, newest first, by division. */
export type CountsOfYears = ReadonlyMap<
  string,
  readonly { readonly year: number; readonly people: number }[]
>;

export interface PeopleOfDate {
  readonly people: Float64Array;
  /** Points whose people are those of another year than stored, or could be. */
  readonly scaledPoints: number;
}

/**
 * The people of a date: those stored, times what the nearest division with a count not after the date counted then over
 * what it counted last. A point without such a division above it keeps what is stored.
 * @param division per point its number in the tree, -1 = none
 * @param counts by code
 */
export function peopleOfDate(
  stored: Float64Array,
  division: Int32Array,
  tree: DivisionTree,
  counts: CountsOfYears,
  asOf: string,
): PeopleOfDate {
  const year = Number(asOf.slice(0, 4));
  const factor = new Float64Array(tree.nodes.length).fill(NaN);
  tree.nodes.forEach(({ code }, number) => {
    const years = counts.get(code) ?? [];
    const then = years.find((count) => count.year <= year);
    const parent = tree.parent[number];
    // A division stands behind the one above it.
    if (then && years[0].people > 0) factor[number] = then.people / years[0].people;
    else if (parent >= 0) factor[number] = factor[parent];
  });
  let scaledPoints = 0;
  const people = stored.map((count, point) => {
    const times = division[point] < 0 ? NaN : factor[division[point]];
    if (Number.isNaN(times) || Number.isNaN(count)) return count;
    scaledPoints++;
    return count * times;
  });
  return { people, scaledPoints };
}
