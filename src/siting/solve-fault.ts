import { badInput } from '../platform/errors/bad-input.js';
import type { PlanningError } from '../platform/errors/planning-error.js';

/** What can be wrong with a siting problem that is handed in as data. */
export type SolveFault =
  | 'MALFORMED'
  | 'UNKNOWN_FIELD'
  | 'MISSING_FIELD'
  | 'NOT_A_NUMBER'
  | 'NEGATIVE_NUMBER'
  | 'EMPTY_DEMAND'
  | 'NO_CANDIDATES'
  | 'DUPLICATE_ID'
  | 'DUPLICATE_PAIR'
  | 'INDEX_OUT_OF_RANGE'
  | 'P_BEYOND_CANDIDATES'
  | 'BUDGET_BELOW_CHEAPEST'
  | 'CONTRADICTORY_LOCKS';

/** BAD_USER_INPUT with the fault as `details.reason`. */
export function faulty(reason: SolveFault, message: string): PlanningError {
  return badInput(message, { reason });
}
