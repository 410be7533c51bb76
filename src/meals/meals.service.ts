import {
  type DataVersion,
  type HeldNetwork,
  SharedWork,
  versionKey,
  walkSecondsOf,
} from '../accessibility/index.js';
import type { CoverageService, CoverageView } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { FacilitiesRepository } from '../facilities/index.js';
import { rideSecondsLeft } from '../kernel/meals/delivery-time.js';
import type { TimedLists } from '../kernel/meals/meal-ground.js';
import type { PlaceColumns } from '../kernel/meals/vehicle-rides.js';
import { capacitiesWith } from '../scenarios/index.js';
import { mealWants, type MealField, quickest } from './meal-field.js';
import type { MealQuestion } from './meal-question.js';
import { kitchenOf, type MealProvider, mealProviders, siteOf } from './meal-sites.js';
import type { ResolvedMealSettings } from './meal-settings.js';
import type { RidesTold } from './meal-tasks.js';
import type { MealThreads } from './meal-threads.js';

/** Pairs of a place and a demand point one walks or rides between. */
export const MOST_PAIRS = 3_000_000;
const KEPT_FIELDS = 6;

/** Both layers of meals; kept under the snapshot, the revisions and the settings an answer rests on. */
export class MealsService {
  private readonly fields = new SharedWork<MealField>(KEPT_FIELDS);

  constructor(
    private readonly coverage: CoverageService,
    private readonly facilities: FacilitiesRepository,
    private readonly threads: MealThreads,
  ) {}

  /**
   * Who is served where, everybody's wants counted. The caller answers for who may see figures made of capacities.
   * @throws PlanningError FAILED_PRECONDITION without a walking network, LIMIT_EXCEEDED for too many pairs in reach; the
   *   signal's reason on abort.
   */
  async field(question: MealQuestion, version: DataVersion, signal?: AbortSignal): Promise<MealField> {
    const view = await this.coverage.view(question, version);
    await view.prepare(question.cohort);
    const { ground, limit } = view;
    const key = JSON.stringify([
      versionKey(ground.version, 'divisions', 'facilities', 'demand'),
      [ground.asOf, limit.walkMinutes, limit.speedMetersPerSecond, question.cohort, question.settings],
    ]);
    return this.fields.get(key, (shared) => this.compute(view, question, shared), signal);
  }

  /** Refuses what no plan or figure could be made of. @throws PlanningError FAILED_PRECONDITION without a walking network */
  async view(question: MealQuestion, version: DataVersion): Promise<CoverageView> {
    const view = await this.coverage.view(question, version);
    void view.field;
    return view;
  }

  private async compute(view: CoverageView, question: MealQuestion, signal: AbortSignal): Promise<MealField> {
    const { settings } = question;
    const points = pointsStating(view, question.cohort);
    const providers = mealProviders(view, await this.recordedMeals(view), settings);
    const kitchens = providers.filter(({ mode }) => mode === 'CENTRAL_KITCHEN');
    const sites = settings.kitchensServe
      ? providers
      : providers.filter(({ mode }) => mode !== 'CENTRAL_KITCHEN');
    const walks = await this.walks(view, points, sites, signal);
    const rides = await this.ridesBetween(
      view.field.network,
      {
        points: placesOf(view, points),
        sites: facilityPlaces(view, sites),
        kitchens: facilityPlaces(view, kitchens),
      },
      settings,
      signal,
    );
    const { facilities, demand } = view.ground;
    const wants = mealWants(view, points, question);
    const idOf = ({ facility }: MealProvider) => facilities[facility].id;
    const ground = {
      pointIds: Array.from(points, (point) => demand.ids[point]),
      dineIn: wants.dineIn,
      delivery: wants.delivery,
      sites: sites.map((site) => siteOf(idOf(site), site.mealsPerDay, site.cooks, settings)),
      kitchens: kitchens.map((kitchen) => kitchenOf(idOf(kitchen), kitchen.mealsPerDay, settings)),
      walks,
      rides: rides.rides,
      supply: rides.supply,
    };
    return {
      ...{ question, view, points, sites, kitchens, ground },
      assignment: await this.threads.assign(ground, settings.serveFirst, signal),
      hasStreet: rides.hasStreet,
      withoutDeliveryCount: wants.withoutDeliveryCount,
      walkSeconds: quickest(walks, points.length),
      rideSeconds: quickest(rides.rides, points.length),
      nameOfSite: (site) => facilities[sites[site].facility],
      nameOfKitchen: (kitchen) => facilities[kitchens[kitchen].facility],
    };
  }

