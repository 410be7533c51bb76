import { branchAndBound, type BinarySolution } from '../milp/branch-and-bound.js';
import type { LpEngine } from '../milp/lp-engine.js';
import { relativeGap } from '../milp/milp-solver.js';
import { objectiveStep } from '../siting/objective-step.js';
import { describeFlow } from './assign-meals.js';
import { fill, greedyMealPlan, type MealChoice } from './greedy-meal-plan.js';
import { MealFlow } from './meal-flow.js';
import type { MealGround, MealPriority } from './meal-ground.js';
import { MealNetwork, UNITS_PER_MEAL } from './meal-network.js';
import { MealPlaces } from './meal-places.js';
import type { ChosenPlace, MealPlan, MealPlanOutcome } from './meal-plan.js';
import { mealConflicts, type MealPlanQuestion } from './meal-plan-question.js';
import { mealProgram } from './meal-program.js';
import { mergeWants } from './merge-wants.js';
import { settleMealTies } from './settle-meal-ties.js';

export interface MealPlanOptions {
  readonly timeLimitSeconds: number;
  /** Relative gap that is good enough; default 0 = prove the optimum. */
  readonly gapTolerance?: number;
  /** Who is met first in the assignment of the plan; the choice of places does not depend on it. */
  readonly first?: MealPriority;
  readonly signal?: AbortSignal;
  /** Awaited between steps: lets aborts arrive. */
  readonly pause?: () => Promise<void>;
  /** Told how far meals newly had and their bound have come. */
  readonly watch?: (objective: number, bound: number) => void;
  /** Pairs of a class of points and a site the program may have; beyond, its bound is of coarser classes. */
  readonly mostPairs?: number;
}

export interface MealSolvers {
  readonly lp: LpEngine;
  /** Seconds since some moment. */
  readonly clock: () => number;
}

const MOST_PAIRS = 20_000;

/**
 * Which candidates become canteens and which central kitchens, so that most meals are had in both layers together, with
 * its certificate. A greedy choice with swaps, then branch and bound on linear relaxations over the choice of places; what
 * a choice serves is always told by its exact flow. Equal questions give equal plans, ties going to fewer places and
 * smaller ids, unless the time limit strikes. Rejects only on abort or when the solver is broken.
 */
export async function planMeals(
  question: MealPlanQuestion,
  { lp, clock }: MealSolvers,
  options: MealPlanOptions,
): Promise<MealPlanOutcome> {
  const started = clock();
  const seconds = () => clock() - started;
  const secondsLeft = () => options.timeLimitSeconds - seconds();
  const { signal, watch, gapTolerance = 0 } = options;
  const pause = async () => {
    await options.pause?.();
    signal?.throwIfAborted();
  };
  const conflicts = mealConflicts(question);
  if (conflicts.length > 0) return { status: 'INFEASIBLE', conflicts, seconds: seconds() };
  await pause();
  const exact = mergeWants(question.ground).ground;
  const places = new MealPlaces({ ...question, ground: exact });
  const before = places.served([]);
  const ceiling = places.bound();
  let best = greedyMealPlan(places, () => secondsLeft() <= 0);
  watch?.(best.served - before, ceiling - before);
  await pause();
  const { ground, isExact } = mergeWants(question.ground, options.mostPairs ?? MOST_PAIRS);
  const step = stepOf(exact);
  let bound = ceiling;
  let isProven = best.served >= ceiling - step;
  if (!isProven && secondsLeft() > 0) {
    const isEnough = (objective: number, limit: number) =>
      gapTolerance > 0 && relativeGap(objective - before, Math.min(limit, ceiling) - before) <= gapTolerance;
    const keep = (choice: MealChoice): BinarySolution => {
      if (choice.served > best.served) best = choice;
      return { objective: choice.served, chosen: flagsOf(choice.chosen, places.places.length) };
    };
    const result = await branchAndBound(mealProgram(places, ground), lp, {
      ...{ incumbent: best.served, step, secondsLeft, isEnough, pause, signal },
      round: (values) => keep(rounded(places, values)),
      onProgress: (objective, limit) =>
        watch?.((objective ?? best.served) - before, Math.min(limit, ceiling) - before),
    });
    bound = Math.min(bound, result.bound);
    const found = result.best === null ? [] : chosenOf(result.best.chosen);
    if (found.length > 0 && places.allows(found)) keep({ chosen: found, served: places.served(found) });
    isProven = result.isComplete && isExact && bound <= best.served + step;
    isProven ||= best.served >= bound - step;
  }
  await pause();
  const isLate = secondsLeft() <= 0;
  best = isLate ? best : settleMealTies(places, best, () => secondsLeft() <= 0);
  const plan = describePlan(question, places, best, isProven ? best.served : bound, before, options.first);
  watch?.(plan.objective, plan.upperBound);
  if (isProven) return { status: 'OPTIMAL', plan, seconds: seconds() };
  const status = isLate && !(gapTolerance > 0 && plan.gap <= gapTolerance) ? 'TIMED_OUT' : 'FEASIBLE';
  return { status, plan, seconds: seconds() };
}

