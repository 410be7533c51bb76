/** How long a meal takes from the order to the table, in seconds (METHODS E9). */
export interface DeliveryTimes {
  readonly budgetSeconds: number;
  /** Until the courier leaves. */
  readonly prepSeconds: number;
  /** At each stop of a trip. */
  readonly stopSeconds: number;
  readonly stopsPerTrip: number;
  /** At the door. */
  readonly handoverSeconds: number;
}

/**
 * Seconds that are left for riding: t_prep + t_ride + t_stop · n + t_handover ≤ budget. All n stops of a trip count, as
 * for whoever is served last. Negative where the budget is used up before anybody rides.
 */
export function rideSecondsLeft(times: DeliveryTimes): number {
  const { budgetSeconds, prepSeconds, stopSeconds, stopsPerTrip, handoverSeconds } = times;
  return budgetSeconds - prepSeconds - stopSeconds * stopsPerTrip - handoverSeconds;
}

/** Route load: how much couriers of one site carry a day. */
export interface RouteLoad {
  readonly tripsPerDay: number;
  readonly stopsPerTrip: number;
  readonly mealsPerStop: number;
  /** What a vehicle holds. */
  readonly mealsPerTrip: number;
}

/** Meals on one trip: what its stops take or what the vehicle holds, whichever is less. */
export function mealsOnTrip({ stopsPerTrip, mealsPerStop, mealsPerTrip }: RouteLoad): number {
  return Math.min(stopsPerTrip * mealsPerStop, mealsPerTrip);
}

/** Meals the couriers of one site carry a day. */
export function deliveredMealsPerDay(load: RouteLoad): number {
  return load.tripsPerDay * mealsOnTrip(load);
}