  /** Walks to the sites within the limit, as population coverage tells them. */
  private async walks(
    view: CoverageView,
    points: Int32Array,
    sites: readonly MealProvider[],
    signal: AbortSignal,
  ): Promise<TimedLists> {
    const { network, demandSnaps } = view.field;
    const { limitCentimeters, speedMetersPerSecond } = view.limit;
    const { offset, demand, costCentimeters } = await network.walksWithin(
      await network.place(facilityPlaces(view, sites), signal),
      demandSnaps.subset(points),
      limitCentimeters,
      MOST_PAIRS,
      signal,
    );
    return {
      offset,
      point: demand,
      seconds: Float64Array.from(costCentimeters, (cost) => walkSecondsOf(cost, speedMetersPerSecond)),
    };
  }

  /** Rides of couriers from sites to points, and of vans from kitchens to sites, within their times. */
  ridesBetween(
    network: HeldNetwork,
    places: Readonly<Record<'points' | 'sites' | 'kitchens', PlaceColumns>>,
    settings: ResolvedMealSettings,
    signal?: AbortSignal,
  ): Promise<RidesTold> {
    return this.threads.rides(
      {
        ...places,
        snapshotId: network.snapshotId,
        network: network.network,
        vehicle: settings.vehicle,
        speedMetersPerSecond: settings.vehicleSpeedMetersPerSecond,
        courierMetersPerSecond: settings.courierWalkMetersPerSecond,
        rideSeconds: rideSecondsOf(settings),
        transportSeconds: 60 * settings.transportMinutes,
        transportSpeedMetersPerSecond: settings.transportSpeedMetersPerSecond,
        mostPairs: MOST_PAIRS,
      },
      signal,
    );
  }

  /** Meals a day by facility, as recorded or as the scenario says. */
  private async recordedMeals({ ground }: CoverageView): Promise<(facilityId: string) => number | null> {
    const rows = await this.facilities.readCapacities();
    const known = new Map(rows.map((row) => [row.id, row]));
    return (id) => {
      const changed = ground.changedCapacities.get(id);
      return (changed ? capacitiesWith(known.get(id), changed) : known.get(id))?.mealsPerDay ?? null;
    };
  }
}

/** Seconds couriers may ride under these settings; negative where the budget leaves none. */
export function rideSecondsOf(settings: ResolvedMealSettings): number {
  return rideSecondsLeft({
    budgetSeconds: 60 * settings.budgetMinutes,
    prepSeconds: 60 * settings.prepMinutes,
    stopSeconds: 60 * settings.stopMinutes,
    stopsPerTrip: settings.stopsPerTrip,
    handoverSeconds: 60 * settings.handoverMinutes,
  });
}

/** Positions of the demand points that state an age group, rising. */
export function pointsStating({ ground }: CoverageView, cohort: Cohort): Int32Array {
  const people = ground.demand.people[cohort];
  return Int32Array.from(people.keys()).filter((point) => !Number.isNaN(people[point]));
}

export function placesOf({ ground }: CoverageView, points: Int32Array): PlaceColumns {
  const { lon, lat } = ground.demand;
  return {
    lon: Float64Array.from(points, (point) => lon[point]),
    lat: Float64Array.from(points, (point) => lat[point]),
  };
}

export function facilityPlaces({ ground }: CoverageView, places: readonly MealProvider[]): PlaceColumns {
  const column = (axis: 'lon' | 'lat') =>
    Float64Array.from(places, ({ facility }) => ground.facilities[facility][axis] ?? NaN);
  return { lon: column('lon'), lat: column('lat') };
}
