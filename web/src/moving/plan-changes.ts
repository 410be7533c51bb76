import type { KnownFacility, Plan, PlanChange } from './plan.js';
import type { LonLat } from './step-point.js';

/** A change as `createScenario`, `coverage` and `compareCoverage` take it. */
export interface ScenarioChangeOf {
  readonly kind: 'OPEN' | 'CLOSE' | 'RESIZE';
  readonly facilityId?: string;
  readonly id?: string;
  readonly name?: string;
  readonly facilityKind?: string;
  readonly capabilities?: readonly string[];
  readonly at?: LonLat;
  readonly beds?: number;
  readonly mealsPerDay?: number;
  readonly assignedTo?: readonly string[];
}

/** A change as `whatIf` takes it. */
export interface WhatIfChangeOf {
  readonly kind: 'OPEN' | 'CLOSE' | 'MOVE';
  readonly facilityId?: string;
  readonly at?: LonLat;
  readonly name?: string;
}

/** What places must be or offer to count for a service, as the server tells it in a coverage rule. */
export interface ServiceTerms {
  readonly kinds: readonly string[];
  readonly anyCapability: readonly string[];
  readonly allCapabilities: readonly string[];
  readonly exceptMealModes: readonly string[];
}

const MOVED = 'moved:';
const LONGEST_ID = 80;

/** The plan as a scenario: a facility that moves closes and opens again elsewhere, with all it holds and offers. */
export function toScenarioChanges(plan: Plan): ScenarioChangeOf[] {
  return plan.flatMap((change): ScenarioChangeOf[] => {
    if (change.kind === 'KEPT') return [change.change as ScenarioChangeOf];
    if (change.kind === 'CLOSE') return [{ kind: 'CLOSE', facilityId: change.facility.id }];
    if (change.kind === 'OPEN') return [opening(change.facility.id, change.facility, change.facility.at)];
    const { facility, at } = change;
    const id = movedId(facility.id);
    return [{ kind: 'CLOSE', facilityId: facility.id }, opening(id, facility, at)];
  });
}

/** What a facility that moves is called where it opens again. */
export function movedId(id: string): string {
  return (MOVED + id).slice(0, LONGEST_ID);
}

/** The facility a place opened as `id` moved from, if its name says so. */
export function movedFrom(id: string): string | null {
  return id.startsWith(MOVED) ? id.slice(MOVED.length) : null;
}

type Opened = Pick<KnownFacility, 'name' | 'facilityKind' | 'capabilities' | 'beds' | 'assignedTo'> & {
  readonly mealsPerDay?: number | null;
};

function opening(id: string, facility: Opened, at: LonLat): ScenarioChangeOf {
  const { name, facilityKind, capabilities, beds, mealsPerDay, assignedTo } = facility;
  return {
    ...{ kind: 'OPEN', id, name, facilityKind, capabilities, at },
    ...(beds == null ? {} : { beds }),
    ...(mealsPerDay == null ? {} : { mealsPerDay }),
    ...(assignedTo.length === 0 ? {} : { assignedTo }),
  };
}

/**
 * The part of a plan that bears on a service, as changes to try out quickly. What does not serve is left out, as are
 * changes only a full computation can answer.
 */
export function toWhatIfChanges(plan: Plan, terms: ServiceTerms): WhatIfChangeOf[] {
  return plan.flatMap((change): WhatIfChangeOf[] => {
    if (change.kind === 'KEPT' || !servesBy(terms, change)) return [];
    const { facility } = change;
    if (change.kind === 'OPEN') return [{ kind: 'OPEN', at: facility.at!, name: facility.name }];
    if (change.kind === 'CLOSE') return [{ kind: 'CLOSE', facilityId: facility.id }];
    return [{ kind: 'MOVE', facilityId: facility.id, at: change.at }];
  });
}

/** Whether the facility of a change counts for a service. */
export function servesBy(terms: ServiceTerms, change: Exclude<PlanChange, { kind: 'KEPT' }>): boolean {
  const { facilityKind, capabilities } = change.facility;
  const mealMode = change.kind === 'OPEN' ? null : change.facility.mealMode;
  if (mealMode !== null && terms.exceptMealModes.includes(mealMode)) return false;
  if (terms.kinds.includes(facilityKind)) return true;
  if (terms.anyCapability.some((each) => capabilities.includes(each))) return true;
  const { allCapabilities } = terms;
  return allCapabilities.length > 0 && allCapabilities.every((each) => capabilities.includes(each));
}
