import type { DataVersionRepository } from '../accessibility/index.js';
import { divisionNumber } from '../coverage/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { describeMealKitchen, describeMealSite, kitchensFor, sitesFor } from './describe-meal-places.js';
import { describeMeals, pointsOf, shortagesOf } from './describe-meals.js';
import { pointsWithin } from './meal-field.js';
import type { MealPlanInfeasible, MealPlanOutcome } from './meal-plan-outcome.types.js';
import { readMealPlan } from './meal-plan-job.js';
import { checkMealPlanAsk, type MealPlanAsk } from './meal-plan-question.js';
import type { MealPlanService } from './meal-plan.service.js';
import type { MealPlan } from './meal-plan.type.js';
import type { MealQuestion } from './meal-question.js';
import type { WatchMealPlan } from './meal-threads.js';
import type { MealKitchen, MealSite } from './meal-place.types.js';
import type { MealPoint } from './meal-point.type.js';
import type { MealService, MealShortage } from './meal-service.type.js';
import type { MealCoverage, MealsOfDivision } from './meals-of-division.type.js';
import type { MealsService } from './meals.service.js';

/** A layer as plain data. */
export type MealCoverageReport = Pick<MealCoverage, 'reach'> & {
  readonly served: MealCoverage['servedFigures'];
};

export interface MealsOfDivisionReport {
  readonly code: string;
  readonly name: string;
  readonly dineIn: MealCoverageReport;
  readonly delivery: MealCoverageReport;
  readonly union: MealCoverageReport;
}

export type MealReport = Omit<MealService, 'field' | 'unit' | 'total' | 'children'> & {
  readonly total: MealsOfDivisionReport;
  readonly children: readonly MealsOfDivisionReport[];
  readonly shortages: readonly MealShortage[];
  readonly sites: readonly MealSite[];
  readonly kitchens: readonly MealKitchen[];
  readonly points: readonly MealPoint[];
};

export type MealPlanData = Omit<MealPlan, 'outcome' | 'plannedPoints' | 'before' | 'after'> & {
  readonly before: MealsOfDivisionReport;
  readonly after: MealsOfDivisionReport;
  readonly points: readonly MealPoint[];
};

/** A plan as plain data; `outcome` tells the three kinds apart as GraphQL's __typename does. */
export type MealPlanReport =
  | ({ readonly outcome: 'MealPlan' } & MealPlanData)
  | MealPlanInfeasible
  | {
      readonly outcome: 'MealPlanTimedOut';
      readonly message: string;
      readonly bestPlan: MealPlanData | null;
    };

/** Meals as plain data, from the same computation as the API. */
export class MealReports {
  constructor(
    private readonly meals: MealsService,
    private readonly plans: MealPlanService,
    private readonly versions: DataVersionRepository,
  ) {}

  /** @throws PlanningError as `MealsService.field`; UNAUTHENTICATED or FORBIDDEN; NOT_FOUND for an unknown division. */
  async reportMeals(
    question: MealQuestion & { readonly divisionCode: string },
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<MealReport> {
    demandRole(viewer, 'Reading meals point by point', 'planner');
    const field = await this.meals.field(question, await this.versions.read(), signal);
    const unit = divisionNumber(field.view.ground, question.divisionCode);
    const { field: _, unit: __, total, children, ...rest } = describeMeals(field, unit);
    const sites = sitesFor(field, unit);
    return {
      ...rest,
      total: divisionReport(total),
      children: children.map(divisionReport),
      shortages: shortagesOf(field, unit),
      sites: sites.map((site) => describeMealSite(field, site)),
      kitchens: kitchensFor(field, unit, sites).map((kitchen) => describeMealKitchen(field, kitchen)),
      points: await pointsOf(field, pointsWithin(field, unit)),
    };
  }

  /** @throws PlanningError as `MealPlanService.propose`; BAD_USER_INPUT */
  async reportPlan(
    ask: MealPlanAsk,
    viewer: Viewer,
    options: { readonly signal?: AbortSignal; readonly watch?: WatchMealPlan } = {},
  ): Promise<MealPlanReport> {
    const checked = checkMealPlanAsk(ask);
    return planReport(await this.plans.propose(checked, await this.versions.read(), viewer, options));
  }
}

/**
 * A plan that a job left, as it is told outside the API.
 * @throws PlanningError as readMealPlan
 */
export function storedMealPlan(stored: unknown): MealPlanReport {
  return planReport(readMealPlan(stored));
}

function planReport(outcome: MealPlanOutcome): MealPlanReport {
  switch (outcome.outcome) {
    case 'MealPlan':
      return { outcome: 'MealPlan', ...planData(outcome) };
    case 'MealPlanInfeasible':
      return outcome;
    case 'MealPlanTimedOut':
      return { ...outcome, bestPlan: outcome.bestPlan && planData(outcome.bestPlan) };
  }
}

function planData({ outcome: _, plannedPoints, before, after, ...plan }: MealPlan): MealPlanData {
  return { ...plan, before: divisionReport(before), after: divisionReport(after), points: plannedPoints };
}

function divisionReport(division: MealsOfDivision): MealsOfDivisionReport {
  const { divisionCode, name, dineIn, delivery, union } = division;
  const layer = ({ reach, servedFigures }: MealCoverage) => ({ reach, served: servedFigures });
  return {
    code: divisionCode,
    name,
    ...{ dineIn: layer(dineIn), delivery: layer(delivery), union: layer(union) },
  };
}
