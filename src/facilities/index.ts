/**
 * Places of care: what they are and can do, their dated stages, the divisions they stand in and serve, what a place
 * must offer to count as a service, and the sites where one could go. Does not live here: walking distances
 * (accessibility) and ratios (coverage). Neighbours: divisions.
 */
import type { EntityManager } from 'typeorm';
import type { DivisionsRoom } from '../divisions/index.js';
import type { Room } from '../platform/graphql/room.js';
import { createSourcedResolver, type SourcesRoom } from '../platform/sources/index.js';
import { CandidateSite } from './candidate-site.record.js';
import { CandidateSitesRepository } from './candidate-sites.repository.js';
import { CandidateSitesResolver } from './candidate-sites.resolver.js';
import { createFacilityLoaders, type FacilityLoaders } from './facilities.loaders.js';
import { FacilitiesRepository } from './facilities.repository.js';
import { DivisionFacilitiesResolver, FacilitiesResolver } from './facilities.resolver.js';
import { FacilityStatusService } from './facility-status.service.js';
import { FacilitiesOfService } from './facilities-of-service.js';
import { Facility } from './facility.record.js';
import { ServicePredicate } from './service-predicate.record.js';
import { ServicePredicatesRepository } from './service-predicates.repository.js';
import { ServicePredicatesResolver } from './service-predicates.resolver.js';
import { ServicePredicatesService } from './service-predicates.service.js';

export {
  CANDIDATE_SITE_FIELDS,
  type CandidateSiteDraft,
  readCandidateSite,
} from './candidate-site.feature.js';
export { CandidateSite } from './candidate-site.record.js';
export {
  type CandidateConditions,
  type CandidateRow,
  CandidateSitesRepository,
} from './candidate-sites.repository.js';
export { CARE_SERVICES, CareService } from './care-service.js';
export { FacilitiesOfService } from './facilities-of-service.js';
export { FacilitiesRepository, type FacilityCapacities, seesAll } from './facilities.repository.js';
export type { FacilityLoaders } from './facilities.loaders.js';
export { FACILITY_FIELDS, type FacilityDraft, readFacility } from './facility.feature.js';
export { Facility } from './facility.record.js';
export {
  missingCapabilities,
  offers,
  offersButForMealMode,
  type PredicateTerms,
  stepsToOffer,
} from './predicate-terms.js';
export { SERVICE_PREDICATE_FILE } from './service-predicate-file.js';
export { ServicePredicate } from './service-predicate.record.js';
export { type PredicateInForce, PredicatesInForce, type RecordedPredicate } from './service-predicates.js';
export { checkPredicateFilter } from './service-predicates.inputs.js';
export { ServicePredicatesRepository } from './service-predicates.repository.js';
export type { FacilitiesAsOf, IdleFacility, IdleReason, ServingFacility } from './serving-facility.js';
export * from './vocabulary.js';

export interface FacilitiesRoom extends Room {
  readonly facilities: FacilitiesRepository;
  readonly candidates: CandidateSitesRepository;
  readonly predicates: ServicePredicatesRepository;
  readonly ofService: FacilitiesOfService;
  readonly loaders: FacilityLoaders;
}

export function createFacilitiesRoom(ground: {
  readonly manager: EntityManager;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
}): FacilitiesRoom {
  const { manager, sources, divisions } = ground;
  const facilities = new FacilitiesRepository(manager);
  const candidates = new CandidateSitesRepository(manager);
  const predicates = new ServicePredicatesRepository(manager);
  const ofService = new FacilitiesOfService(facilities, predicates, divisions.divisions);
  const loaders = createFacilityLoaders(facilities, candidates, predicates, ofService);
  const statuses = new FacilityStatusService(manager, facilities, sources.sources);
  const resolvers = [
    new FacilitiesResolver(facilities, statuses, loaders, divisions.loaders),
    new DivisionFacilitiesResolver(loaders),
    new CandidateSitesResolver(candidates, loaders, divisions.loaders),
    new ServicePredicatesResolver(
      predicates,
      new ServicePredicatesService(manager, predicates, sources.sources),
      loaders,
    ),
    createSourcedResolver(() => Facility, sources.loaders),
    createSourcedResolver(() => CandidateSite, sources.loaders),
    createSourcedResolver(() => ServicePredicate, sources.loaders),
  ];
  return { resolvers, facilities, candidates, predicates, ofService, loaders };
}
