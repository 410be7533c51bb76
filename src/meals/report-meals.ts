import type { DataVersionRepository } from '../accessibility/index.js';
import { divisionNumber } from '../coverage/index.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import {
  chainsByPoint,
  describeMealKitchen,
  describeMealPoint,
  describeMeals,
  describeMealSite,
  kitchensFor,
  shortagesOf,
  sitesFor,
} from './describe-meals.js';
import { type PlannedMeals, pointsWithin } from './meal-field.js';
import { checkMealPlanAsk, type MealPlanAsk } from './meal-plan-question.js';
import type { MealPlanService } from './meal-plan.service.js';
import { MealPlan, MealPlanInfeasible } from './meal-plan.types.js';
import type { MealQuestion } from './meal-question.js';
import type { WatchMealPlan } from './meal-threads.js';
import type {
  MealCoverage,
  MealKitchen,
  MealPoint,
  MealService,
  MealShortage,
  MealSite,
  MealsOfDivision,
} from './meal.types.js';
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

export type MealPlanData = Omit<MealPlan, 'planned' | 'unit' | 'before' | 'after'> & {
  readonly before: MealsOfDivisionReport;
  readonly after: MealsOfDivisionReport;
  readonly points: readonly MealPoint[];
};

/** A plan as plain data; `outcome` tells the three kinds apart as GraphQL's __typename does. */
export type MealPlanReport =
  | ({ readonly outcome: 'MealPlan' } & MealPlanData)
  | ({ readonly outcome: 'MealPlanInfeasible' } & MealPlanInfeasible)
  | { readonly outcome: 'MealPlanTimedOut'; readonly message: string; readonly bestPlan: MealPlanData };

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
      points: pointReports(field, pointsWithin(field, unit)),
    };
  }

  /** @throws PlanningError as `MealPlanService.propose`; BAD_USER_INPUT */
  async reportPlan(
    ask: MealPlanAsk,
    viewer: Viewer,
    options: { readonly signal?: AbortSignal; readonly watch?: WatchMealPlan } = {},
  ): Promise<MealPlanReport> {
    const checked = checkMealPlanAsk(ask);
    const outcome = await this.plans.propose(checked, await this.versions.read(), viewer, options);
    if (outcome instanceof MealPlanInfeasible) return { outcome: 'MealPlanInfeasible', ...outcome };
    if (outcome instanceof MealPlan) return { outcome: 'MealPlan', ...planData(outcome) };
    return { outcome: 'MealPlanTimedOut', message: outcome.message, bestPlan: planData(outcome.bestPlan) };
  }
}

function planData({ planned, unit: _, before, after, ...plan }: MealPlan): MealPlanData {
  return {
    ...plan,
    before: divisionReport(before),
    after: divisionReport(after),
    points: pointReports(planned, Array.from(planned.points.keys())),
  };
}

function pointReports(field: PlannedMeals, places: readonly number[]): MealPoint[] {
  const chains = chainsByPoint(field);
  return places.map((at) => describeMealPoint(field, at, chains));
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
