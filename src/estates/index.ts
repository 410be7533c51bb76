/**
 * Housing estates: households, entrances, outlines; residential land. Does not live here: what care space an estate owes (indicators),
 * or its elderly people as demand (demand). Neighbours: divisions.
 */
import type { EntityManager } from 'typeorm';
import type { DivisionsRoom } from '../divisions/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { createEstateLoaders, type EstateLoaders } from './estates.loaders.js';
import { EstatesRepository } from './estates.repository.js';
import { EstatesResolver } from './estates.resolver.js';
import { HousingEstate } from './housing-estate.record.js';

export { ESTATE_FIELDS, type EstateDraft, readEstate } from './estate.feature.js';
export type { EstateLoaders } from './estates.loaders.js';
export { type EntranceRow, EstatesRepository } from './estates.repository.js';
export {
  RESIDENTIAL_LAND_FIELDS,
  readResidentialLand,
  type ResidentialLandDraft,
} from './residential-land.feature.js';
export { HousingEstate } from './housing-estate.record.js';

export interface EstatesRoom extends Room {
  readonly estates: EstatesRepository;
  readonly loaders: EstateLoaders;
}

export function createEstatesRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
}): EstatesRoom {
  const estates = new EstatesRepository(ground.manager);
  const loaders = createEstateLoaders(estates);
  const resolver = new EstatesResolver(estates, loaders, ground.divisions.loaders);
  const sourced = createSourcedResolver(() => HousingEstate, ground.sources.loaders);
  return { resolvers: [resolver, sourced], estates, loaders };
}
