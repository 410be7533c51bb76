import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { assignMeals } from '../../../src/kernel/meals/assign-meals.js';
import type { MealPlan, MealPlanOutcome } from '../../../src/kernel/meals/meal-plan.js';
import type { MealPlanQuestion } from '../../../src/kernel/meals/meal-plan-question.js';
import { MealPlaces } from '../../../src/kernel/meals/meal-places.js';
import { planMeals, type MealPlanOptions } from '../../../src/kernel/meals/plan-meals.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { drawnMeals, mealGround, type DrawnMeals } from '../../support/meal-grounds.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const solvers = { lp, clock: () => performance.now() / 1000 };
const solve = (question: MealPlanQuestion, options: Partial<MealPlanOptions> = {}) =>
  planMeals(question, solvers, { timeLimitSeconds: 60, ...options });

/**
 * Sites and kitchens of a drawn ground as candidates: site s and kitchen k are the candidates `c<s>` and `c<k>`, so that
 * some could be either; those flagged stand already.
 */
function questionOf(
  drawn: DrawnMeals,
  stands: readonly boolean[],
  limits: readonly number[],
): MealPlanQuestion {
  const ground = mealGround(drawn);
  const count = Math.max(ground.sites.length, ground.kitchens.length);
  const free = (from: number, places: number) =>
    Array.from({ length: places }, (_, at) => at).filter((at) => !stands[from + at]);
  const [asSite, asKitchen] = [free(0, ground.sites.length), free(6, ground.kitchens.length)];
  const canteens = Math.min(limits[0], asSite.length);
  // One role a candidate.
  const any = new Set([...asSite, ...asKitchen]).size;
  const kitchens = Math.min(limits[1], asKitchen.length, any - canteens);
  const budget = limits[2];
  const cost = (factor: number) => Float64Array.from({ length: count }, (_, at) => 1 + ((at * factor) % 4));
  return {
    ground,
    candidateIds: Array.from({ length: count }, (_, at) => `c${at}`),
    siteCandidate: Int32Array.from(ground.sites, (_, at) => (stands[at] ? -1 : at)),
    kitchenCandidate: Int32Array.from(ground.kitchens, (_, at) => (stands[6 + at] ? -1 : at)),
    canteens,
    kitchens,
    ...(limits[3] % 3 === 1 && canteens > 0 && { lockedCanteens: asSite.slice(0, 1) }),
    ...(limits[3] % 3 === 2 && kitchens > 0 && { lockedKitchens: asKitchen.slice(-1) }),
    canteenCost: cost(3),
    kitchenCost: cost(5),
    ...(budget > 0 && { budget }),
  };
}

/** Most meals any allowed choice serves, by trying all of them. */
function bruteForce(question: MealPlanQuestion): number {
  const { ground, siteCandidate, kitchenCandidate, canteens, kitchens, budget = Infinity } = question;
  const roles = [
    ...Array.from(siteCandidate, (candidate, at) => ({ candidate, at, kitchen: false })),
    ...Array.from(kitchenCandidate, (candidate, at) => ({ candidate, at, kitchen: true })),
  ].filter(({ candidate }) => candidate >= 0);
  let best = 0;
  for (let set = 0; set < 2 ** roles.length; set++) {
    const chosen = roles.filter((_, k) => (set >> k) & 1);
    const cost = chosen.reduce(
      (sum, { candidate, kitchen }) =>
        sum + (kitchen ? question.kitchenCost! : question.canteenCost!)[candidate],
      0,
    );
    const asKitchen = chosen.filter(({ kitchen }) => kitchen).length;
    if (!isLockedIn(question, chosen)) continue;
    if (chosen.length - asKitchen > canteens || asKitchen > kitchens || cost > budget) continue;
    if (new Set(chosen.map(({ candidate }) => candidate)).size < chosen.length) continue;
    const open = {
      sites: Uint8Array.from(siteCandidate, (candidate, at) =>
        candidate < 0 || chosen.some((one) => !one.kitchen && one.at === at) ? 1 : 0,
      ),
      kitchens: Uint8Array.from(kitchenCandidate, (candidate, at) =>
        candidate < 0 || chosen.some((one) => one.kitchen && one.at === at) ? 1 : 0,
      ),
    };
    best = Math.max(best, assignMeals(ground, 'DINE_IN', open).served);
  }
  return best;
}