function stepOf({ dineIn, delivery, sites, kitchens }: MealGround): number {
  return objectiveStep(
    Float64Array.from([
      ...[...dineIn, ...delivery],
      ...sites.flatMap(({ mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay }) =>
        [mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay].map((meals) => Math.min(meals, 1e9)),
      ),
      ...kitchens.map(({ mealsPerDay }) => Math.min(mealsPerDay, 1e9)),
    ]),
  );
}

/** A choice near relaxed values: the largest first as far as limits go, then whatever still adds. */
function rounded(places: MealPlaces, values: Float64Array): MealChoice {
  const order = Array.from(places.places.keys()).sort((a, b) => values[b] - values[a] || a - b);
  const chosen: number[] = [...places.locked];
  for (const place of order) {
    if (!(values[place] > 1e-6)) break;
    if (!chosen.includes(place) && places.allows([...chosen, place])) chosen.push(place);
  }
  return fill(places, chosen, [], () => false);
}

function flagsOf(chosen: readonly number[], count: number): Uint8Array {
  const flags = new Uint8Array(count);
  for (const place of chosen) flags[place] = 1;
  return flags;
}

function chosenOf(flags: Uint8Array): number[] {
  return Array.from(flags.keys()).filter((place) => flags[place] === 1);
}

function describePlan(
  question: MealPlanQuestion,
  places: MealPlaces,
  { chosen, served }: MealChoice,
  bound: number,
  before: number,
  first: MealPriority | undefined,
): MealPlan {
  const { candidateIds } = question;
  const described = chosen.map((place): ChosenPlace => {
    const { candidate, role, cost } = places.places[place];
    const without = places.served(chosen.filter((other) => other !== place));
    return {
      candidate,
      candidateId: candidateIds[candidate],
      role,
      cost,
      mealsLostWithout: tidy(served - without),
    };
  });
  const open = places.openWith(chosen);
  const flow = new MealFlow(new MealNetwork(question.ground), open).serve(first);
  const objective = tidy(served - before);
  const upperBound = Math.max(objective, tidy(bound - before));
  return {
    places: described.sort(
      (a, b) => b.mealsLostWithout - a.mealsLostWithout || (a.candidateId < b.candidateId ? -1 : 1),
    ),
    servedBefore: before,
    servedAfter: served,
    objective,
    upperBound,
    gap: objective === upperBound ? 0 : relativeGap(objective, upperBound),
    totalCost: described.reduce((sum, { cost }) => sum + cost, 0),
    assignment: describeFlow(flow, open),
  };
}

/** Differences of millionths, without the digits floating numbers add. */
function tidy(meals: number): number {
  return Math.round(meals * UNITS_PER_MEAL) / UNITS_PER_MEAL;
}
