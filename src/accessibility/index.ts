/**
 * How far people walk: the network in memory, service areas, and the walking limits every question shares.
 * Lives here: the current snapshot and its searches, service areas, circles and matrices without a database.
 * Does not live here: stored walkways and snapshots (walkways), who counts as covered (coverage), sites (siting).
 * Neighbours: walkways hands out snapshots, facilities their entrances; coverage and siting search through here.
 */
import type { EntityManager } from 'typeorm';
import type { FacilitiesRoom } from '../facilities/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { Room } from '../platform/graphql/room.js';
import type { SourcesRoom } from '../platform/sources/index.js';
import type { WalkwaysRoom } from '../walkways/index.js';
import { createAccessibilityLoaders, type AccessibilityLoaders } from './accessibility.loaders.js';
import { AccessibilityResolver } from './accessibility.resolver.js';
import { AccessibilityService } from './accessibility.service.js';
import { AreaRepository } from './area.repository.js';
import { type DataChanges, DataVersionRepository } from './data-version.repository.js';
import { WalkPool } from './engine/walk-pool.js';
import { NearestFacilityService } from './nearest-facility.service.js';
import { NetworkHolder } from './network-holder.js';
import { ServiceAreaResolver } from './service-area.resolver.js';
import { NearestFacilityResolver, WalkingResolver } from './walking.resolver.js';

export type { AccessibilityLoaders } from './accessibility.loaders.js';
export { AccessibilityService, type ServiceAreaPlace } from './accessibility.service.js';
export { geometryCollection } from './area.repository.js';
export { BoundedCache } from './bounded-cache.js';
export { circleFromNetwork, type CircleProperties } from './circle.js';
export { DataVersionRepository, versionKey, type DataVersion } from './data-version.repository.js';
export { matrixFromNetwork, type MatrixPlace, type MatrixRow } from './matrix.js';
export { SnapSet } from './engine/snap-set.js';
export type { HeldNetwork, PointSet } from './held-network.js';
export { NetworkHolder, type SnapshotStore } from './network-holder.js';
export { LOOK_METERS } from './not-snapped.js';
export { ServiceArea } from './service-area.type.js';
export { SharedWork } from './shared-work.js';
export { limitOf, WalkArguments } from './walk-arguments.js';
export {
  DEFAULT_SPEED_METERS_PER_SECOND,
  DEFAULT_WALK_MINUTES,
  WALK_RANGES,
  walkLimit,
  walkSecondsOf,
  type WalkLimit,
} from './walk-limit.js';
export {
  type WalkBetween,
  type WalkEnd,
  walksBetween,
  type WalksBetween,
  type WalksBetweenOptions,
} from './walks-between.js';

export interface AccessibilityRoom extends Room {
  readonly accessibility: AccessibilityService;
  readonly networks: NetworkHolder;
  readonly versions: DataVersionRepository;
  readonly loaders: AccessibilityLoaders;
  /**
   * Loads the network in use, if there is one, and has idle threads make its first polygons fast, so that the first
   * requests do not pay for it. Later networks are treated alike.
   */
  warmUp(): Promise<void>;
  /** Ends the threads. */
  close(): Promise<void>;
}

export function createAccessibilityRoom(ground: {
  readonly manager: EntityManager;
  /** Where the database can tell of new data. */
  readonly changes?: DataChanges | null;
  readonly sources: SourcesRoom;
  readonly facilities: FacilitiesRoom;
  readonly walkways: WalkwaysRoom;
}): AccessibilityRoom {
  const { manager, changes = null, sources, facilities, walkways } = ground;
  const versions = new DataVersionRepository(manager, changes);
  const pool = new WalkPool();
  const networks = new NetworkHolder(walkways.walkways, pool);
  const accessibility = new AccessibilityService(networks, new AreaRepository(manager));
  const loaders = createAccessibilityLoaders(versions, accessibility);
  const nearest = new NearestFacilityService(networks, facilities.ofService);
  const resolvers = [
    new AccessibilityResolver(loaders, facilities.loaders, sources.loaders),
    new ServiceAreaResolver(loaders),
    new WalkingResolver(loaders, accessibility, nearest),
    new NearestFacilityResolver(facilities.loaders),
  ];
  return {
    resolvers,
    accessibility,
    networks,
    versions,
    loaders,
    async warmUp() {
      networks.warm = true;
      const version = await versions.read();
      try {
        if (version.snapshotId !== null) await networks.at(version);
      } catch (error) {
        // An unreadable snapshot keeps nobody from starting and importing anew; whoever asks for it is told.
        if (!(error instanceof PlanningError)) throw error;
      }
    },
    close: () => pool.close(),
  };
}
