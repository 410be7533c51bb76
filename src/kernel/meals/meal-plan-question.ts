import { compensatedSum } from '../compensated-sum.js';
import type { MealGround } from './meal-ground.js';

/** What a candidate may become; each becomes one of the two at most. */
export type MealRole = 'CANTEEN' | 'CENTRAL_KITCHEN';

/** Where new canteens and central kitchens should go, so that most meals are had. */
export interface MealPlanQuestion {
  /** Existing places and candidates alike: a candidate's canteen is one of the sites, its kitchen one of the kitchens. */
  readonly ground: MealGround;
  readonly candidateIds: readonly string[];
  /** Per site the candidate that would open it, -1 = it stands. */
  readonly siteCandidate: Int32Array;
  /** Per kitchen likewise. */
  readonly kitchenCandidate: Int32Array;
  /** At most so many new ones of each; Infinity = no limit. */
  readonly canteens: number;
  readonly kitchens: number;
  /** Candidates that must open as canteens, and as kitchens. */
  readonly lockedCanteens?: readonly number[];
  readonly lockedKitchens?: readonly number[];
  /** At most so much for all; needs costs. */
  readonly budget?: number;
  /** Cost of each candidate as a canteen and as a central kitchen, any unit. */
  readonly canteenCost?: Float64Array;
  readonly kitchenCost?: Float64Array;
}

export type MealConflictCode =
  | 'INVALID'
  | 'NO_DEMAND'
  | 'NO_CANDIDATES'
  | 'MORE_CANTEENS_THAN_CANDIDATES'
  | 'MORE_KITCHENS_THAN_CANDIDATES'
  | 'MORE_PLACES_THAN_CANDIDATES'
  | 'BUDGET_TOO_SMALL'
  | 'LOCKS_CONTRADICT'
  | 'MORE_LOCKED_THAN_ALLOWED';

/** Why there can be no plan. */
export interface MealConflict {
  readonly code: MealConflictCode;
  readonly message: string;
  /** What was asked for, and the most (or least) that can be had. */
  readonly asked?: number;
  readonly possible?: number;
}

/** What stands in the way of any plan; empty where nothing does. */
export function mealConflicts(question: MealPlanQuestion): MealConflict[] {
  const { ground, candidateIds, canteens, kitchens, budget } = question;
  const invalid = invalidNumbers(question);
  if (invalid.length > 0) return invalid.map((message) => ({ code: 'INVALID' as const, message }));
  if (!ground.dineIn.some((meals) => meals > 0) && !ground.delivery.some((meals) => meals > 0))
    return [{ code: 'NO_DEMAND', message: 'Nobody at any demand point wants a meal.' }];
  const couldBe = {
    canteens: new Set(question.siteCandidate.filter((candidate) => candidate >= 0)),
    kitchens: new Set(question.kitchenCandidate.filter((candidate) => candidate >= 0)),
  };
  const any = new Set([...couldBe.canteens, ...couldBe.kitchens]);
  if (candidateIds.length === 0 || any.size === 0)
    return [{ code: 'NO_CANDIDATES', message: 'There is no candidate to choose from.' }];
  const conflicts: MealConflict[] = [];
  const tooMany = (code: MealConflictCode, what: string, asked: number, possible: number) => {
    if (asked <= possible || asked === Infinity) return;
    const message = `Asked for ${asked} ${what}, but there are ${possible} candidates for them.`;
    conflicts.push({ code, message, asked, possible });
  };
  tooMany('MORE_CANTEENS_THAN_CANDIDATES', 'canteens', canteens, couldBe.canteens.size);
  tooMany('MORE_KITCHENS_THAN_CANDIDATES', 'central kitchens', kitchens, couldBe.kitchens.size);
  if (conflicts.length === 0) tooMany('MORE_PLACES_THAN_CANDIDATES', 'places', canteens + kitchens, any.size);
  const cheapest = cheapestPlace(question, couldBe);
  if (budget !== undefined && budget < cheapest) {
    const message = `The budget is ${budget}; the cheapest candidate costs ${cheapest}.`;
    conflicts.push({ code: 'BUDGET_TOO_SMALL', message, asked: budget, possible: cheapest });
  }
  return [...conflicts, ...lockConflicts(question)];
}

