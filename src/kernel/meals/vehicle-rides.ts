import { coverLists } from '../accessibility/cover-lists.js';
import { limitCentimeters } from '../accessibility/walk-cost.js';
import { WalkSearch } from '../accessibility/walk-search.js';
import { DEFAULT_SNAP_LIMIT_METERS, EdgeIndex } from '../network/edge-index.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { VehicleProfile } from './meal-vehicle.js';
import type { TimedLists } from './meal-ground.js';
import { vehicleNetwork } from './vehicle-network.js';

/** Places in WGS 84 degrees, as columns. */
export interface PlaceColumns {
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
}

/** Rides of one kind of vehicle from sites to places; the last steps at both ends are walked by the courier. */
export class VehicleRides {
  /** Turned round, so that the searches towards a site tell the rides from it. */
  private readonly network: WalkNetwork;
  private readonly edges: EdgeIndex;
  private readonly search: WalkSearch;

  /** Takes about as long as building the walking network. */
  constructor(walkways: WalkNetwork, profile: Pick<VehicleProfile, 'kinds'>) {
    this.network = vehicleNetwork(walkways, profile, true);
    this.edges = new EdgeIndex(this.network);
    this.search = new WalkSearch(this.network);
  }

  /** Edges the vehicle may use. */
  get edgeCount(): number {
    return this.network.edgeCount;
  }

  /** The nearest place a vehicle can stop at, per place; null where none lies within 200 m. */
  stopsAt({ lon, lat }: PlaceColumns): (Snap | null)[] {
    return Array.from({ length: lon.length }, (_, at) =>
      this.edges.snap(lon[at], lat[at], DEFAULT_SNAP_LIMIT_METERS),
    );
  }

  /**
   * Per site the places it rides to within so many seconds (inclusive), with the seconds, by place.
   * @param speeds of the vehicle on an open street and of the courier on foot, metres per second
   */
  within(
    sites: readonly (Snap | null)[],
    places: readonly (Snap | null)[],
    seconds: number,
    speeds: { readonly speedMetersPerSecond: number; readonly courierMetersPerSecond: number },
  ): TimedLists {
    const { speedMetersPerSecond, courierMetersPerSecond } = speeds;
    // A metre on foot takes as long as so many metres of riding.
    const ratio = speedMetersPerSecond / courierMetersPerSecond;
    const onFoot = (snap: Snap | null) => snap && { ...snap, accessMeters: snap.accessMeters * ratio };
    const limit = seconds < 0 ? -1 : limitCentimeters(seconds, speedMetersPerSecond);
    const { offset, demand, costCentimeters } = coverLists(
      this.network,
      this.search,
      sites.map(onFoot),
      places.map(onFoot),
      limit,
    );
    return {
      offset,
      point: demand,
      seconds: Float64Array.from(costCentimeters, (cost) => cost / 100 / speedMetersPerSecond),
    };
  }
}
