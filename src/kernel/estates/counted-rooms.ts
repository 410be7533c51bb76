import type { AllocationRules } from './allocation-rule.js';
import type { LedgerEstate } from './estate-ledger.js';
import { standingOf } from './estate-standing.js';
import { provisionOf } from './room-provision.js';

/** Ids of an estate's rooms that count on a date under the rule that applies to it; members of a pool walk to them. */
export function countedRooms(estate: LedgerEstate, rules: AllocationRules, asOf: string): string[] {
  const { rule } = standingOf(estate, rules, asOf);
  return estate.rooms
    .filter((room) => provisionOf(room, rule, asOf).countedSquareMeters !== null)
    .map(({ id }) => id);
}
