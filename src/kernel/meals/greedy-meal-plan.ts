import { UNITS_PER_MEAL } from './meal-network.js';
import type { MealPlaces } from './meal-places.js';

/** A choice of places and the meals it serves. */
export interface MealChoice {
  readonly chosen: readonly number[];
  readonly served: number;
}

const MOST_KITCHENS_TRIED = 4;
const GAIN = 1e-7;

/**
 * A good choice of places, quickly: with no new kitchen, one, two … (the best for all canteens that could open), the canteens
 * that add most, one by one, then swaps. A canteen without a kitchen adds nothing, so kitchens are looked at first.
 * @param isOver asked between evaluations; once true the best so far is handed back
 */
export function greedyMealPlan(places: MealPlaces, isOver: () => boolean): MealChoice {
  const { canteenCount } = places;
  const all = Array.from(places.places.keys());
  const [canteens, kitchens] = [all.slice(0, canteenCount), all.slice(canteenCount)];
  const { locked } = places;
  let best: MealChoice = { chosen: locked, served: places.served(locked) };
  let chosenKitchens: readonly number[] = [];
  for (let count = 0; count <= MOST_KITCHENS_TRIED && !isOver(); count++) {
    const filled = fill(places, [...locked, ...chosenKitchens], canteens, isOver);
    if (filled.served > best.served + GAIN) best = filled;
    const more = bestKitchen(places, [...locked, ...chosenKitchens], kitchens, canteens);
    if (more === null) break;
    chosenKitchens = [...chosenKitchens, more];
  }
  // Kitchens may also help canteens that stand already.
  best = fill(places, best.chosen, all, isOver);
  return swap(places, best, isOver);
}

/** Opens what adds most, one after the other, as far as limits go; ties go to the earlier place. */
export function fill(
  places: MealPlaces,
  begun: readonly number[],
  from: readonly number[],
  isOver: () => boolean,
): MealChoice {
  let chosen = begun;
  let served = places.served(chosen);
  const { potential } = places;
  // The most promising first: nobody else need be tried once their best is reached.
  const order = [...from].sort((a, b) => potential[b] - potential[a] || a - b);
  while (!isOver()) {
    const flow = places.flow(chosen);
    let [best, bestServed] = [-1, served + GAIN];
    for (const place of order) {
      if (served + potential[place] <= bestServed || isOver()) break;
      if (chosen.includes(place) || !places.allows([...chosen, place])) continue;
      const found = places.servedAlso(flow, place);
      if (found > bestServed) [best, bestServed] = [place, found];
    }
    if (best < 0) break;
    chosen = [...chosen, best];
    served = bestServed;
  }
  return { chosen, served };
}

/** The kitchen that serves most were every canteen open, if it adds anything. */
function bestKitchen(
  places: MealPlaces,
  chosen: readonly number[],
  kitchens: readonly number[],
  canteens: readonly number[],
): number | null {
  const flow = places.flow([...new Set([...chosen, ...canteens])]);
  let best: number | null = null;
  const before = flow.servedUnits / UNITS_PER_MEAL;
  let most = before + GAIN;
  for (const kitchen of kitchens) {
    if (before + places.potential[kitchen] <= most) continue;
    if (chosen.includes(kitchen) || !places.allows([...chosen, kitchen])) continue;
    const served = places.servedAlso(flow, kitchen);
    if (served > most) [best, most] = [kitchen, served];
  }
  return best;
}

/** Exchanges one place for another of its role as long as that serves more. */
function swap(places: MealPlaces, begun: MealChoice, isOver: () => boolean): MealChoice {
  let best = begun;
  for (let improved = true; improved && !isOver();) {
    improved = false;
    for (const place of [...best.chosen].sort((a, b) => a - b)) {
      if (places.locked.includes(place)) continue;
      const rest = best.chosen.filter((other) => other !== place);
      const flow = places.flow(rest);
      const without = flow.servedUnits / UNITS_PER_MEAL;
      const { role } = places.places[place];
      let found: MealChoice = best;
      places.places.forEach((other, at) => {
        if (without + places.potential[at] <= found.served + GAIN) return;
        if (other.role !== role || best.chosen.includes(at) || !places.allows([...rest, at]) || isOver())
          return;
        const served = places.servedAlso(flow, at);
        if (served > found.served + GAIN) found = { chosen: [...rest, at], served };
      });
      if (found === best) continue;
      best = found;
      improved = true;
      break;
    }
  }
  return best;
}
