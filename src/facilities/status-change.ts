import type { FacilityStatus } from './vocabulary.js';

/** A stage a facility entered, as it is to be recorded. */
export interface StatusChange {
  readonly facilityId: string;
  readonly status: FacilityStatus;
  /** First day, YYYY-MM-DD; may lie before or after other entries. */
  readonly validFrom: string;
  readonly document: string | null;
}
