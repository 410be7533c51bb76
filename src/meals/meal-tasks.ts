import { assignMeals, type MealAssignment } from '../kernel/meals/assign-meals.js';
import type { MealGround, MealPriority, TimedLists } from '../kernel/meals/meal-ground.js';
import { type MealVehicle, VEHICLE_PROFILES } from '../kernel/meals/meal-vehicle.js';
import type { MealPlanOutcome } from '../kernel/meals/meal-plan.js';
import type { MealPlanQuestion } from '../kernel/meals/meal-plan-question.js';
import { planMeals, type MealPlanOptions } from '../kernel/meals/plan-meals.js';
import { type PlaceColumns, VehicleRides } from '../kernel/meals/vehicle-rides.js';
import type { WalkNetwork } from '../kernel/network/index.js';
import { type LpAsk, type LpReply, relayedLp } from '../platform/compute/lp-relay.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';

export interface RidesAsk {
  /** Names the network: rides over it are kept. */
  readonly snapshotId: string;
  /** Its arrays lie in shared memory. */
  readonly network: WalkNetwork;
  readonly points: PlaceColumns;
  readonly sites: PlaceColumns;
  readonly kitchens: PlaceColumns;
  readonly vehicle: MealVehicle;
  readonly speedMetersPerSecond: number;
  readonly courierMetersPerSecond: number;
  /** Seconds of riding to homes and from kitchens to sites. */
  readonly rideSeconds: number;
  readonly transportSeconds: number;
  readonly transportSpeedMetersPerSecond: number;
  /** More pairs of a site and a point are refused. */
  readonly mostPairs: number;
}

export type RidesAnswer = RidesTold | { readonly tooManyPairs: true };

export interface RidesTold {
  readonly rides: TimedLists;
  readonly supply: TimedLists;
  /** 1 for each point a vehicle can stop near. */
  readonly hasStreet: Uint8Array;
}

/** Two vehicles over the network in use, and room for a newer one. */
const KEPT_RIDES = 3;
const kept = new Map<string, VehicleRides>();

function ridesOver({ snapshotId, network }: RidesAsk, vehicle: MealVehicle): VehicleRides {
  const key = `${snapshotId} ${vehicle}`;
  const rides = kept.get(key) ?? new VehicleRides(network, VEHICLE_PROFILES[vehicle]);
  kept.delete(key);
  kept.set(key, rides);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_RIDES) break;
    kept.delete(oldest);
  }
  return rides;
}

const rides: ThreadTask<RidesAsk, unknown, unknown, RidesAnswer> = (ask) => {
  const { courierMetersPerSecond } = ask;
  const couriers = ridesOver(ask, ask.vehicle);
  const vans = ridesOver(ask, 'VAN');
  const doors = couriers.stopsAt(ask.points);
  const speeds = { speedMetersPerSecond: ask.speedMetersPerSecond, courierMetersPerSecond };
  const told = couriers.within(couriers.stopsAt(ask.sites), doors, ask.rideSeconds, speeds);
  if (told.point.length > ask.mostPairs) return { tooManyPairs: true };
  return {
    rides: told,
    supply: vans.within(vans.stopsAt(ask.kitchens), vans.stopsAt(ask.sites), ask.transportSeconds, {
      speedMetersPerSecond: ask.transportSpeedMetersPerSecond,
      courierMetersPerSecond,
    }),
    hasStreet: Uint8Array.from(doors, (door) => (door ? 1 : 0)),
  };
};

const assign: ThreadTask<
  { readonly ground: MealGround; readonly first: MealPriority },
  unknown,
  unknown,
  MealAssignment
> = ({ ground, first }) => assignMeals(ground, first);

export interface PlanAsk {
  readonly question: MealPlanQuestion;
  readonly options: Pick<MealPlanOptions, 'timeLimitSeconds' | 'gapTolerance' | 'first'>;
}

/** What a plan wants of the simplex, which lives elsewhere, and tells. */
export type PlanAsks =
  LpAsk | { readonly kind: 'PROGRESS'; readonly objective: number; readonly bound: number };

const plan: ThreadTask<PlanAsk, PlanAsks, LpReply, MealPlanOutcome> = ({ question, options }, ask) => {
  const clock = () => performance.now() / 1000;
  const watch = (objective: number, bound: number) => void ask({ kind: 'PROGRESS', objective, bound });
  return planMeals(question, { lp: relayedLp(ask), clock }, { ...options, watch });
};

export const mealTasks = { rides, assign, plan };
