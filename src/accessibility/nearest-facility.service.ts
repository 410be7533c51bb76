import type { CareService, FacilitiesOfService, ServingFacility } from '../facilities/index.js';
import { BoundedCache } from './bounded-cache.js';
import { versionKey, type DataVersion } from './data-version.repository.js';
import { NearestFacility } from './nearest-facility.type.js';
import type { NetworkHolder } from './network-holder.js';
import { type Place, snapOne } from './snap-places.js';
import { walkSecondsOf } from './walk-limit.js';

/** Which facilities count. */
export interface NearestFacilityQuestion {
  readonly service: CareService;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  readonly scope: 'ALL' | 'PUBLISHED';
}

const KEPT_LISTS = 16;

/** Answers which facility of a service is nearest to a point. */
export class NearestFacilityService {
  private readonly lists = new BoundedCache<readonly ServingFacility[]>(KEPT_LISTS);

  constructor(
    private readonly networks: NetworkHolder,
    private readonly facilities: FacilitiesOfService,
  ) {}

  /**
   * The nearest facility of a point and the runner-up; of equally near facilities the one whose id comes first.
   * @throws PlanningError FAILED_PRECONDITION without a network, or (reason NOT_SNAPPED) where no walkway is near.
   */
  async nearest(
    point: Place,
    speedMetersPerSecond: number,
    { service, asOf, scope }: NearestFacilityQuestion,
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<NearestFacility> {
    const held = await this.networks.at(version);
    const snap = await snapOne(held, { name: 'The point', ...point }, signal);
    const key = `facilities ${versionKey(version, 'divisions', 'facilities')} ${asOf} ${scope} ${service}`;
    const serving = await this.lists.get(key, () => this.serving(service, asOf, scope));
    const sites = await held.snapAll(key, {
      lon: serving.map(({ lon }) => lon ?? NaN),
      lat: serving.map(({ lat }) => lat ?? NaN),
    });
    const near = await held.nearestSites(snap, sites, signal);
    const [first, second] = near.map(({ site, costCentimeters }) => ({
      id: serving[site].id,
      walkSeconds: walkSecondsOf(costCentimeters, speedMetersPerSecond),
    }));
    return Object.assign(new NearestFacility(), {
      facilityId: first?.id ?? null,
      walkSeconds: first?.walkSeconds ?? null,
      runnerUpId: second?.id ?? null,
      runnerUpWalkSeconds: second?.walkSeconds ?? null,
      snapDistanceMeters: snap.accessMeters,
      facilitiesWithoutWalkway: sites.missing,
      speedMetersPerSecond,
      snapshotId: held.snapshotId,
      synthetic: held.synthetic || near.some(({ site }) => serving[site].synthetic),
    } satisfies NearestFacility);
  }

  /** In the order of their ids, as databases differ in how they sort text. */
  private async serving(service: CareService, asOf: string, scope: 'ALL' | 'PUBLISHED') {
    const serving = await this.facilities.operating(service, asOf, scope);
    return serving.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
