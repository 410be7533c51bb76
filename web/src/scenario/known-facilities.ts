import {
  FacilitiesToMoveDocument,
  FacilityToMoveDocument,
  type FacilityToMoveFragment,
} from '../api/generated.js';
import { request } from '../api/request.js';
import { allPages } from '../moving/all-pages.js';
import type { KnownFacility } from '../moving/plan.js';
import { pointOf } from '../moving/point-of.js';

/** More than so many are not listed; any other is still found on the map. */
const MOST_LISTED = 3_000;

/** Facilities of a service that operate in a division, by name. */
export async function listFacilities(
  divisionCode: string,
  service: string,
  asOf: string,
  signal: AbortSignal,
): Promise<KnownFacility[]> {
  const nodes = await allPages<FacilityToMoveFragment>(async (after) => {
    const variables = { divisionCode, service: service as never, asOf, after };
    return (await request(FacilitiesToMoveDocument, variables, { signal })).facilities;
  }, MOST_LISTED);
  return nodes.map(knownOf);
}

/** One facility; null where there is none of this id. */
export async function findFacility(id: string, signal?: AbortSignal): Promise<KnownFacility | null> {
  const { facility } = await request(FacilityToMoveDocument, { id }, { signal });
  return facility ? knownOf(facility) : null;
}

function knownOf(facility: FacilityToMoveFragment): KnownFacility {
  const { id, name, kind, capabilities, mealMode, beds, entrance, assignments } = facility;
  return {
    ...{ id, name, facilityKind: kind, capabilities, mealMode, beds },
    at: entrance ? pointOf(entrance) : null,
    assignedTo: assignments.map(({ division }) => division.code),
  };
}
