import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { PlanningError } from '../platform/errors/planning-error.js';
import type { AreaRepository } from './area.repository.js';
import type { DataVersion } from './data-version.repository.js';
import { drawServiceArea, type DrawnServiceArea } from './draw-service-area.js';
import type { HeldNetwork, NetworkHolder } from './network-holder.js';
import { notSnapped } from './not-snapped.js';
import { ServiceArea } from './service-area.type.js';
import type { WalkLimit } from './walk-limit.js';

/** A place to draw a circle around; `name` is how errors call it. */
export interface ServiceAreaPlace {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** True when the place itself is generated data. */
  readonly synthetic: boolean;
}

/** Answers what can be reached on foot, on the snapshot a data version names. */
export class AccessibilityService {
  constructor(
    readonly networks: NetworkHolder,
    private readonly areas: AreaRepository,
  ) {}

  /**
   * The service areas of places, each within its own limit, in order; one statement measures all of them. A place no
   * walkway is near gets its error (FAILED_PRECONDITION, reason NOT_SNAPPED).
   * @throws PlanningError FAILED_PRECONDITION without a network.
   */
  async serviceAreas(
    wanted: readonly { readonly place: ServiceAreaPlace; readonly limit: WalkLimit }[],
    version: DataVersion,
    signal?: AbortSignal,
  ): Promise<(ServiceArea | PlanningError)[]> {
    const held = await this.networks.at(version);
    const drawn: (DrawnServiceArea | PlanningError)[] = [];
    for (const { place, limit } of wanted) {
      if (drawn.length > 0) await letOthersRun();
      signal?.throwIfAborted();
      drawn.push(draw(held, place, limit));
    }
    const polygons = drawn.map((area) => (area instanceof Error ? [] : area.polygon));
    const areas = await this.areas.squareMeters(polygons);
    return drawn.map((area, i) =>
      area instanceof Error ? area : describe(held, wanted[i].place, wanted[i].limit, area, areas[i]),
    );
  }
}

function draw(
  held: HeldNetwork,
  place: ServiceAreaPlace,
  limit: WalkLimit,
): DrawnServiceArea | PlanningError {
  const snap = held.snap(place.lon, place.lat);
  if (!snap) return notSnapped(held.edges, place.name, place.lon, place.lat);
  return drawServiceArea(held.network, held.search, snap, limit.limitCentimeters);
}

function describe(
  held: HeldNetwork,
  place: ServiceAreaPlace,
  limit: WalkLimit,
  drawn: DrawnServiceArea,
  areaSquareMeters: number,
): ServiceArea {
  const snap = held.snap(place.lon, place.lat)!;
  return Object.assign(new ServiceArea(), {
    lines: { type: 'MultiLineString', coordinates: drawn.lines },
    polygon: { type: 'MultiPolygon', coordinates: drawn.polygon },
    areaSquareMeters,
    reachedMeters: drawn.reachedMeters,
    snapDistanceMeters: snap.accessMeters,
    snappedPoint: { type: 'Point', coordinates: [snap.lon, snap.lat] },
    touchesDataEdge: drawn.touchesDataEdge,
    snapshotId: held.snapshotId,
    walkMinutes: limit.walkMinutes,
    speedMetersPerSecond: limit.speedMetersPerSecond,
    synthetic: held.synthetic || place.synthetic,
  } satisfies ServiceArea);
}
