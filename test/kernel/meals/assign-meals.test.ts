import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { assignMeals, type MealAssignment } from '../../../src/kernel/meals/assign-meals.js';
import type { MealGround } from '../../../src/kernel/meals/meal-ground.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { drawnMeals, mealGround } from '../../support/meal-grounds.js';
import { servedByProgram } from '../../support/served-by-program.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

/** Everything an assignment must keep to. */
function expectSound(ground: MealGround, found: MealAssignment): void {
  const { sites, kitchens } = ground;
  const bySite = sites.map(() => ({ DINE_IN: 0, DELIVERY: 0, cooked: 0 }));
  const byKitchen = kitchens.map(() => 0);
  const byPoint = { DINE_IN: ground.dineIn.map(() => 0), DELIVERY: ground.delivery.map(() => 0) };
  for (const { point, layer, site, kitchen, meals, seconds } of found.chains) {
    expect(meals).toBeGreaterThan(0);
    bySite[site][layer] += meals;
    byPoint[layer][point] += meals;
    if (kitchen < 0) bySite[site].cooked += meals;
    else byKitchen[kitchen] += meals;
    const lists = layer === 'DINE_IN' ? ground.walks : ground.rides;
    const at = lists.point.subarray(lists.offset[site], lists.offset[site + 1]).indexOf(point);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(lists.seconds[lists.offset[site] + at]).toBe(seconds);
    if (kitchen >= 0)
      expect([
        ...ground.supply.point.subarray(ground.supply.offset[kitchen], ground.supply.offset[kitchen + 1]),
      ]).toContain(site);
  }
  sites.forEach((site, at) => {
    const { DINE_IN, DELIVERY, cooked } = bySite[at];
    expect(DINE_IN + DELIVERY).toBeLessThanOrEqual(site.mealsPerDay + 1e-9);
    expect(DELIVERY).toBeLessThanOrEqual(site.deliveredMealsPerDay + 1e-9);
    expect(cooked).toBeLessThanOrEqual(site.cookedMealsPerDay + 1e-9);
    expect(found.siteLoads[at]).toMatchObject({
      dineIn: expect.closeTo(DINE_IN, 6),
      delivery: expect.closeTo(DELIVERY, 6),
    });
  });
  kitchens.forEach(({ mealsPerDay }, at) => {
    expect(byKitchen[at]).toBeLessThanOrEqual(mealsPerDay + 1e-9);
    expect(found.kitchenLoads[at]).toBeCloseTo(byKitchen[at], 6);
  });
  byPoint.DINE_IN.forEach((meals, at) => expect(meals).toBeCloseTo(found.dineIn[at], 6));
  byPoint.DELIVERY.forEach((meals, at) => expect(meals).toBeCloseTo(found.delivery[at], 6));
  ground.dineIn.forEach((wanted, at) =>
    expect(found.dineInUnmet[at] === null).toBe(found.dineIn[at] >= wanted - 1e-9),
  );
  expect(found.served).toBeCloseTo(sum(found.dineIn) + sum(found.delivery), 6);
}

