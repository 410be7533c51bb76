/**
 * Meals in two layers: eating out by walking, and meals brought home in time and within capacity; kitchens, canteens and
 * merchants, and where new ones should go. Does not live here: who can walk to care (coverage), sites of other services
 * (siting), the mathematics (kernel/meals). Neighbours: coverage, accessibility, siting, facilities, scenarios.
 */
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { Room } from '../platform/graphql/room.js';
import {
  MealCoverageResolver,
  MealPointResolver,
  MealServiceResolver,
  MealsOfDivisionResolver,
} from './meal.resolver.js';
import type { SitingRoom } from '../siting/index.js';
import { MealPlanResolver, ProposedMealPlaceResolver } from './meal-plan.resolver.js';
import { MealPlanService } from './meal-plan.service.js';
import { MealReports } from './report-meals.js';
import { MealThreads } from './meal-threads.js';
import { MealsService } from './meals.service.js';

export type { MealPlanAsk } from './meal-plan-question.js';
export { DEFAULT_TIME_LIMIT_SECONDS as MEAL_PLAN_SECONDS } from './meal-plan-question.js';
export { MEAL_SETTING_NAMES, resolveMealSettings } from './meal-settings.js';
export { readMealSettings } from './read-meal-settings.js';
export type {
  MealCoverageReport,
  MealPlanData,
  MealPlanReport,
  MealReport,
  MealsOfDivisionReport,
} from './report-meals.js';

export interface MealsRoom extends Room {
  readonly reports: MealReports;
  /** Ends the threads. */
  close(): Promise<void>;
}

export function createMealsRoom(ground: {
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly coverage: CoverageRoom;
  readonly siting: SitingRoom;
}): MealsRoom {
  const { divisions, facilities, accessibility } = ground;
  const threads = new MealThreads();
  const meals = new MealsService(ground.coverage.coverage, facilities.facilities, threads);
  const plans = new MealPlanService(meals, ground.siting.candidates, divisions.divisions, threads);
  const resolvers = [
    new MealServiceResolver(meals, accessibility.loaders),
    new MealCoverageResolver(),
    new MealsOfDivisionResolver(divisions.loaders),
    new MealPointResolver(divisions.loaders),
    new MealPlanResolver(plans, accessibility.loaders),
    new ProposedMealPlaceResolver(divisions.loaders),
  ];
  const reports = new MealReports(meals, plans, accessibility.versions);
  return { resolvers, reports, close: () => threads.close() };
}
