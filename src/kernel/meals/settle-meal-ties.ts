import type { MealChoice } from './greedy-meal-plan.js';
import { UNITS_PER_MEAL } from './meal-network.js';
import type { MealPlaces } from './meal-places.js';

const SAME = 1e-7;

/**
 * Of choices that serve as many, one with no place it could do without, and none it could exchange alone for an earlier one
 * (a smaller candidate id) of the same role.
 * @param isOver asked between evaluations
 */
export function settleMealTies(places: MealPlaces, found: MealChoice, isOver: () => boolean): MealChoice {
  let chosen = [...found.chosen].sort((a, b) => a - b);
  const { served } = found;
  const { locked } = places;
  for (const place of [...chosen].reverse()) {
    if (isOver()) break;
    if (locked.includes(place)) continue;
    const rest = chosen.filter((other) => other !== place);
    if (places.served(rest) >= served - SAME) chosen = rest;
  }
  for (const place of chosen.filter((each) => !locked.includes(each))) {
    const rest = chosen.filter((other) => other !== place);
    const flow = places.flow(rest);
    const without = flow.servedUnits / UNITS_PER_MEAL;
    const { role } = places.places[place];
    for (let earlier = 0; earlier < place && !isOver(); earlier++) {
      if (places.places[earlier].role !== role || chosen.includes(earlier)) continue;
      if (without + places.potential[earlier] < served - SAME) continue;
      if (!places.allows([...rest, earlier]) || places.servedAlso(flow, earlier) < served - SAME) continue;
      chosen = [...rest, earlier].sort((a, b) => a - b);
      break;
    }
  }
  return { chosen, served: places.served(chosen) };
}
