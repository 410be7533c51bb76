/**
 * Where elderly people walk from: weighted points of buildings, estates, villages or grid cells.
 * Does not live here: estates themselves (estates), whether a point is covered (coverage). Neighbours: divisions.
 */
import type { EntityManager } from 'typeorm';
import type { DivisionsRoom } from '../divisions/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { createDemandLoaders, type DemandLoaders } from './demand.loaders.js';
import { DemandPoint } from './demand-point.record.js';
import { DemandRepository } from './demand.repository.js';
import { DemandResolver } from './demand.resolver.js';

export { Cohort, COHORTS, DemandKind } from './demand-kind.js';
export { DEMAND_POINT_FIELDS, type DemandPointDraft, readDemandPoint } from './demand-point.feature.js';
export { DemandPoint } from './demand-point.record.js';
export type { DemandLoaders } from './demand.loaders.js';
export { DemandRepository, type DemandWeights } from './demand.repository.js';

export interface DemandRoom extends Room {
  readonly demand: DemandRepository;
  readonly loaders: DemandLoaders;
}

export function createDemandRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
}): DemandRoom {
  const demand = new DemandRepository(ground.manager);
  const loaders = createDemandLoaders(demand);
  const resolver = new DemandResolver(demand, loaders, ground.divisions.loaders);
  const sourced = createSourcedResolver(() => DemandPoint, ground.sources.loaders);
  return { resolvers: [resolver, sourced], demand, loaders };
}
