import { emptyPage, type PageRequest } from '../platform/database/key-page.js';
import { defineLoader } from '../platform/graphql/define-loader.js';
import { type LoadedPage, loadPages } from '../platform/graphql/load-all.js';
import { loadByRoot } from '../platform/graphql/load-by-root.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { CandidateSite } from './candidate-site.record.js';
import type { CandidateSitesRepository } from './candidate-sites.repository.js';
import type { CareService } from './care-service.js';
import type { FacilitiesOfService } from './facilities-of-service.js';
import type { FacilityRelation } from './facility-list.js';
import type { AssignmentRow, FacilitiesRepository } from './facilities.repository.js';
import { FACILITY_ORDERS, type FacilityConditions } from './facility-conditions.js';
import type { FacilityStatusEntry } from './facility-status.record.js';
import type { Facility } from './facility.record.js';
import type { OfferedTerms } from './offered-terms.js';
import type { ServicePredicate } from './service-predicate.record.js';
import type { ServicePredicatesRepository } from './service-predicates.repository.js';

export interface DivisionFacilitiesKey {
  readonly root: string;
  readonly relation: FacilityRelation;
  readonly filter: FacilityConditions;
  readonly page: PageRequest;
}

export interface FacilityLoaders {
  /** null for a facility that does not exist for the viewer. */
  readonly byId: LoaderDefinition<string, Facility | null>;
  /** Oldest first. */
  readonly statusHistory: LoaderDefinition<string, readonly FacilityStatusEntry[]>;
  readonly assignments: LoaderDefinition<string, readonly AssignmentRow[]>;
  readonly pageOfDivision: LoaderDefinition<DivisionFacilitiesKey, LoadedPage<Facility>>;
  readonly countOfDivision: LoaderDefinition<Omit<DivisionFacilitiesKey, 'page'>, number>;
  /** By what facilities count as a service on a date. */
  readonly terms: LoaderDefinition<{ readonly service: CareService; readonly asOf: string }, OfferedTerms>;
  readonly candidateById: LoaderDefinition<string, CandidateSite | null>;
  readonly predicateById: LoaderDefinition<string, ServicePredicate | null>;
}

export function createFacilityLoaders(
  facilities: FacilitiesRepository,
  candidates: CandidateSitesRepository,
  predicates: ServicePredicatesRepository,
  ofService: FacilitiesOfService,
): FacilityLoaders {
  const byId: FacilityLoaders['byId'] = defineLoader('facility by id', (ids, { viewer }) =>
    facilities.findByIds(ids, viewer),
  );
  return {
    byId,
    statusHistory: defineLoader('statuses of a facility', (ids, { viewer }) =>
      facilities.findStatusHistories(ids, viewer),
    ),
    assignments: defineLoader('assignments of a facility', (ids) => facilities.findAssignments(ids)),
    pageOfDivision: defineLoader(
      'facilities of a division',
      async (keys, context) => {
        const pages = await loadByRoot(
          keys,
          ({ relation, filter, page }) => [relation, filter, page],
          (roots, { relation, filter, page }) =>
            facilities.pagesOfDivisions(roots, relation, filter, page, context.viewer),
          ({ page }) => emptyPage(FACILITY_ORDERS.ID, page),
        );
        return loadPages(context, byId, pages);
      },
      JSON.stringify,
    ),
    countOfDivision: defineLoader(
      'number of facilities of a division',
      (keys, { viewer }) =>
        loadByRoot(
          keys,
          ({ relation, filter }) => [relation, filter],
          (roots, { relation, filter }) => facilities.countOfDivisions(roots, relation, filter, viewer),
          () => 0,
        ),
      JSON.stringify,
    ),
    terms: defineLoader(
      'terms of a service',
      (keys) => Promise.all(keys.map(({ service, asOf }) => ofService.terms(service, asOf))),
      JSON.stringify,
    ),
    candidateById: defineLoader('candidate site by id', (ids, { viewer }) =>
      candidates.findByIds(ids, viewer),
    ),
    predicateById: defineLoader('service predicate by id', (ids) => predicates.findByIds(ids)),
  };
}
