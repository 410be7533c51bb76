/**
 * The walking network as it is stored: walkable ways and the compact snapshots the walking engine loads;
 * and which OSM ways one may walk.
 * Does not live here: searching the network (kernel, accessibility). Neighbours: divisions.
 */
import type { EntityManager } from 'typeorm';
import type { Room } from '../platform/graphql/room.js';
import { WalkwaysRepository } from './walkways.repository.js';
import { WalkwaysResolver } from './walkways.resolver.js';

export { NetworkInfo } from './network-info.record.js';
export { osmLevel } from './osm-level.js';
export type { OsmTags } from './osm-tags.js';
export * from './osm-walkability.js';
export { WalkwaysRepository } from './walkways.repository.js';

export interface WalkwaysRoom extends Room {
  readonly walkways: WalkwaysRepository;
}

export function createWalkwaysRoom(ground: { readonly manager: EntityManager }): WalkwaysRoom {
  const walkways = new WalkwaysRepository(ground.manager);
  return { resolvers: [new WalkwaysResolver(walkways)], walkways };
}
