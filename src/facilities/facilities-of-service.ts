import type { DivisionsRepository } from '../divisions/index.js';
import type { CareService } from './care-service.js';
import type { FacilitiesRepository } from './facilities.repository.js';
import { offeredTerms, type OfferedTerms } from './offered-terms.js';
import { offers } from './predicate-terms.js';
import { PredicatesInForce } from './service-predicates.js';
import type { ServicePredicatesRepository } from './service-predicates.repository.js';
import type { ServingFacility } from './serving-facility.js';

/** Facilities that offer a service, each judged by the predicate of the jurisdiction it stands in. */
export class FacilitiesOfService {
  constructor(
    private readonly facilities: FacilitiesRepository,
    private readonly predicates: ServicePredicatesRepository,
    private readonly divisions: DivisionsRepository,
  ) {}

  /** By which terms facilities count as a service on a date, for a filter; one statement, or three. */
  async terms(service: CareService, asOf: string): Promise<OfferedTerms> {
    const inForce = new PredicatesInForce(await this.predicates.readAll(), service, asOf);
    const codes = inForce.isOne ? [] : await this.facilities.findDivisionCodes();
    const above = codes.length === 0 ? new Map() : await this.divisions.findAncestorCodes(codes);
    return offeredTerms(inForce, codes, above);
  }

  /**
   * Those that operate on a date; three statements, no order.
   * @param asOf YYYY-MM-DD
   */
  async operating(
    service: CareService,
    asOf: string,
    scope: 'ALL' | 'PUBLISHED' = 'ALL',
  ): Promise<ServingFacility[]> {
    const { operating } = await this.facilities.findServing(asOf, scope);
    const inForce = new PredicatesInForce(await this.predicates.readAll(), service, asOf);
    const codes = [...new Set(operating.flatMap(({ divisionCode }) => divisionCode ?? []))];
    const above = await this.divisions.findAncestorCodes(codes);
    const byDivision = new Map(
      codes.map((code) => [code, inForce.nearest([code, ...(above.get(code) ?? []).reverse()])]),
    );
    return operating.filter((facility) =>
      offers(facility, byDivision.get(facility.divisionCode ?? '') ?? inForce.everywhere),
    );
  }
}
