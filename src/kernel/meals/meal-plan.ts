import type { MealAssignment } from './assign-meals.js';
import type { MealConflict, MealRole } from './meal-plan-question.js';

/** A candidate a plan opens. */
export interface ChosenPlace {
  /** Position among the candidates. */
  readonly candidate: number;
  readonly candidateId: string;
  readonly role: MealRole;
  readonly cost: number;
  /** Meals a day that would not be had if this place alone were left out of the plan. */
  readonly mealsLostWithout: number;
}

export interface MealPlan {
  /** Those that would be missed most first, ties by id. */
  readonly places: readonly ChosenPlace[];
  /** Meals had a day, before and with the plan. */
  readonly servedBefore: number;
  readonly servedAfter: number;
  /** Meals newly had; the optimum lies between this and the bound. */
  readonly objective: number;
  readonly upperBound: number;
  /** (upperBound − objective) ÷ objective; 0 when proven. */
  readonly gap: number;
  readonly totalCost: number;
  readonly assignment: MealAssignment;
}

export type MealPlanOutcome =
  /** Proven: no choice of places serves more. */
  | { readonly status: 'OPTIMAL'; readonly plan: MealPlan; readonly seconds: number }
  /** As close to the bound as was asked for, or as can be told of a question this large. */
  | { readonly status: 'FEASIBLE'; readonly plan: MealPlan; readonly seconds: number }
  /** The time was up: the best plan so far with its honest bound. */
  | { readonly status: 'TIMED_OUT'; readonly plan: MealPlan; readonly seconds: number }
  | {
      readonly status: 'INFEASIBLE';
      readonly conflicts: readonly MealConflict[];
      readonly seconds: number;
    };
