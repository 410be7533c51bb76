/**
 * The administrative tree: codes, names, levels, parents, boundaries, counts of residents.
 * Does not live here: what stands in a division (facilities, estates, demand) or how well it is covered (coverage);
 * those rooms extend AdministrativeDivision from above. Neighbours below: none.
 */
import type { EntityManager } from 'typeorm';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { AdministrativeDivision } from './administrative-division.record.js';
import { createDivisionLoaders, type DivisionLoaders } from './divisions.loaders.js';
import { DivisionsRepository } from './divisions.repository.js';
import { DivisionsResolver } from './divisions.resolver.js';

export { AdministrativeDivision } from './administrative-division.record.js';
export { DIVISION_FIELDS, type DivisionDraft, readDivision } from './division.feature.js';
export { checkDivisionCode } from './check-code.js';
export { divisionAround, divisionsAround, inForceOn } from './division-around.js';
export {
  DIVISION_LEVELS,
  DivisionLevel,
  URBAN_RURAL_CLASSES,
  type UrbanRuralClass,
} from './division-level.js';
export { containsJurisdiction, jurisdictionDigits, jurisdictionsAtOrAbove } from './jurisdiction.js';
export { DivisionsAround } from './divisions-around.js';
export { DivisionPopulation } from './division-population.record.js';
export type { DivisionLoaders } from './divisions.loaders.js';
export { type DivisionNode, DivisionsRepository, type NewPlace } from './divisions.repository.js';
export { divisionsUnder, withDivisionsUnder } from './divisions-under.js';

export interface DivisionsRoom extends Room {
  readonly divisions: DivisionsRepository;
  readonly loaders: DivisionLoaders;
}

export function createDivisionsRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
}): DivisionsRoom {
  const divisions = new DivisionsRepository(ground.manager);
  const loaders = createDivisionLoaders(divisions);
  const sourced = createSourcedResolver(() => AdministrativeDivision, ground.sources.loaders);
  return { resolvers: [new DivisionsResolver(divisions, loaders), sourced], divisions, loaders };
}