describe('assignMeals', () => {
  it('serves as many as the linear program, and its cut proves it', async () => {
    await fc.assert(
      fc.asyncProperty(drawnMeals(6, 4, 3), async (drawn) => {
        const ground = mealGround(drawn);
        const found = assignMeals(ground);
        expectSound(ground, found);
        expect(found.bound).toBe(found.served);
        expect(found.served).toBeCloseTo(await servedByProgram(lp, ground), 6);
      }),
      { numRuns: 60 },
    );
  });

  it('serves as many in all whoever comes first, and never fewer of those who do', () => {
    fc.assert(
      fc.property(drawnMeals(6, 4, 3), (drawn) => {
        const ground = mealGround(drawn);
        const [dineIn, delivery] = [assignMeals(ground, 'DINE_IN'), assignMeals(ground, 'DELIVERY')];
        expect(dineIn.served).toBe(delivery.served);
        expect(sum(dineIn.dineIn)).toBeGreaterThanOrEqual(sum(delivery.dineIn) - 1e-9);
        const alone = assignMeals({ ...ground, delivery: ground.delivery.map(() => 0) });
        expect(sum(dineIn.dineIn)).toBeCloseTo(alone.served, 9);
      }),
    );
  });

  it('does not depend on the order of points, sites and kitchens', () => {
    fc.assert(
      fc.property(
        drawnMeals(6, 4, 3),
        fc.array(fc.nat(), { minLength: 13, maxLength: 13 }),
        (drawn, keys) => {
          const ground = mealGround(drawn);
          const shuffled = shuffle(ground, keys);
          const told = (given: MealGround) =>
            assignMeals(given).chains.map(({ point, site, kitchen, layer, meals, seconds }) =>
              [
                given.pointIds[point],
                given.sites[site].id,
                given.kitchens[kitchen]?.id,
                layer,
                meals,
                seconds,
              ].join(),
            );
          expect(told(shuffled)).toEqual(told(ground));
        },
      ),
    );
  });

  it('never serves fewer with more room, more time or one more site', () => {
    fc.assert(
      fc.property(drawnMeals(6, 4, 3), fc.nat(3), (drawn, at) => {
        const ground = mealGround(drawn);
        const { served } = assignMeals(ground);
        const sites = ground.sites.map((site, s) =>
          s === at % ground.sites.length ? { ...site, mealsPerDay: site.mealsPerDay + 3 } : site,
        );
        expect(assignMeals({ ...ground, sites }).served).toBeGreaterThanOrEqual(served);
        const open = { sites: Uint8Array.from(ground.sites, (_, s) => (s === at ? 0 : 1)) };
        expect(assignMeals(ground, 'DINE_IN', open).served).toBeLessThanOrEqual(served);
      }),
    );
  });

  it('sends everyone to the quickest site while there is room', () => {
    const ground = mealGround({
      points: [
        { dineIn: 4, delivery: 0 },
        { dineIn: 4, delivery: 0 },
      ],
      sites: [
        { meals: 8, delivered: 0, cooked: 8 },
        { meals: 8, delivered: 0, cooked: 8 },
      ],
      kitchens: [],
      walks: [
        [
          [0, 5],
          [1, 2],
        ],
        [
          [0, 3],
          [1, 4],
        ],
      ],
      rides: [[], []],
      supply: [],
    });
    expect(assignMeals(ground).chains).toEqual([
      { point: 0, layer: 'DINE_IN', site: 1, kitchen: -1, meals: 4, seconds: 3 },
      { point: 1, layer: 'DINE_IN', site: 0, kitchen: -1, meals: 4, seconds: 2 },
    ]);
  });

  /** docs/models/meals.md: a kitchen, a canteen, a merchant, three homes. */
  it('works out the example of the documentation', () => {
    const ground = mealGround({
      points: [
        { dineIn: 40, delivery: 10 },
        { dineIn: 30, delivery: 8 },
        { dineIn: 20, delivery: 5 },
      ],
      sites: [
        { meals: 60, delivered: 15, cooked: 0 },
        { meals: 25, delivered: 0, cooked: 25 },
      ],
      kitchens: [50],
      walks: [
        [
          [0, 300],
          [1, 600],
        ],
        [[1, 400]],
      ],
      rides: [
        [
          [0, 200],
          [1, 300],
          [2, 700],
        ],
        [],
      ],
      supply: [[[0, 900]]],
    });
    const found = assignMeals(ground);
    expect([...found.dineIn]).toEqual([40, 30, 0]);
    expect([...found.delivery]).toEqual([5, 0, 0]);
    expect([found.served, found.bound]).toEqual([75, 75]);
    expect(found.dineInUnmet).toEqual([null, null, 'OUT_OF_REACH']);
    expect(found.deliveryUnmet).toEqual(['NO_CAPACITY', 'NO_CAPACITY', 'NO_CAPACITY']);
    expect(found.kitchenIsBottleneck[0]).toBe(1);
    expect(found.chains).toEqual([
      { point: 0, layer: 'DINE_IN', site: 0, kitchen: 0, meals: 40, seconds: 300 },
      { point: 1, layer: 'DINE_IN', site: 0, kitchen: 0, meals: 5, seconds: 600 },
      { point: 1, layer: 'DINE_IN', site: 1, kitchen: -1, meals: 25, seconds: 400 },
      { point: 0, layer: 'DELIVERY', site: 0, kitchen: 0, meals: 5, seconds: 200 },
    ]);
  });
});

/** The same ground with its lists in another order. */
function shuffle(ground: MealGround, keys: readonly number[]): MealGround {
  const order = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => at).sort((a, b) => keys[from + a] - keys[from + b] || a - b);
  const points = order(ground.pointIds.length, 0);
  const sites = order(ground.sites.length, 6);
  const kitchens = order(ground.kitchens.length, 10);
  const lists = (given: MealGround['walks'], rows: number[], columns: number[]) => {
    const told = rows.map((row) =>
      Array.from({ length: given.offset[row + 1] - given.offset[row] }, (_, k) => {
        const at = given.offset[row] + k;
        return [columns.indexOf(given.point[at]), given.seconds[at]] as const;
      }).sort((a, b) => a[0] - b[0]),
    );
    const offset = new Int32Array(rows.length + 1);
    told.forEach((row, at) => (offset[at + 1] = offset[at] + row.length));
    return {
      offset,
      point: Int32Array.from(told.flat(), ([point]) => point),
      seconds: Float64Array.from(told.flat(), ([, seconds]) => seconds),
    };
  };
  return {
    pointIds: points.map((at) => ground.pointIds[at]),
    dineIn: Float64Array.from(points, (at) => ground.dineIn[at]),
    delivery: Float64Array.from(points, (at) => ground.delivery[at]),
    sites: sites.map((at) => ground.sites[at]),
    kitchens: kitchens.map((at) => ground.kitchens[at]),
    walks: lists(ground.walks, sites, points),
    rides: lists(ground.rides, sites, points),
    supply: lists(ground.supply, kitchens, sites),
  };
}
