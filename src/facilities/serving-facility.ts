import type {
  AssignmentRelation,
  FacilityKind,
  FacilityStatus,
  MealMode,
  ServiceCapability,
} from './vocabulary.js';

/** A facility as the analysis rooms need it. */
export interface ServingFacility {
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly capabilities: readonly ServiceCapability[];
  /** How it gets its meals; null where it is not recorded. */
  readonly mealMode: MealMode | null;
  /** On the published list; member lists for the public leave the others out. */
  readonly published: boolean;
  /** Division it stands in. */
  readonly divisionCode: string | null;
  /** Divisions it counts for beside its own. */
  readonly assigned: readonly { readonly code: string; readonly relation: AssignmentRelation }[];
  /** Entrance in WGS 84 degrees; both null where it is not known. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly synthetic: boolean;
}

/** A facility that does not operate on the date asked for. */
export interface IdleFacility extends ServingFacility {
  /** Its status on the date; null when its first status lies later. */
  readonly status: Exclude<FacilityStatus, 'OPERATING'> | null;
  /** Why it does not count, in plain words for a member list. */
  readonly reason: IdleReason;
}

export type IdleReason = 'PLANNED' | 'BUILDING' | 'SUSPENDED' | 'CLOSED' | 'NOT_YET_RECORDED';

export interface FacilitiesAsOf {
  readonly operating: readonly ServingFacility[];
  readonly idle: readonly IdleFacility[];
}
