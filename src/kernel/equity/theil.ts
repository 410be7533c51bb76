import { CompensatedSum, compensatedSum } from '../compensated-sum.js';
import { finish } from '../finish.js';
import { invariant } from '../invariant.js';
import { byAccess } from './by-access.js';

/** One group's part in the Theil index; the between and within parts of all groups add up to the whole. */
export interface TheilGroup {
  /** The label given for its points. */
  readonly group: number;
  /** p_g, its share of the people. */
  readonly populationShare: number;
  /** s_g, its share of people times access. */
  readonly accessShare: number;
  /** T_g, the index among its own people; null when none of them has any access. */
  readonly theil: number | null;
  /** s_g ln(s_g ÷ p_g): above 0 for a group with more than its share, below 0 for one with less. */
  readonly between: number;
  /** s_g T_g. */
  readonly within: number;
}

export interface Theil {
  /** T = Σ (P_i ÷ P)(A_i ÷ μ) ln(A_i ÷ μ), given as `between` + `within`; from 0 (everyone the same) to ln of the people. */
  readonly total: number;
  /** Inequality that would remain if everybody in a group had the group's mean. */
  readonly between: number;
  /** Inequality inside the groups. */
  readonly within: number;
  /** Groups where somebody lives, by rising label. */
  readonly groups: readonly TheilGroup[];
}

/**
 * Theil's T index of access among people, split exactly between and within groups (METHODS E7; Theil 1967), natural
 * logarithm, 0 · ln 0 = 0.
 *
 * @param population people per point, ≥ 0; points without people do not count
 * @param access A_i per point, ≥ 0; the unit does not matter
 * @param group a whole number per point that names its group (a division's index; -1 for none is a group like any other)
 * @returns null when nobody lives there or nobody has any access
 */
export function theil(population: Float64Array, access: Float64Array, group: Int32Array): Theil | null {
  return finish(theilInSteps(population, access, group, byAccess(population, access)));
}

/**
 * The same in steps of about a millisecond, a group at most.
 * @param order the points as `byAccess` puts them
 */
export function* theilInSteps(
  population: Float64Array,
  access: Float64Array,
  group: Int32Array,
  order: Int32Array | null,
): Generator<void, Theil | null> {
  invariant(group.length === population.length, `${group.length} groups for ${population.length} points`);
  if (!order) return null;
  // Relative to the highest, so that tiny values cannot underflow.
  const highest = access[order[order.length - 1]];
  const relative = access.map((value) => value / highest);
  const members = new Map<number, number[]>();
  for (const point of order) {
    const points = members.get(group[point]);
    if (points) points.push(point);
    else members.set(group[point], [point]);
  }
  const peopleOf = (points: ArrayLike<number>): number => sumOver(points, (i) => population[i]);
  const heldOf = (points: ArrayLike<number>): number => sumOver(points, (i) => population[i] * relative[i]);
  yield;
  const people = peopleOf(order);
  const held = heldOf(order);

  const describe = (label: number, points: readonly number[]): TheilGroup => {
    const groupPeople = peopleOf(points);
    const groupHeld = heldOf(points);
    const mean = groupHeld / groupPeople;
    const populationShare = groupPeople / people;
    const accessShare = groupHeld / held;
    if (mean === 0) {
      return { group: label, populationShare, accessShare: 0, theil: null, between: 0, within: 0 };
    }
    // The points are sorted by access: where the first has what the last has, rounding must not leave a trace.
    const isEqual = relative[points[0]] === relative[points[points.length - 1]];
    const own = sumOver(points, (i) => (population[i] / groupPeople) * timesLog(relative[i] / mean));
    const index = isEqual ? 0 : Math.max(0, own);
    const between = accessShare * Math.log(accessShare / populationShare);
    return { group: label, populationShare, accessShare, theil: index, between, within: accessShare * index };
  };
  const groups: TheilGroup[] = [];
  for (const [label, points] of [...members].sort(([a], [b]) => a - b)) {
    yield;
    groups.push(describe(label, points));
  }
  const between = Math.max(0, compensatedSum(groups.map((part) => part.between)));
  const within = compensatedSum(groups.map((part) => part.within));
  return { total: between + within, between, within, groups };
}

function timesLog(x: number): number {
  return x === 0 ? 0 : x * Math.log(x);
}

function sumOver(points: ArrayLike<number>, valueOf: (point: number) => number): number {
  const sum = new CompensatedSum();
  for (let k = 0; k < points.length; k++) sum.add(valueOf(points[k]));
  return sum.value;
}
