import type { CoverageView } from '../coverage/index.js';
import type { FacilityKind, MealMode } from '../facilities/index.js';
import { deliveredMealsPerDay } from '../kernel/meals/delivery-time.js';
import type { MealKitchen, MealSite } from '../kernel/meals/meal-ground.js';
import type { ResolvedMealSettings } from './meal-settings.js';

/** An operating place of meals. */
export interface MealProvider {
  /** Position in ground.facilities. */
  readonly facility: number;
  readonly mode: MealMode;
  readonly isModeAssumed: boolean;
  /** Meals. */
  readonly mealsPerDay: number;
  readonly isCapacityAssumed: boolean;
  readonly cooks: boolean;
}

/**
 * The operating places that offer meals, by id, with what is assumed of them. Central kitchens are among them though the
 * predicate of MEAL leaves them out as places to walk to: others hand out what they cook.
 * @param recordedMeals meals a day of a facility, null where it states none
 */
export function mealProviders(
  { ground, presence: { predicates } }: CoverageView,
  recordedMeals: (facilityId: string) => number | null,
  settings: ResolvedMealSettings,
): MealProvider[] {
  return Array.from(ground.facilities.entries()).flatMap(([at, facility]) => {
    const { id, kind, mealMode, operating } = facility;
    const cooksForOthers = mealMode === 'CENTRAL_KITCHEN' && predicates.offersButForMealMode(facility);
    if (!operating || !(cooksForOthers || predicates.offers(facility))) return [];
    const mealsPerDay = recordedMeals(id);
    const mode = mealMode ?? settings.modeWhereUnknown;
    return {
      ...{ facility: at, mode },
      isModeAssumed: mealMode === null,
      mealsPerDay: mealsPerDay ?? mealsWhereUnknown(mode, settings),
      isCapacityAssumed: mealsPerDay === null,
      cooks: cooksItself(mode, kind, settings),
    };
  });
}

export function mealsWhereUnknown(mode: MealMode, settings: ResolvedMealSettings): number {
  switch (mode) {
    case 'CANTEEN':
      return settings.canteenMealsPerDay;
    case 'MERCHANT':
      return settings.merchantMealsPerDay;
    case 'CENTRAL_KITCHEN':
      return settings.kitchenMealsPerDay;
  }
}

/** A merchant serves on its own; a canteen by what kind of place it is in. */
function cooksItself(
  mode: MealMode,
  kind: FacilityKind,
  { selfCookingKinds }: ResolvedMealSettings,
): boolean {
  return mode === 'MERCHANT' || (mode === 'CANTEEN' && selfCookingKinds.includes(kind));
}

/** A place that hands out meals, counted in people a day. */
export function siteOf(
  id: string,
  mealsPerDay: number,
  cooks: boolean,
  settings: ResolvedMealSettings,
): MealSite {
  const people = mealsPerDay / settings.mealsPerPersonPerDay;
  return {
    id,
    mealsPerDay: people,
    deliveredMealsPerDay: Math.min(people, deliveredMealsPerDay(settings) / settings.mealsPerPersonPerDay),
    cookedMealsPerDay: cooks ? people : 0,
  };
}

/** A central kitchen, counted in people a day. */
export function kitchenOf(id: string, mealsPerDay: number, settings: ResolvedMealSettings): MealKitchen {
  return { id, mealsPerDay: mealsPerDay / settings.mealsPerPersonPerDay };
}
