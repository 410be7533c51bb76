import type { Snap } from '../kernel/network/index.js';
import type { PlanningError } from '../platform/errors/planning-error.js';
import type { AreaRepository } from './area.repository.js';
import type { DataVersion } from './data-version.repository.js';
import type { SnapSet } from './engine/snap-set.js';
import type { HeldNetwork } from './held-network.js';
import type { NetworkHolder } from './network-holder.js';
import { ServiceArea } from './service-area.type.js';
import { columnsOf, type Place, snapOne, snapPlaces } from './snap-places.js';
import { TravelTimes, TravelTimesRow } from './travel-times.type.js';
import { type WalkLimit, walkSecondsOf } from './walk-limit.js';
import { WalkingRoute } from './walking-route.type.js';

/** From as many searches on, the next matrix without a limit should find a hierarchy. */
const MANY_SEARCHES = 20;

/** A place to draw a circle around; `name` is how errors call it. */
export interface ServiceAreaPlace extends Place {
  readonly name: string;
  /** The facility it is the entrance of; null for any other point. */
  readonly facilityId: string | null;
  /** True when the place itself is generated data. */
  readonly synthetic: boolean;
}

export interface TravelTimesQuestion {
  readonly origins: readonly Place[];
  readonly destinations: readonly Place[];
  /** null: however long it takes; the limit then says so too. */
  readonly walkMinutes: number | null;
  readonly limitCentimeters: number;
  readonly speedMetersPerSecond: number;
}

/** Answers what can be reached on foot, on the snapshot a data version names. */
export class AccessibilityService {
  constructor(
    readonly networks: NetworkHolder,
    readonly areas: AreaRepository,
  ) {}

  /**
   * The service areas of places, each within its own limit, in order; walked and drawn only as far as asked for later. A place no
   * walkway is near gets its error (FAILED_PRECONDITION, reason NOT_SNAPPED).
   * @throws PlanningError FAILED_PRECONDITION without a network.
   */
  async serviceAreas(
    wanted: readonly { readonly place: ServiceAreaPlace; readonly limit: WalkLimit }[],
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<(ServiceArea | PlanningError)[]> {
    const held = await this.networks.at(version);
    const places = wanted.map(({ place }) => place);
    const { snaps, errors } = await snapPlaces(held, places, signal);
    return wanted.map(({ place, limit }, at) => {
      const snap = snaps.at(at);
      return snap ? describeArea(held, snap, place, limit) : errors.get(at)!;
    });
  }

  /**
   * Walking times from every origin to every destination; places no walkway is near keep their row or column.
   * @throws PlanningError FAILED_PRECONDITION without a network.
   */
  async travelTimes(
    question: TravelTimesQuestion,
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<TravelTimes> {
    const { origins, destinations, walkMinutes, limitCentimeters, speedMetersPerSecond } = question;
    const held = await this.networks.at(version);
    const from = await held.place(columnsOf(origins), signal);
    const to = await held.place(columnsOf(destinations), signal);
    if (walkMinutes === null && Math.min(from.length, to.length) >= MANY_SEARCHES) {
      // Not waited for: these searches are done sooner, the next ones need none.
      held.prepareMatrices().catch(() => {});
    }
    const costs = await held.travelCosts(from, to, limitCentimeters, signal);
    const snapMeters = (set: SnapSet) =>
      Array.from({ length: set.length }, (_, at) => set.at(at)?.accessMeters ?? null);
    const secondsOf = (cost: number) => (cost < 0 ? null : walkSecondsOf(cost, speedMetersPerSecond));
    const originSnapMeters = snapMeters(from);
    return Object.assign(new TravelTimes(), {
      rows: origins.map((_, row) =>
        Object.assign(new TravelTimesRow(), {
          walkSeconds: Array.from(costs.subarray(row * to.length, (row + 1) * to.length), secondsOf),
          snapDistanceMeters: originSnapMeters[row],
        }),
      ),
      destinationSnapDistanceMeters: snapMeters(to),
      walkMinutes,
      speedMetersPerSecond,
      snapshotId: held.snapshotId,
      synthetic: held.synthetic,
    } satisfies TravelTimes);
  }

  /**
   * The cheapest walk between two points, null where there is none.
   * @throws PlanningError FAILED_PRECONDITION without a network, or (reason NOT_SNAPPED) where no walkway is near.
   */
  async route(
    from: Place,
    to: Place,
    speedMetersPerSecond: number,
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<WalkingRoute | null> {
    const held = await this.networks.at(version);
    const start = await snapOne(held, { name: 'The start', ...from }, signal);
    const end = await snapOne(held, { name: 'The destination', ...to }, signal);
    const route = await held.route(start, end, signal);
    if (!route) return null;
    return Object.assign(new WalkingRoute(), {
      walkSeconds: walkSecondsOf(route.costCentimeters, speedMetersPerSecond),
      lengthMeters: start.accessMeters + route.walkwayMeters + end.accessMeters,
      line: {
        type: 'LineString',
        coordinates: withoutRepeats([[from.lon, from.lat], ...route.line, [to.lon, to.lat]]),
      },
      fromSnapDistanceMeters: start.accessMeters,
      toSnapDistanceMeters: end.accessMeters,
      speedMetersPerSecond,
      snapshotId: held.snapshotId,
      synthetic: held.synthetic,
    } satisfies WalkingRoute);
  }
}

function describeArea(
  held: HeldNetwork,
  snap: Snap,
  place: ServiceAreaPlace,
  { walkMinutes, speedMetersPerSecond, limitCentimeters }: WalkLimit,
): ServiceArea {
  return Object.assign(new ServiceArea(), {
    facilityId: place.facilityId,
    snapDistanceMeters: snap.accessMeters,
    snappedPoint: { type: 'Point' as const, coordinates: [snap.lon, snap.lat] },
    snapshotId: held.snapshotId,
    walkMinutes,
    speedMetersPerSecond,
    synthetic: held.synthetic || place.synthetic,
    ground: { held, circle: { snap, limitCentimeters, speedMetersPerSecond } },
  });
}

function withoutRepeats(line: readonly number[][]): number[][] {
  const kept = line.filter(
    ([lon, lat], at) => at === 0 || lon !== line[at - 1][0] || lat !== line[at - 1][1],
  );
  // A walk of no length still has two ends.
  return kept.length > 1 ? kept : [kept[0], kept[0]];
}
