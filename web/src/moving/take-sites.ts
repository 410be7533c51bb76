import type { Geometry } from 'geojson';
import { freeId, MOST_CHANGES, openFacility, type Plan } from './plan.js';
import { pointOf } from './point-of.js';
import { roundPoint } from './step-point.js';

/** What a new place of a service is: a kind that counts by itself, or a capability that does. */
const KIND_OF_SERVICE: Readonly<
  Record<string, { readonly kind: string; readonly capabilities: readonly string[] }>
> = {
  STATION: { kind: 'COMMUNITY_STATION', capabilities: [] },
  COMPREHENSIVE: {
    kind: 'COMPREHENSIVE_CENTER',
    capabilities: ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL'],
  },
  MEAL: { kind: 'MEAL_POINT', capabilities: ['MEAL'] },
  DAY_CARE: { kind: 'DAY_CARE_CENTER', capabilities: ['DAY_CARE'] },
  FULL_CARE: { kind: 'INSTITUTION', capabilities: ['FULL_CARE'] },
  INSTITUTION: { kind: 'INSTITUTION', capabilities: ['FULL_CARE'] },
  HOME_VISIT: { kind: 'COMMUNITY_STATION', capabilities: ['HOME_VISIT'] },
  BATH: { kind: 'COMMUNITY_STATION', capabilities: ['BATH'] },
  MEDICAL: { kind: 'COMMUNITY_STATION', capabilities: ['MEDICAL'] },
  REHABILITATION: { kind: 'COMMUNITY_STATION', capabilities: ['REHABILITATION'] },
  GUIDANCE: { kind: 'GUIDANCE_CENTER', capabilities: ['GUIDANCE'] },
  ANY: { kind: 'COMMUNITY_STATION', capabilities: [] },
};

/** The usual kind of a new facility of a service, and what it offers so that it counts. */
export function usualFacility(service: string): {
  readonly kind: string;
  readonly capabilities: readonly string[];
} {
  return KIND_OF_SERVICE[service] ?? KIND_OF_SERVICE.ANY;
}

interface Site {
  readonly name: string;
  readonly location: Geometry;
}

/** A plan with proposed sites opened in it; a place that is opened there already is not opened twice. */
export function takeSites(plan: Plan, sites: readonly Site[], service: string): Plan {
  const { kind, capabilities } = usualFacility(service);
  return sites.reduce((grown, { name, location }) => {
    const at = roundPoint(pointOf(location));
    const isThere = grown.some(
      (change) =>
        change.kind === 'OPEN' &&
        change.facility.facilityKind === kind &&
        change.facility.at.lon === at.lon &&
        change.facility.at.lat === at.lat,
    );
    if (isThere || grown.length >= MOST_CHANGES) return grown;
    return openFacility(grown, {
      ...{ id: freeId(grown), name, facilityKind: kind, capabilities, at },
      ...{ beds: null, mealsPerDay: null, assignedTo: [] },
    });
  }, plan);
}
