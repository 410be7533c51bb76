import { compensatedSum } from '../compensated-sum.js';
import { LinearProgramBuilder, type LinearProgram } from '../milp/linear-program.js';
import type { MealGround, TimedLists } from './meal-ground.js';
import type { MealPlaces } from './meal-places.js';

/**
 * The choice of places as a mixed-integer program: its first variables are the places (1 = open), the others meals a day.
 *
 *     max Σ f      f ≤ wanted · x_site      Σ_points f ≤ capacity · x_site      Σ_delivered f ≤ couriers · x_site
 *     Σ_points f ≤ cooked + Σ_kitchens k      k ≤ capacity · x_kitchen      Σ_sites k ≤ capacity · x_kitchen
 *     Σ x_canteen ≤ p      Σ x_kitchen ≤ q      Σ cost · x ≤ budget      one role a candidate
 */
export function mealProgram(places: MealPlaces, unlimited: MealGround): LinearProgram {
  const ground = withinWants(unlimited);
  const program = new LinearProgramBuilder('maximize');
  const locked = new Set(places.locked);
  for (let at = 0; at < places.places.length; at++)
    program.addVariable({ lower: locked.has(at) ? 1 : 0, upper: 1, integer: true });
  addLimits(program, places);
  const placeOfSite = new Map<number, number>();
  const placeOfKitchen = new Map<number, number>();
  places.places.forEach(({ role, at }, place) =>
    (role === 'CANTEEN' ? placeOfSite : placeOfKitchen).set(at, place),
  );
  const { siteCandidate, kitchenCandidate } = places.question;
  // A candidate nobody may open in this role is closed.
  const isShut = (candidate: number, place: number | undefined) => candidate >= 0 && place === undefined;
  const out = ground.sites.map((): number[] => []);
  const carried = ground.sites.map((): number[] => []);
  const had = (wanted: Float64Array, lists: TimedLists, layer: (site: number) => readonly number[][]) => {
    const atPoint = Array.from(wanted, (): number[] => []);
    ground.sites.forEach((site, s) => {
      const place = placeOfSite.get(s);
      if (isShut(siteCandidate[s], place)) return;
      for (let k = lists.offset[s]; k < lists.offset[s + 1]; k++) {
        const point = lists.point[k];
        const most = Math.min(wanted[point], site.mealsPerDay);
        if (!(most > 0)) continue;
        const meals = program.addVariable({ objective: 1, upper: most });
        atPoint[point].push(meals);
        for (const list of layer(s)) list.push(meals);
        if (place !== undefined) atMost(program, [meals], 0, [[place, most]]);
      }
    });
    atPoint.forEach((meals, point) => meals.length > 0 && atMost(program, meals, wanted[point]));
  };
  had(ground.dineIn, ground.walks, (site) => [out[site]]);
  had(ground.delivery, ground.rides, (site) => [out[site], carried[site]]);
  const lots = ground.sites.map((): number[] => []);
  ground.kitchens.forEach(({ mealsPerDay }, kitchen) => {
    const place = placeOfKitchen.get(kitchen);
    if (isShut(kitchenCandidate[kitchen], place)) return;
    const sent: number[] = [];
    for (let k = ground.supply.offset[kitchen]; k < ground.supply.offset[kitchen + 1]; k++) {
      const site = ground.supply.point[k];
      if (isShut(siteCandidate[site], placeOfSite.get(site)) || out[site].length === 0) continue;
      const most = Math.min(mealsPerDay, ground.sites[site].mealsPerDay);
      const meals = program.addVariable({ upper: most });
      sent.push(meals);
      lots[site].push(meals);
      if (place !== undefined) atMost(program, [meals], 0, [[place, most]]);
    }
    atMost(
      program,
      sent,
      place === undefined ? mealsPerDay : 0,
      place === undefined ? [] : [[place, mealsPerDay]],
    );
  });
  ground.sites.forEach((site, s) => {
    if (out[s].length === 0) return;
    const place = placeOfSite.get(s);
    const limit = (
      meals: readonly number[],
      most: number,
      less: readonly (readonly [number, number])[] = [],
    ) =>
      atMost(
        program,
        meals,
        place === undefined ? most : 0,
        place === undefined ? less : [...less, [place, most]],
      );
    limit(out[s], site.mealsPerDay);
    if (site.deliveredMealsPerDay < site.mealsPerDay) limit(carried[s], site.deliveredMealsPerDay);
    if (site.cookedMealsPerDay < site.mealsPerDay)
      limit(
        out[s],
        site.cookedMealsPerDay,
        lots[s].map((lot) => [lot, 1] as const),
      );
  });
  return program.build();
}

/** No capacity is larger than all that is wanted, so that the numbers of the program stay near each other. */
function withinWants(ground: MealGround): MealGround {
  const most = compensatedSum(ground.dineIn) + compensatedSum(ground.delivery);
  const capped = (meals: number) => Math.min(meals, most);
  return {
    ...ground,
    sites: ground.sites.map(({ id, mealsPerDay, deliveredMealsPerDay, cookedMealsPerDay }) => ({
      id,
      mealsPerDay: capped(mealsPerDay),
      deliveredMealsPerDay: capped(deliveredMealsPerDay),
      cookedMealsPerDay: capped(cookedMealsPerDay),
    })),
    kitchens: ground.kitchens.map(({ id, mealsPerDay }) => ({ id, mealsPerDay: capped(mealsPerDay) })),
  };
}

function addLimits(program: LinearProgramBuilder, { places, canteenCount, question }: MealPlaces): void {
  const { canteens, kitchens, budget = Infinity } = question;
  const all = Array.from(places.keys());
  const [asCanteen, asKitchen] = [all.slice(0, canteenCount), all.slice(canteenCount)];
  if (canteens < asCanteen.length) atMost(program, asCanteen, canteens);
  if (kitchens < asKitchen.length) atMost(program, asKitchen, kitchens);
  if (budget < Infinity) {
    program.addRow(-Infinity, budget);
    for (const place of all) if (places[place].cost > 0) program.addTerm(place, places[place].cost);
  }
  const canteenOf = new Map(asCanteen.map((place) => [places[place].candidate, place]));
  for (const place of asKitchen) {
    const other = canteenOf.get(places[place].candidate);
    if (other !== undefined) atMost(program, [other, place], 1);
  }
}

/** Σ variables ≤ most + Σ amount · variable. */
function atMost(
  program: LinearProgramBuilder,
  variables: readonly number[],
  most: number,
  more: readonly (readonly [variable: number, amount: number])[] = [],
): void {
  if (variables.length === 0) return;
  program.addRow(-Infinity, most);
  for (const variable of variables) program.addTerm(variable, 1);
  for (const [variable, amount] of more) if (amount > 0) program.addTerm(variable, -amount);
}
