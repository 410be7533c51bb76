/**
 * How far people walk: the network in memory, service areas, and the walking limits every question shares.
 * Lives here: the current snapshot and its searches, service areas, circles and matrices without a database.
 * Does not live here: stored walkways and snapshots (walkways), who counts as covered (coverage), sites (siting).
 * Neighbours: walkways hands out snapshots, facilities their entrances; coverage and siting search through here.
 */
import type { EntityManager } from 'typeorm';
import type { FacilitiesRoom } from '../facilities/index.js';
import type { Room } from '../platform/graphql/room.js';
import type { SourcesRoom } from '../platform/sources/index.js';
import type { WalkwaysRoom } from '../walkways/index.js';
import { createAccessibilityLoaders, type AccessibilityLoaders } from './accessibility.loaders.js';
import { AccessibilityResolver } from './accessibility.resolver.js';
import { AccessibilityService } from './accessibility.service.js';
import { AreaRepository } from './area.repository.js';
import { DataVersionRepository } from './data-version.repository.js';
import { NetworkHolder } from './network-holder.js';

export type { AccessibilityLoaders } from './accessibility.loaders.js';
export { AccessibilityService, type ServiceAreaPlace } from './accessibility.service.js';
export { BoundedCache } from './bounded-cache.js';
export { circleFromNetwork, type CircleProperties } from './circle.js';
export { DataVersionRepository, versionKey, type DataVersion } from './data-version.repository.js';
export { matrixFromNetwork, type MatrixPlace, type MatrixRow } from './matrix.js';
export { type HeldNetwork, NetworkHolder, type PointSet, type SnapshotStore } from './network-holder.js';
export { ServiceArea } from './service-area.type.js';
export { limitOf, WalkArguments } from './walk-arguments.js';
export {
  DEFAULT_SPEED_METERS_PER_SECOND,
  DEFAULT_WALK_MINUTES,
  walkLimit,
  walkSecondsOf,
  type WalkLimit,
} from './walk-limit.js';

export interface AccessibilityRoom extends Room {
  readonly accessibility: AccessibilityService;
  readonly networks: NetworkHolder;
  readonly versions: DataVersionRepository;
  readonly loaders: AccessibilityLoaders;
}

export function createAccessibilityRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly facilities: FacilitiesRoom;
  readonly walkways: WalkwaysRoom;
}): AccessibilityRoom {
  const { manager, sources, facilities, walkways } = ground;
  const versions = new DataVersionRepository(manager);
  const networks = new NetworkHolder(walkways.walkways);
  const accessibility = new AccessibilityService(networks, new AreaRepository(manager));
  const loaders = createAccessibilityLoaders(versions, accessibility);
  const resolver = new AccessibilityResolver(loaders, facilities.loaders, sources.loaders);
  return { resolvers: [resolver], accessibility, networks, versions, loaders };
}
