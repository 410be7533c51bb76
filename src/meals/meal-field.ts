import type { CoverageView } from '../coverage/index.js';
import type { MealAssignment } from '../kernel/meals/assign-meals.js';
import type { MealGround, TimedLists } from '../kernel/meals/meal-ground.js';
import type { MealQuestion } from './meal-question.js';
import type { MealProvider } from './meal-sites.js';

/** Both layers of meals of one question, for every division at once; people are counted a day. */
export interface MealField {
  readonly question: MealQuestion;
  readonly view: CoverageView;
  /** Positions in the ground's demand of the points that state the age group, rising; points below go by place here. */
  readonly points: Int32Array;
  /** Places that hand out meals, in the order of ground.sites, and kitchens, of ground.kitchens. */
  readonly sites: readonly MealProvider[];
  readonly kitchens: readonly MealProvider[];
  readonly ground: MealGround;
  readonly assignment: MealAssignment;
  /** 1 for each point a vehicle can stop near. */
  readonly hasStreet: Uint8Array;
  /** Points that do not state the age group delivery goes by; none of theirs is counted. */
  readonly withoutDeliveryCount: Uint8Array;
  /** Seconds to the quickest site on foot and from the quickest by courier; -1 = none in time. */
  readonly walkSeconds: Float64Array;
  readonly rideSeconds: Float64Array;
}

/** Who wants meals at each point. */
export interface MealWants {
  /** People of the age group. */
  readonly people: Float64Array;
  readonly dineIn: Float64Array;
  readonly delivery: Float64Array;
  readonly withoutDeliveryCount: Uint8Array;
}

/**
 * Splits the people of each point: needing delivery = share × the age group it goes by (never more than there are), eating
 * out = share × the others.
 */
export function mealWants({ ground }: CoverageView, points: Int32Array, question: MealQuestion): MealWants {
  const { deliveryCohort, deliveryShare, dineInShare } = question.settings;
  const people = Float64Array.from(points, (point) => ground.demand.people[question.cohort][point]);
  const ofCohort = Float64Array.from(
    points,
    (point) => ground.demand.people[deliveryCohort ?? question.cohort][point],
  );
  const delivery = people.map((all, at) => {
    const needing = deliveryShare * ofCohort[at];
    return Number.isNaN(needing) ? 0 : Math.min(all, needing);
  });
  return {
    people,
    delivery,
    dineIn: people.map((all, at) => dineInShare * (all - delivery[at])),
    withoutDeliveryCount: Uint8Array.from(ofCohort, (count) => (Number.isNaN(count) ? 1 : 0)),
  };
}

/** Seconds of the quickest pair of each point, -1 = none. */
export function quickest({ point, seconds }: TimedLists, points: number): Float64Array {
  const best = new Float64Array(points).fill(-1);
  point.forEach((at, pair) => {
    if (best[at] < 0 || seconds[pair] < best[at]) best[at] = seconds[pair];
  });
  return best;
}

/** Places in the field of the points at or under a division. */
export function pointsWithin({ view, points }: MealField, division: number): number[] {
  const { tree, demand } = view.ground;
  const found: number[] = [];
  points.forEach((point, at) => {
    if (tree.isWithin(demand.division[point], division)) found.push(at);
  });
  return found;
}
