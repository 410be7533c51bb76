import type { WalkwayKind } from '../network/way-set.js';

/** What brings meals: an electric bicycle to homes, a van between kitchens and canteens (or to homes where asked for). */
export type MealVehicle = 'E_BIKE' | 'VAN';

/** How one kind of vehicle gets about. */
export interface VehicleProfile {
  /** Speed on an open street where nothing else is said, metres per second. */
  readonly speedMetersPerSecond: number;
  /** Share (0–1] of that speed on each kind of walkway it may use; a kind that is not named is closed to it. */
  readonly kinds: Readonly<Partial<Record<WalkwayKind, number>>>;
}

/**
 * Working assumptions, shown with every answer; no document fixes them. An electric bicycle is ridden slowly (half speed)
 * where people walk, and climbs no steps. A van keeps to streets. Walkways whose kind the source does not tell (`road`,
 * `other`) are open to both, as a network of such lines would carry no vehicle at all otherwise.
 */
export const VEHICLE_PROFILES: Readonly<Record<MealVehicle, VehicleProfile>> = {
  E_BIKE: {
    speedMetersPerSecond: 4.2,
    kinds: {
      primary: 1,
      secondary: 1,
      tertiary: 1,
      unclassified: 1,
      residential: 1,
      trunk: 1,
      cycleway: 1,
      road: 1,
      other: 1,
      living_street: 0.75,
      service: 0.75,
      track: 0.75,
      path: 0.5,
      footway: 0.5,
      pedestrian: 0.5,
      crossing: 0.5,
    },
  },
  VAN: {
    speedMetersPerSecond: 5.6,
    kinds: {
      primary: 1,
      secondary: 1,
      tertiary: 1,
      unclassified: 1,
      trunk: 1,
      road: 1,
      other: 1,
      residential: 0.75,
      living_street: 0.5,
      service: 0.5,
      track: 0.5,
    },
  },
};
