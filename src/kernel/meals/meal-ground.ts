/** Pairs of a site and a point within time: site s reaches point[offset[s]] … point[offset[s + 1] − 1], rising. */
export interface TimedLists {
  readonly offset: Int32Array;
  readonly point: Int32Array;
  readonly seconds: Float64Array;
}

/** Where meals are handed out: to those who come on foot, to couriers, or both. */
export interface MealSite {
  readonly id: string;
  /** Meals a day it can hand out. */
  readonly mealsPerDay: number;
  /** Of these the meals a day its couriers can carry. */
  readonly deliveredMealsPerDay: number;
  /** Meals a day it cooks itself; what it hands out beyond that comes from central kitchens. */
  readonly cookedMealsPerDay: number;
}

/** Where meals are cooked for canteens. */
export interface MealKitchen {
  readonly id: string;
  readonly mealsPerDay: number;
}

/** Everything the two layers of meals rest on (METHODS E9). Ids are unique within each list. */
export interface MealGround {
  readonly pointIds: readonly string[];
  /** Meals a day wanted at each point by those who come on foot. */
  readonly dineIn: Float64Array;
  /** Meals a day wanted at each point by those who need them brought. */
  readonly delivery: Float64Array;
  readonly sites: readonly MealSite[];
  readonly kitchens: readonly MealKitchen[];
  /** Per site the points that reach it on foot in time. */
  readonly walks: TimedLists;
  /** Per site the points its couriers reach in time. */
  readonly rides: TimedLists;
  /** Per kitchen the sites it supplies in time (`point` = site). */
  readonly supply: TimedLists;
}

/** Which of the two wants is met first where there is not enough for both; how many are served is the same. */
export type MealPriority = 'DINE_IN' | 'DELIVERY';
