import { PlanningError } from '../platform/errors/planning-error.js';
import type { CoverageView } from './coverage-view.js';
import type { FacilityChange } from './what-if-change.js';

/** A change with the facility it is about. */
export interface SitedChange {
  readonly change: FacilityChange;
  /** Number of the facility: its position among those that serve, or for an opened one the next free number. */
  readonly facility: number;
}

/**
 * Finds the facility of every change, in order.
 * @throws PlanningError that names the change by its position: NOT_FOUND for a facility that does not exist, and
 *   FAILED_PRECONDITION with `details.reason` NOT_OPERATING, CAPABILITY_MISSING or ALREADY_CLOSED.
 */
export function siteChanges(view: CoverageView, changes: readonly FacilityChange[]): SitedChange[] {
  const { serving } = view.field;
  const { facilities } = view.ground;
  const closedBy = new Map<number, number>();
  let opened = 0;
  return changes.map((change, index) => {
    if (change.kind === 'OPEN') return { change, facility: serving.length + opened++ };
    const facility = firstNotBelow(serving, (position) => facilities[position].id, change.facilityId);
    if (facilities[serving[facility]]?.id !== change.facilityId) throw whyNot(view, change.facilityId, index);
    const closer = closedBy.get(facility);
    if (closer !== undefined)
      throw unfit(index, change.facilityId, 'ALREADY_CLOSED', `is already closed by changes[${closer}]`);
    if (change.kind === 'CLOSE') closedBy.set(facility, index);
    return { change, facility };
  });
}

/** First place in an ascending list whose key is not below the one looked for. Ids are in code order. */
function firstNotBelow(list: readonly number[], keyOf: (entry: number) => string, key: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(list[middle]) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function whyNot({ ground, presence }: CoverageView, id: string, index: number): PlanningError {
  const known = ground.facilities.find((facility) => facility.id === id);
  if (!known)
    return new PlanningError('NOT_FOUND', `changes[${index}]: there is no facility ${id}.`, {
      change: index,
      id,
    });
  const { predicates, service } = presence;
  if (predicates.offers(known))
    return unfit(index, id, 'NOT_OPERATING', `does not operate on ${ground.asOf}`);
  return predicates.offersButForMealMode(known)
    ? unfit(
        index,
        id,
        'MEAL_MODE_EXCEPTED',
        `gets its meals as ${known.mealMode}, which does not count as ${service}`,
      )
    : unfit(index, id, 'CAPABILITY_MISSING', `does not offer the service ${service}`);
}

function unfit(index: number, id: string, reason: string, words: string): PlanningError {
  return new PlanningError('FAILED_PRECONDITION', `changes[${index}]: facility ${id} ${words}.`, {
    reason,
    change: index,
    id,
  });
}
