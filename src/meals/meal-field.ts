import type { CoverageView } from '../coverage/index.js';
import type { MealAssignment } from '../kernel/meals/assign-meals.js';
import type { MealGround, TimedLists } from '../kernel/meals/meal-ground.js';
import type { MealQuestion } from './meal-question.js';
import type { MealProvider } from './meal-sites.js';

/** Both layers of meals of some points; people are counted a day. */
export interface MealFigures {
  readonly question: MealQuestion;
  readonly view: CoverageView;
  /** Positions in the ground's demand of the points that state the age group, rising; points below go by place here. */
  readonly points: Int32Array;
  readonly ground: MealGround;
  readonly assignment: MealAssignment;
  /** 1 for each point a vehicle can stop near. */
  readonly hasStreet: Uint8Array;
  /** Seconds to the quickest site on foot and from the quickest by courier; -1 = none in time. */
  readonly walkSeconds: Float64Array;
  readonly rideSeconds: Float64Array;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The same with what its places are called. */
export interface PlannedMeals extends MealFigures {
  readonly nameOfSite: (site: number) => Named;
  readonly nameOfKitchen: (kitchen: number) => Named;
}

/** Meals as they are, for every division at once. */
export interface MealField extends PlannedMeals {
  /** Places that hand out meals, in the order of ground.sites, and kitchens, of ground.kitchens. */
  readonly sites: readonly MealProvider[];
  readonly kitchens: readonly MealProvider[];
  /** Points that do not state the age group delivery goes by; none of theirs is counted. */
  readonly withoutDeliveryCount: Uint8Array;
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
export function quickest(
  { offset, point, seconds }: TimedLists,
  points: number,
  isOpen: (site: number) => boolean = () => true,
): Float64Array {
  const best = new Float64Array(points).fill(-1);
  for (let site = 0; site + 1 < offset.length; site++) {
    if (!isOpen(site)) continue;
    for (let pair = offset[site]; pair < offset[site + 1]; pair++) {
      const at = point[pair];
      if (best[at] < 0 || seconds[pair] < best[at]) best[at] = seconds[pair];
    }
  }
  return best;
}

/** Places in the field of the points at or under a division. */
export function pointsWithin({ view, points }: MealFigures, division: number): number[] {
  const { tree, demand } = view.ground;
  const found: number[] = [];
  points.forEach((point, at) => {
    if (tree.isWithin(demand.division[point], division)) found.push(at);
  });
  return found;
}
