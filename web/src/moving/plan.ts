import type { LonLat } from './step-point.js';

/** A facility of the register, as far as a plan needs to know it. */
export interface KnownFacility {
  readonly id: string;
  readonly name: string;
  readonly facilityKind: string;
  readonly capabilities: readonly string[];
  readonly mealMode: string | null;
  /** Null where it is not recorded or not told. */
  readonly beds: number | null;
  readonly at: LonLat | null;
  /** Divisions it counts for beside its own. */
  readonly assignedTo: readonly string[];
}

/** A facility the plan opens. */
export interface PlannedFacility {
  readonly id: string;
  readonly name: string;
  readonly facilityKind: string;
  readonly capabilities: readonly string[];
  readonly beds: number | null;
  readonly mealsPerDay: number | null;
  readonly at: LonLat;
  readonly assignedTo: readonly string[];
}

/** A change of a saved scenario this page shows but does not edit (resized, or from a day on), as the server takes it. */
export interface KeptChange {
  readonly kind: 'OPEN' | 'CLOSE' | 'RESIZE';
  readonly facilityId?: string;
  readonly name?: string;
}

export type PlanChange =
  | { readonly kind: 'OPEN'; readonly facility: PlannedFacility }
  | { readonly kind: 'MOVE'; readonly facility: KnownFacility; readonly at: LonLat }
  | { readonly kind: 'CLOSE'; readonly facility: KnownFacility }
  | { readonly kind: 'KEPT'; readonly change: KeptChange };

/** What a planner tries out: at most one change a facility, in the order they were first made. */
export type Plan = readonly PlanChange[];

export const EMPTY_PLAN: Plan = [];
/** As many as the server takes; one that moves counts twice there. */
export const MOST_CHANGES = 200;

/** What a change is about; changes of one plan differ in it. */
export function keyOf(change: PlanChange, position: number): string {
  return change.kind === 'KEPT' ? `kept:${position}` : change.facility.id;
}

export function openFacility(plan: Plan, facility: PlannedFacility): Plan {
  return [...plan, { kind: 'OPEN', facility }];
}

/** Moves what the plan opens, or what stands. */
export function moveFacility(plan: Plan, facility: PlannedFacility | KnownFacility, at: LonLat): Plan {
  const opened = findChange(plan, facility.id);
  if (opened?.kind === 'OPEN')
    return replace(plan, facility.id, { kind: 'OPEN', facility: { ...opened.facility, at } });
  return replace(plan, facility.id, { kind: 'MOVE', facility: facility as KnownFacility, at });
}

/** Closes what stands; what the plan itself opens is not opened any more. */
export function closeFacility(plan: Plan, facility: PlannedFacility | KnownFacility): Plan {
  if (findChange(plan, facility.id)?.kind === 'OPEN') return withoutChange(plan, facility.id);
  return replace(plan, facility.id, { kind: 'CLOSE', facility: facility as KnownFacility });
}

/** Takes one change back. */
export function withoutChange(plan: Plan, key: string): Plan {
  return plan.filter((change, position) => keyOf(change, position) !== key);
}

export function findChange(plan: Plan, id: string): PlanChange | undefined {
  return plan.find((change) => change.kind !== 'KEPT' && change.facility.id === id);
}

/** Where a change puts its facility; null for one that closes. */
export function placeOf(change: PlanChange): LonLat | null {
  if (change.kind === 'OPEN') return change.facility.at;
  return change.kind === 'MOVE' ? change.at : null;
}

/** A short id no facility of the plan has yet. */
export function freeId(plan: Plan): string {
  const taken = new Set(plan.flatMap((change) => (change.kind === 'KEPT' ? [] : [change.facility.id])));
  let number = 1;
  while (taken.has(`new:${number}`)) number++;
  return `new:${number}`;
}

function replace(plan: Plan, id: string, next: PlanChange): Plan {
  if (!findChange(plan, id)) return [...plan, next];
  return plan.map((change) => (change.kind !== 'KEPT' && change.facility.id === id ? next : change));
}