/** What keeps the candidates that are locked in from opening together. */
function lockConflicts(question: MealPlanQuestion): MealConflict[] {
  const { lockedCanteens = [], lockedKitchens = [], candidateIds, canteens, kitchens, budget } = question;
  const both = lockedCanteens.filter((candidate) => lockedKitchens.includes(candidate));
  if (both.length > 0) {
    const ids = both.map((candidate) => candidateIds[candidate]).join(', ');
    return [
      { code: 'LOCKS_CONTRADICT', message: `Locked in as a canteen and as a kitchen at once: ${ids}.` },
    ];
  }
  const conflicts: MealConflict[] = [];
  const tooMany = (what: string, locked: number, most: number) => {
    if (locked <= most) return;
    const message = `${locked} ${what} are locked in, but at most ${most} may open.`;
    conflicts.push({ code: 'MORE_LOCKED_THAN_ALLOWED', message, asked: most, possible: locked });
  };
  tooMany('canteens', lockedCanteens.length, canteens);
  tooMany('central kitchens', lockedKitchens.length, kitchens);
  const cost =
    compensatedSum(lockedCanteens.map((candidate) => question.canteenCost?.[candidate] ?? 0)) +
    compensatedSum(lockedKitchens.map((candidate) => question.kitchenCost?.[candidate] ?? 0));
  if (budget !== undefined && budget < cost) {
    const message = `The budget is ${budget}; what is locked in costs ${cost}.`;
    conflicts.push({ code: 'BUDGET_TOO_SMALL', message, asked: budget, possible: cost });
  }
  return conflicts;
}

function cheapestPlace(
  { canteens, kitchens, canteenCost, kitchenCost }: MealPlanQuestion,
  couldBe: { readonly canteens: ReadonlySet<number>; readonly kitchens: ReadonlySet<number> },
): number {
  let cheapest = Infinity;
  if (canteens > 0) for (const c of couldBe.canteens) cheapest = Math.min(cheapest, canteenCost?.[c] ?? 0);
  if (kitchens > 0) for (const c of couldBe.kitchens) cheapest = Math.min(cheapest, kitchenCost?.[c] ?? 0);
  return cheapest;
}

function invalidNumbers(question: MealPlanQuestion): string[] {
  const { ground, candidateIds, canteens, kitchens, budget, canteenCost, kitchenCost } = question;
  const issues: string[] = [];
  const check = (what: string, values: ArrayLike<number>) => {
    const at = Array.from(values).findIndex((value) => !(value >= 0));
    if (at >= 0) issues.push(`${what} ${at}: expected 0 or more, got ${values[at]}.`);
  };
  check('Dine-in demand at point', ground.dineIn);
  check('Delivery demand at point', ground.delivery);
  check(
    'Capacity of site',
    ground.sites.map(({ mealsPerDay }) => mealsPerDay),
  );
  check(
    'Courier capacity of site',
    ground.sites.map(({ deliveredMealsPerDay }) => deliveredMealsPerDay),
  );
  check(
    'Own cooking of site',
    ground.sites.map(({ cookedMealsPerDay }) => cookedMealsPerDay),
  );
  check(
    'Capacity of kitchen',
    ground.kitchens.map(({ mealsPerDay }) => mealsPerDay),
  );
  check('Cost as a canteen of candidate', canteenCost ?? []);
  check('Cost as a kitchen of candidate', kitchenCost ?? []);
  check('Limit', [canteens, kitchens, budget ?? 0]);
  if (budget !== undefined && !(canteenCost && kitchenCost)) issues.push('A budget needs costs.');
  if (new Set(candidateIds).size < candidateIds.length) issues.push('Candidate ids must differ.');
  return issues;
}
