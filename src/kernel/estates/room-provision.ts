import { compare, decimalText, type Rational } from '../rational.js';
import type { AllocationRule } from './allocation-rule.js';
import { type EstateFinding, finding } from './estate-finding.js';
import { datesOutOfOrder } from './estate-standing.js';
import type { LedgerRoom, SyncStep } from './estate-ledger.js';
import { roomOn } from './room-state.js';

/** Decimals of areas in findings; longer ones are cut with "…". */
const AREA_DECIMALS = 6;

/** Why a room does not count towards what an estate provides. */
export type NotCounted = 'NOT_ACCEPTED' | 'NOT_HANDED_OVER' | 'NOT_USED_FOR_CARE' | 'BELOW_MINIMUM_SITE';

/** What a room counts for on a date. */
export interface RoomProvision {
  /** All of its area, or null where it does not count. */
  readonly countedSquareMeters: Rational | null;
  readonly notCounted: readonly NotCounted[];
  readonly findings: readonly EstateFinding[];
}

export function areaText(area: Rational): string {
  return decimalText(area, AREA_DECIMALS);
}

/** Whether a room had reached a step on a date. */
export function hasReached(room: LedgerRoom, step: SyncStep, asOf: string): boolean {
  const on = room.steps[step];
  return on !== null && on <= asOf;
}

/**
 * Only area that was accepted, handed over to an office and is used for care counts, and no site below the rule's
 * minimum (METHODS E8). Form conditions are findings of their own: a room that breaks one still counts.
 */
export function provisionOf(room: LedgerRoom, rule: AllocationRule | null, asOf: string): RoomProvision {
  const findings = dataFindings(room);
  if (rule) findings.push(...formFindings(room, rule));
  const area = room.floorAreaSquareMeters;
  const minimum = rule?.minimumSiteSquareMeters ?? null;
  const { use, handedOverTo } = roomOn(room, asOf);
  const notCounted: NotCounted[] = [];
  if (!hasReached(room, 'ACCEPTED', asOf)) notCounted.push('NOT_ACCEPTED');
  if (!hasReached(room, 'DELIVERED', asOf) || handedOverTo === null) notCounted.push('NOT_HANDED_OVER');
  if (use !== 'CARE') notCounted.push('NOT_USED_FOR_CARE');
  if (area !== null && minimum !== null && compare(area, minimum) < 0) notCounted.push('BELOW_MINIMUM_SITE');
  const counts = area !== null && notCounted.length === 0;
  if (notCounted.length > 0) {
    const facts = {
      reasons: notCounted.join(' '),
      floorAreaSquareMeters: area && areaText(area),
      acceptedOn: room.steps.ACCEPTED,
      deliveredOn: room.steps.DELIVERED,
      handedOverTo,
      use,
    };
    findings.push(finding('ROOM_NOT_COUNTED', room.id, facts, minimum && rule ? [rule.id] : []));
  }
  if (counts && room.isRegistered === false) findings.push(finding('ROOM_NOT_REGISTERED', room.id));
  return { countedSquareMeters: counts ? area : null, notCounted, findings };
}

function dataFindings(room: LedgerRoom): EstateFinding[] {
  const { floorAreaSquareMeters: area, buildingAreaSquareMeters: building } = room;
  const findings = datesOutOfOrder(room.steps, null, room.id);
  if (area === null) findings.push(finding('ROOM_AREA_MISSING', room.id));
  else if (building !== null && compare(area, building) > 0) {
    const facts = { floorAreaSquareMeters: areaText(area), buildingAreaSquareMeters: areaText(building) };
    findings.push(finding('ROOM_AREA_EXCEEDS_BUILDING', room.id, facts));
  }
  return findings;
}

function formFindings(room: LedgerRoom, { id, form }: AllocationRule): EstateFinding[] {
  const { floor } = room;
  const { lowestFloor, highestFloor, liftOrRampFromFloor } = form;
  const findings: EstateFinding[] = [];
  const judge = (
    condition: string,
    asks: string | number,
    has: boolean | number | null,
    isMet: boolean,
  ): void => {
    if (isMet) return;
    const facts = { condition, asks, has: typeof has === 'boolean' ? String(has) : has };
    const code = has === null ? 'FORM_UNKNOWN' : 'FORM_NOT_MET';
    findings.push(finding(code, `${room.id} ${condition}`, facts, [id]));
  };
  if (form.ownEntrance) judge('OWN_ENTRANCE', 'true', room.ownEntrance, room.ownEntrance === true);
  if (lowestFloor !== undefined)
    judge('LOWEST_FLOOR', lowestFloor, floor, floor !== null && floor >= lowestFloor);
  if (highestFloor !== undefined)
    judge('HIGHEST_FLOOR', highestFloor, floor, floor !== null && floor <= highestFloor);
  if (liftOrRampFromFloor !== undefined && (floor === null || floor >= liftOrRampFromFloor)) {
    const has = floor === null ? null : room.liftOrRamp;
    judge('LIFT_OR_RAMP', `${liftOrRampFromFloor}+`, has, floor !== null && room.liftOrRamp === true);
  }
  return findings;
}
