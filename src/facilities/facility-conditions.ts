import { divisionsUnder } from '../divisions/index.js';
import type { Conditions } from '../platform/database/conditions.js';
import type { KeyOrder } from '../platform/database/key-page.js';
import { likePattern } from '../platform/errors/check-text.js';
import { applySpatialFilter } from '../platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../platform/graphql/spatial-filter.js';
import type { CareService } from './care-service.js';
import type { FacilityOrder } from './facility-list.js';
import type { OfferedTerms } from './offered-terms.js';
import type { PredicateTerms } from './predicate-terms.js';
import type { FacilityKind, FacilityStatus, ServiceCapability } from './vocabulary.js';

/** A checked filter; null and absent conditions do not restrict. */
export interface FacilityConditions {
  readonly kinds?: readonly FacilityKind[] | null;
  /** All of them. */
  readonly capabilities?: readonly ServiceCapability[] | null;
  readonly service?: CareService | null;
  /** By what the service is judged on the date; always given with it. */
  readonly terms?: OfferedTerms | null;
  readonly statuses?: readonly FacilityStatus[] | null;
  /** Date the statuses and the service hold on, YYYY-MM-DD; always given with either. */
  readonly asOf?: string | null;
  /** Stands in this division or below it. */
  readonly divisionCode?: string | null;
  /** Assigned to or shared with exactly this division. */
  readonly assignedTo?: string | null;
  readonly nameContains?: string | null;
  readonly spatial?: SpatialConditions | null;
}

export const FACILITY_ORDERS: Readonly<Record<FacilityOrder, KeyOrder>> = {
  ID: { name: 'facility', by: [{ sql: 'f.id', type: 'text' }] },
  NAME: {
    name: 'facility by name',
    by: [
      { sql: 'f.name COLLATE "C"', type: 'text' },
      { sql: 'f.id', type: 'text' },
    ],
  },
};

export function addFacilityConditions(where: Conditions, filter: FacilityConditions): void {
  if (filter.kinds) where.and(`f.kind = ANY(${where.bind(filter.kinds, 'text[]')})`);
  if (filter.capabilities) where.and(`f.capabilities @> ${where.bind(filter.capabilities, 'text[]')}`);
  if (filter.service) where.and(offersAsSql(where, filter.terms!));
  if (filter.statuses) {
    // Latest entry by the date, from the primary key (facility_id, valid_from).
    where.and(`(SELECT status FROM facility_status st
      WHERE st.facility_id = f.id AND st.valid_from <= ${where.bind(filter.asOf, 'date')}
      ORDER BY st.valid_from DESC LIMIT 1) = ANY(${where.bind(filter.statuses, 'text[]')})`);
  }
  if (filter.divisionCode != null) {
    where.and(`f.division_code IN (${divisionsUnder(where.bind(filter.divisionCode))})`);
  }
  if (filter.assignedTo != null) {
    where.and(`EXISTS (SELECT FROM facility_assignment fa
      WHERE fa.facility_id = f.id AND fa.division_code = ${where.bind(filter.assignedTo, 'bpchar')})`);
  }
  if (filter.nameContains != null) where.and(`f.name LIKE ${where.bind(likePattern(filter.nameContains))}`);
  if (filter.spatial) applySpatialFilter(where, filter.spatial, 'f.entrance');
}

/** Each facility by the terms of the division it stands in. */
function offersAsSql(where: Conditions, { elsewhere, own }: OfferedTerms): string {
  if (own.length === 0) return termsAsSql(where, elsewhere);
  const cases = own.map(({ divisionCodes, terms }) => {
    const here = `f.division_code = ANY(${where.bind(divisionCodes, 'bpchar[]')})`;
    return `WHEN ${here} THEN (${termsAsSql(where, terms)})`;
  });
  return `CASE ${cases.join(' ')} ELSE (${termsAsSql(where, elsewhere)}) END`;
}

function termsAsSql(where: Conditions, terms: PredicateTerms): string {
  const { kinds, anyCapability, allCapabilities, exceptMealModes } = terms;
  const ways = [
    `f.kind = ANY(${where.bind(kinds, 'text[]')})`,
    `f.capabilities && ${where.bind(anyCapability, 'text[]')}`,
  ];
  if (allCapabilities.length > 0) ways.push(`f.capabilities @> ${where.bind(allCapabilities, 'text[]')}`);
  if (exceptMealModes.length === 0) return ways.join(' OR ');
  // A place that does not say how it gets its meals is not excepted.
  const excepted = `f.meal_mode = ANY(${where.bind(exceptMealModes, 'text[]')})`;
  return `(${ways.join(' OR ')}) AND ${excepted} IS NOT TRUE`;
}
