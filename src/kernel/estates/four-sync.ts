import { add, compare, type Rational, ZERO } from '../rational.js';
import { type EstateFinding, finding } from './estate-finding.js';
import { type LedgerRoom, type Milestones, SYNC_STEPS, type SyncStep } from './estate-ledger.js';

/** How far the rooms an estate owes have come beside their housing. */
export interface FourSync {
  /** The last step all owed rooms have reached on the date, every step before it too; null = not even planned. */
  readonly step: SyncStep | null;
  /** When the owed area had reached each step; null where it has not. */
  readonly roomSteps: Milestones;
  readonly findings: readonly EstateFinding[];
}

/**
 * The owed area has reached a step on the day by which rooms that reached it hold the required area, or all rooms where
 * they hold less together: a room beyond what is owed delays nobody. Housing delivered before its room is a breach
 * (METHODS E8); housing ahead at another step is a note.
 * @param ruleIds rules by which they are owed
 */
export function fourSync(
  housing: Milestones,
  rooms: readonly LedgerRoom[],
  required: Rational,
  asOf: string,
  ruleIds: readonly string[] = [],
): FourSync {
  const total = rooms.reduce((sum, { floorAreaSquareMeters: area }) => add(sum, area ?? ZERO), ZERO);
  const owed = compare(total, required) < 0 ? total : required;
  const reachedOn = (step: SyncStep) => stepReachedOn(rooms, step, owed, asOf);
  const roomSteps: Milestones = {
    PLANNED: reachedOn('PLANNED'),
    BUILT: reachedOn('BUILT'),
    ACCEPTED: reachedOn('ACCEPTED'),
    DELIVERED: reachedOn('DELIVERED'),
  };
  const reached = SYNC_STEPS.findIndex((step) => roomSteps[step] === null);
  const step = reached < 0 ? 'DELIVERED' : (SYNC_STEPS[reached - 1] ?? null);
  const findings: EstateFinding[] = [];
  for (const each of SYNC_STEPS) {
    const housingOn = housing[each];
    const roomOn = roomSteps[each];
    if (housingOn === null || housingOn > asOf) continue;
    if (roomOn !== null && roomOn <= housingOn) continue;
    const code = each === 'DELIVERED' ? 'DELIVERED_BEFORE_ROOM' : 'STEP_BEHIND_HOUSING';
    findings.push(finding(code, each, { step: each, housingOn, roomOn }, ruleIds));
  }
  return { step, roomSteps, findings };
}

function stepReachedOn(
  rooms: readonly LedgerRoom[],
  step: SyncStep,
  owed: Rational,
  asOf: string,
): string | null {
  const reached = rooms
    .filter(({ steps }) => steps[step] !== null && steps[step] <= asOf)
    .sort((a, b) => (a.steps[step]! < b.steps[step]! ? -1 : 1));
  let area = ZERO;
  for (const room of reached) {
    area = add(area, room.floorAreaSquareMeters ?? ZERO);
    if (compare(area, owed) >= 0) return room.steps[step];
  }
  return null;
}
