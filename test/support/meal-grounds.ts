import fc from 'fast-check';
import type { MealGround, TimedLists } from '../../src/kernel/meals/meal-ground.js';

/** A ground told in words: who reaches what in how many seconds. */
export interface DrawnMeals {
  readonly points: readonly { readonly dineIn: number; readonly delivery: number }[];
  readonly sites: readonly { readonly meals: number; readonly delivered: number; readonly cooked: number }[];
  readonly kitchens: readonly number[];
  /** Per site [point, seconds], per kitchen [site, seconds]. */
  readonly walks: readonly (readonly (readonly [number, number])[])[];
  readonly rides: readonly (readonly (readonly [number, number])[])[];
  readonly supply: readonly (readonly (readonly [number, number])[])[];
}

export function timedLists(rows: DrawnMeals['walks']): TimedLists {
  const offset = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => (offset[at + 1] = offset[at] + row.length));
  const sorted = rows.map((row) => [...row].sort((a, b) => a[0] - b[0])).flat();
  return {
    offset,
    point: Int32Array.from(sorted, ([point]) => point),
    seconds: Float64Array.from(sorted, ([, seconds]) => seconds),
  };
}

export function mealGround({ points, sites, kitchens, walks, rides, supply }: DrawnMeals): MealGround {
  return {
    pointIds: points.map((_, at) => `p${at}`),
    dineIn: Float64Array.from(points, ({ dineIn }) => dineIn),
    delivery: Float64Array.from(points, ({ delivery }) => delivery),
    sites: sites.map(({ meals, delivered, cooked }, at) => ({
      id: `s${at}`,
      mealsPerDay: meals,
      deliveredMealsPerDay: delivered,
      cookedMealsPerDay: cooked,
    })),
    kitchens: kitchens.map((mealsPerDay, at) => ({ id: `k${at}`, mealsPerDay })),
    walks: timedLists(walks),
    rides: timedLists(rides),
    supply: timedLists(supply),
  };
}

const seconds = fc.integer({ min: 1, max: 9 });
const some = (rows: number, columns: number) =>
  fc.array(fc.array(fc.option(seconds, { freq: 1 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });

/** Small grounds with at most so many points, sites and kitchens. */
export function drawnMeals(points: number, sites: number, kitchens: number): fc.Arbitrary<DrawnMeals> {
  const amount = fc.oneof(
    fc.nat(9),
    fc.nat(36).map((quarter) => quarter / 4),
  );
  const count = (most: number, least = 1) => fc.integer({ min: least, max: most });
  return fc
    .tuple(count(points), count(sites), count(kitchens, 0))
    .chain(([p, s, k]) =>
      fc.record({
        points: fc.array(fc.record({ dineIn: amount, delivery: amount }), { minLength: p, maxLength: p }),
        sites: fc.array(
          fc.record({
            meals: fc.nat(15),
            delivered: fc.nat(9),
            cooked: fc.oneof(fc.constant(0), fc.nat(15)),
          }),
          { minLength: s, maxLength: s },
        ),
        kitchens: fc.array(fc.nat(20), { minLength: k, maxLength: k }),
        walks: some(s, p),
        rides: some(s, p),
        supply: some(k, s),
      }),
    )
    .map(({ walks, rides, supply, ...rest }) => ({
      ...rest,
      walks: walks.map(pairs),
      rides: rides.map(pairs),
      supply: supply.map(pairs),
    }));
}

function pairs(row: readonly (number | null)[]): [number, number][] {
  return row.flatMap((time, at): [number, number][] => (time === null ? [] : [[at, time]]));
}
