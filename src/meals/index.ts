/**
 * Meals in two layers: eating out by walking, and meals brought home in time and within capacity; kitchens, canteens and
 * merchants, and where new ones should go. Does not live here: who can walk to care (coverage), sites of other services
 * (siting), the mathematics (kernel/meals). Neighbours: coverage, accessibility, siting, facilities, scenarios, jobs.
 */
import type { AccessibilityRoom } from '../accessibility/index.js';
import type { CoverageRoom } from '../coverage/index.js';
import type { DivisionsRoom } from '../divisions/index.js';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { JobsRoom } from '../jobs/index.js';
import type { Room } from '../platform/graphql/room.js';
import {
  MealCoverageResolver,
  MealPointResolver,
  MealServiceResolver,
  MealsOfDivisionResolver,
} from './meal.resolver.js';
import type { SitingRoom } from '../siting/index.js';
import { MEAL_PLAN_JOB, mealPlanJob, MealPlanJobs } from './meal-plan-job.js';
import { MealPlanJobResolver } from './meal-plan-job.resolver.js';
import { MealPlanResolver, ProposedMealPlaceResolver } from './meal-plan.resolver.js';
import { MealPlanService } from './meal-plan.service.js';
import { MealReports } from './report-meals.js';
import { MealThreads } from './meal-threads.js';
import { MealsService } from './meals.service.js';

export type { MealPlanAsk } from './meal-plan-question.js';
export { DEFAULT_TIME_LIMIT_SECONDS as MEAL_PLAN_SECONDS } from './meal-plan-question.js';
export { MEAL_SETTING_NAMES, resolveMealSettings } from './meal-settings.js';
export { readMealSettings } from './read-meal-settings.js';
export { MEAL_PLAN_JOB } from './meal-plan-job.js';
export {
  type MealCoverageReport,
  type MealPlanData,
  type MealPlanReport,
  type MealReport,
  type MealsOfDivisionReport,
  storedMealPlan,
} from './report-meals.js';

export interface MealsRoom extends Room {
  readonly reports: MealReports;
  readonly jobs: MealPlanJobs;
  /** Ends the threads. */
  close(): Promise<void>;
}

export function createMealsRoom(ground: {
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly accessibility: AccessibilityRoom;
  readonly coverage: CoverageRoom;
  readonly siting: SitingRoom;
  readonly jobs: JobsRoom;
}): MealsRoom {
  const { divisions, facilities, accessibility } = ground;
  const threads = new MealThreads();
  const meals = new MealsService(ground.coverage.coverage, facilities.facilities, threads);
  const plans = new MealPlanService(meals, ground.siting.candidates, divisions.divisions, threads);
  const { versions } = accessibility;
  ground.jobs.jobs.define(MEAL_PLAN_JOB, mealPlanJob(plans, versions));
  const jobs = new MealPlanJobs(ground.jobs.jobs, plans, versions);
  const resolvers = [
    new MealServiceResolver(meals, accessibility.loaders),
    new MealCoverageResolver(),
    new MealsOfDivisionResolver(divisions.loaders),
    new MealPointResolver(divisions.loaders),
    new MealPlanResolver(plans, accessibility.loaders),
    new MealPlanJobResolver(jobs, ground.jobs.loaders),
    new ProposedMealPlaceResolver(divisions.loaders),
  ];
  const reports = new MealReports(meals, plans, versions);
  return { resolvers, reports, jobs, close: () => threads.close() };
}