/** Whether what is locked in is among the chosen, each in its role. */
function isLockedIn(
  { lockedCanteens = [], lockedKitchens = [] }: MealPlanQuestion,
  chosen: readonly { readonly candidate: number; readonly kitchen: boolean }[],
): boolean {
  const has = (mine: readonly number[], asKitchen: boolean) =>
    mine.every((locked) => chosen.some((one) => one.candidate === locked && one.kitchen === asKitchen));
  return has(lockedCanteens, false) && has(lockedKitchens, true);
}

const questions = fc
  .tuple(
    drawnMeals(6, 6, 3),
    fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    fc.tuple(fc.nat(3), fc.nat(2), fc.nat(9), fc.nat(5)),
  )
  .map(([drawn, stands, limits]) => questionOf(drawn, stands, limits));

function planOf(outcome: MealPlanOutcome): MealPlan {
  if (outcome.status === 'INFEASIBLE')
    throw new Error(outcome.conflicts.map(({ message }) => message).join());
  return outcome.plan;
}

describe('planMeals', () => {
  it('finds what the best of all choices serves, and proves it', async () => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const outcome = await solve(question);
        if (outcome.status === 'INFEASIBLE') return;
        planned++;
        expect(outcome.status).toBe('OPTIMAL');
        const plan = planOf(outcome);
        expect(plan.servedAfter).toBeCloseTo(bruteForce(question), 6);
        expect(plan.assignment.served).toBeCloseTo(plan.servedAfter, 6);
        expect(plan.assignment.bound).toBe(plan.assignment.served);
        expect([plan.gap, plan.upperBound]).toEqual([0, plan.objective]);
        expect(plan.servedAfter - plan.servedBefore).toBeCloseTo(plan.objective, 6);
        const { canteens, kitchens, budget = Infinity } = question;
        expect(plan.places.filter(({ role }) => role === 'CANTEEN').length).toBeLessThanOrEqual(canteens);
        expect(plan.places.filter(({ role }) => role === 'CENTRAL_KITCHEN').length).toBeLessThanOrEqual(
          kitchens,
        );
        expect(plan.totalCost).toBeLessThanOrEqual(budget);
        const { lockedCanteens = [], lockedKitchens = [] } = question;
        const locked = [...lockedCanteens, ...lockedKitchens];
        for (const { candidate, mealsLostWithout } of plan.places)
          if (!locked.includes(candidate)) expect(mealsLostWithout).toBeGreaterThan(0);
        for (const candidate of locked)
          expect(plan.places.map((place) => place.candidate)).toContain(candidate);
      }),
      { numRuns: 80 },
    );
    expect(planned).toBeGreaterThan(30);
  });

  it('tells what one more place adds as if all had opened at once', () => {
    fc.assert(
      fc.property(questions, fc.nat(255), (question, mask) => {
        const places = new MealPlaces(question);
        const all = Array.from(places.places.keys());
        const open = all.filter((place) => (mask >> place) & 1);
        const flow = places.flow(open);
        for (const place of all.filter((each) => !open.includes(each)))
          expect(places.servedAlso(flow, place)).toBe(places.served([...open, place]));
      }),
    );
  });

  it('keeps its bound honest where classes had to be made coarser', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const outcome = await solve(question, { mostPairs: 2 });
        if (outcome.status === 'INFEASIBLE') return;
        const best = bruteForce(question);
        const { servedBefore, servedAfter, upperBound } = planOf(outcome);
        expect(servedAfter).toBeLessThanOrEqual(best + 1e-6);
        expect(servedBefore + upperBound).toBeGreaterThanOrEqual(best - 1e-6);
        if (outcome.status === 'OPTIMAL') expect(servedAfter).toBeCloseTo(best, 6);
      }),
      { numRuns: 40 },
    );
  });

  it('opens a kitchen and a canteen together where neither helps alone', async () => {
    const plan = planOf(await solve(chain({ canteens: 1, kitchens: 1 })));
    expect(plan.places).toEqual([
      { candidate: 0, candidateId: 'school', role: 'CANTEEN', cost: 0, mealsLostWithout: 30 },
      { candidate: 1, candidateId: 'works', role: 'CENTRAL_KITCHEN', cost: 0, mealsLostWithout: 30 },
    ]);
    const none = planOf(await solve(chain({ canteens: 1, kitchens: 0 })));
    expect([none.places, none.objective]).toEqual([[], 0]);
  });

  it('gives the same plan whatever the order of candidates, the smaller id of equal ones', async () => {
    const drawn: DrawnMeals = {
      points: [{ dineIn: 8, delivery: 0 }],
      sites: [0, 1, 2].map(() => ({ meals: 8, delivered: 0, cooked: 8 })),
      kitchens: [],
      walks: [[[0, 3]], [[0, 2]], [[0, 1]]],
      rides: [[], [], []],
      supply: [],
    };
    const twins = (ids: readonly string[]) => ({ ...questionOf(drawn, [], [1, 0, 0]), candidateIds: ids });
    for (const ids of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
    ])
      expect(planOf(await solve(twins(ids))).places.map(({ candidateId }) => candidateId)).toEqual(['a']);
  });

  it('tells the best so far with an honest bound when the time is up', async () => {
    const outcome = await solve(chain({ canteens: 1, kitchens: 1 }), { timeLimitSeconds: 0 });
    expect(outcome.status).toBe('TIMED_OUT');
    const plan = planOf(outcome);
    expect(plan.upperBound).toBeGreaterThanOrEqual(30);
  });

  it('stops on abort', async () => {
    const controller = new AbortController();
    controller.abort(new Error('dropped'));
    await expect(solve(chain({ canteens: 1, kitchens: 1 }), { signal: controller.signal })).rejects.toThrow(
      'dropped',
    );
  });

  it.each([
    [{ canteens: 3 }, 'MORE_CANTEENS_THAN_CANDIDATES', 3, 2],
    [{ kitchens: 3 }, 'MORE_KITCHENS_THAN_CANDIDATES', 3, 2],
    [{ canteens: 2, kitchens: 1 }, 'MORE_PLACES_THAN_CANDIDATES', 3, 2],
    [
      { budget: 0.5, canteenCost: Float64Array.of(1, 2), kitchenCost: Float64Array.of(3, 4) },
      'BUDGET_TOO_SMALL',
      0.5,
      1,
    ],
    [
      { candidateIds: [], siteCandidate: Int32Array.of(-1, -1), kitchenCandidate: Int32Array.of(-1, -1) },
      'NO_CANDIDATES',
      undefined,
      undefined,
    ],
    [{ canteens: NaN }, 'INVALID', undefined, undefined],
    [
      { budget: -1, canteenCost: Float64Array.of(1, 2), kitchenCost: Float64Array.of(3, 4) },
      'INVALID',
      undefined,
      undefined,
    ],
    [{ budget: 1 }, 'INVALID', undefined, undefined],
    [{ candidateIds: ['same', 'same'] }, 'INVALID', undefined, undefined],
  ])('says why %o cannot be', async (change, code, asked, possible) => {
    const outcome = await solve({ ...chain({ canteens: 1, kitchens: 1 }), ...change } as MealPlanQuestion);
    if (outcome.status !== 'INFEASIBLE') throw new Error(outcome.status);
    const [conflict] = outcome.conflicts;
    expect([conflict.code, conflict.asked, conflict.possible]).toEqual([code, asked, possible]);
  });

  it('says so where nobody wants a meal', async () => {
    const question = chain({ canteens: 1, kitchens: 1 });
    const nobody = { ...question.ground, dineIn: Float64Array.of(0), delivery: Float64Array.of(0) };
    const outcome = await solve({ ...question, ground: nobody });
    expect(outcome).toMatchObject({ status: 'INFEASIBLE', conflicts: [{ code: 'NO_DEMAND' }] });
  });
});

/** Two candidates; the school could be a canteen for the only home, the works its kitchen. */
function chain(limits: { canteens: number; kitchens: number }): MealPlanQuestion {
  return {
    ground: mealGround({
      points: [{ dineIn: 20, delivery: 10 }],
      sites: [
        { meals: 100, delivered: 10, cooked: 0 },
        { meals: 100, delivered: 0, cooked: 0 },
      ],
      kitchens: [40, 40],
      walks: [[[0, 60]], []],
      rides: [[[0, 60]], []],
      supply: [[], [[0, 300]]],
    }),
    candidateIds: ['school', 'works'],
    siteCandidate: Int32Array.of(0, 1),
    kitchenCandidate: Int32Array.of(0, 1),
    ...limits,
  };
}
