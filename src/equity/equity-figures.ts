import { CompensatedSum } from '../kernel/compensated-sum.js';
import { byAccessInSteps } from '../kernel/equity/by-access.js';
import { fosterGreerThorbecke } from '../kernel/equity/foster-greer-thorbecke.js';
import { gini } from '../kernel/equity/gini.js';
import { type Theil, theilInSteps } from '../kernel/equity/theil.js';
import { worstServed } from '../kernel/equity/worst-served.js';
import type { DivisionLevel } from '../divisions/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { AccessField } from './access-field.js';
import { groupOfPoints } from './division-list.js';

/** Why a measure of equity is undefined. */
export type UndefinedReason = 'NOBODY_LIVES_THERE' | 'NOBODY_HAS_ACCESS' | 'LINE_IS_ZERO';

/** A line of access drawn at half the mean, where none is given. */
const SHARE_OF_MEAN = 0.5;

/** The people of one division with their access. */
export interface PeopleWithAccess {
  /** Positions in the ground's demand of the points where somebody lives, and so in the order of their ids. */
  readonly points: Int32Array;
  readonly population: Float64Array;
  readonly access: Float64Array;
}

export interface EquityFigures {
  readonly people: PeopleWithAccess;
  readonly gini: number | null;
  /** Those with access in its order, as `byAccess` puts them. */
  readonly order: Int32Array | null;
  /** Theil's index by level, once asked for. */
  readonly theils: Map<DivisionLevel | null, Promise<Theil | null>>;
  /** z, null when nobody lives there and none was given. */
  readonly line: number | null;
  /** P_0, P_1 and P_2; null each when undefined. */
  readonly poverty: readonly [number | null, number | null, number | null];
  /** Positions in the ground's demand, worst first. */
  readonly worst: readonly number[] | null;
  /** Why Gini, Theil and the worst served are undefined; null when they are not. */
  readonly undefinedReason: Exclude<UndefinedReason, 'LINE_IS_ZERO'> | null;
  /** Why the poverty measures are undefined. */
  readonly povertyUndefinedReason: Exclude<UndefinedReason, 'NOBODY_HAS_ACCESS'> | null;
}

/**
 * Equity of access among the people at or under a division (METHODS E7), in steps of one measure each.
 * @param line z, in the unit of the access; null draws it at half the mean access of these people
 * @param share of the people to be named as worst served, 0–1
 */
export function* equityInSteps(
  field: AccessField,
  unit: number,
  line: number | null,
  share: number,
): Generator<void, EquityFigures> {
  const people = peopleOf(field, unit);
  const { population, access, points } = people;
  yield;
  const order = yield* byAccessInSteps(population, access);
  const index = gini(population, access, order);
  yield;
  const count = field.people.at(unit);
  const z = line ?? (count > 0 ? (SHARE_OF_MEAN * field.accessTimesPeople.at(unit)) / count : null);
  const below = (alpha: 0 | 1 | 2) =>
    z === null ? null : fosterGreerThorbecke(population, access, z, alpha);
  const headcount = below(0);
  yield;
  const gap = below(1);
  yield;
  const poverty = [headcount, gap, below(2)] as const;
  yield;
  const worst = worstServed(population, access, share, order);
  const isEmpty = points.length === 0;
  return {
    people,
    order,
    gini: index,
    theils: new Map(),
    line: z,
    poverty,
    worst: worst && Array.from(worst, (at) => points[at]),
    undefinedReason: index !== null ? null : isEmpty ? 'NOBODY_LIVES_THERE' : 'NOBODY_HAS_ACCESS',
    povertyUndefinedReason: poverty[0] !== null ? null : isEmpty ? 'NOBODY_LIVES_THERE' : 'LINE_IS_ZERO',
  };
}

/** Theil's index of these people split by the divisions of a level, or by those directly below. */
export function theilOf(
  { view }: AccessField,
  unit: number,
  { people: { points, population, access }, order, theils }: EquityFigures,
  level: DivisionLevel | null,
): Promise<Theil | null> {
  let index = theils.get(level);
  if (!index) {
    const group = groupOfPoints(view, unit, level);
    const groups = points.map((point) => group[point]);
    theils.set(level, (index = inTurns(theilInSteps(population, access, groups, order))));
  }
  return index;
}

/** Worst-served people per division of a level (or directly below), most people first. */
export function worstDivisions(
  { view, population }: AccessField,
  unit: number,
  worst: readonly number[],
  level: DivisionLevel | null,
): { readonly division: number; readonly people: number }[] {
  const group = groupOfPoints(view, unit, level);
  const sums = new Map<number, CompensatedSum>();
  for (const point of worst) {
    let sum = sums.get(group[point]);
    if (!sum) sums.set(group[point], (sum = new CompensatedSum()));
    sum.add(population[point]);
  }
  return Array.from(sums, ([division, sum]) => ({ division, people: sum.value })).sort(
    (a, b) => b.people - a.people || a.division - b.division,
  );
}

function peopleOf({ view, population, access }: AccessField, unit: number): PeopleWithAccess {
  const { tree, demand } = view.ground;
  const inside = new Int32Array(population.length);
  let count = 0;
  for (let point = 0; point < population.length; point++)
    if (population[point] > 0 && tree.isWithin(demand.division[point], unit)) inside[count++] = point;
  const points = inside.slice(0, count);
  const of = (values: Float64Array) => new Float64Array(count).map((_, at) => values[points[at]]);
  return { points, population: of(population), access: of(access) };
}
