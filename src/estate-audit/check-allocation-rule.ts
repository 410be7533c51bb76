import { checkDivisionCode } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import type { AllocationRule, AllocationRuleTerms } from './allocation-rule.record.js';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 60;
/** What the table's numerics hold. */
const AREA = /^\d{1,5}(\.\d{1,4})?$/;
const LONGEST_WALK_METERS = 5_000;
const LONGEST_WALK_MINUTES = 60;
const LOWEST_FLOOR = -5;
const HIGHEST_FLOOR = 60;

/** Whether a rule as somebody wants to enter it can be one. @throws PlanningError BAD_USER_INPUT */
export function checkAllocationRule(rule: AllocationRuleTerms): void {
  const { id, validFrom, validTo, poolingWalkMeters, poolingWalkMinutes } = rule;
  if (!ID.test(id) || id.length > LONGEST_ID) {
    const got = JSON.stringify(id.slice(0, 80));
    throw badInput(`id: expected 1 to ${LONGEST_ID} small letters, digits and single dashes, got ${got}.`, {
      field: 'id',
    });
  }
  checkDivisionCode(rule.jurisdictionCode, 'jurisdictionCode');
  if (validFrom !== null) checkDay(validFrom, 'validFrom');
  if (validTo !== null) checkDay(validTo, 'validTo');
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    throw badInput(`validTo: expected a day not before ${validFrom}, got ${validTo}.`, { field: 'validTo' });
  }
  checkArea(rule.squareMetersPerHundredHouseholds, 'squareMetersPerHundredHouseholds', 0);
  if (rule.minimumSiteSquareMeters !== null)
    checkArea(rule.minimumSiteSquareMeters, 'minimumSiteSquareMeters', 0.0001);
  checkAmount(poolingWalkMeters, 'poolingWalkMeters', 1, LONGEST_WALK_METERS);
  checkAmount(poolingWalkMinutes, 'poolingWalkMinutes', 1, LONGEST_WALK_MINUTES);
  const walks = [poolingWalkMeters, poolingWalkMinutes].filter((walk) => walk !== null).length;
  if (walks > (rule.poolingAllowed ? 1 : 0)) {
    const expected = rule.poolingAllowed
      ? 'metres or minutes, not both'
      : 'no walk where pooling is not allowed';
    throw badInput(`poolingWalkMeters: expected ${expected}.`, { field: 'poolingWalkMeters' });
  }
  for (const field of ['lowestFloor', 'highestFloor', 'liftOrRampFromFloor'] as const)
    checkAmount(rule[field], field, LOWEST_FLOOR, HIGHEST_FLOOR);
  if (rule.lowestFloor !== null && rule.highestFloor !== null && rule.highestFloor < rule.lowestFloor) {
    throw badInput(`highestFloor: expected ${rule.lowestFloor} or higher, got ${rule.highestFloor}.`, {
      field: 'highestFloor',
    });
  }
  for (const field of ['document', 'clause', 'note'] as const) checkRemark(rule[field], field);
}

function checkArea(text: string, field: string, least: number): void {
  if (AREA.test(text) && Number(text) >= least) return;
  throw badInput(
    `${field}: expected square metres from ${least} below 100,000 with at most 4 decimals; got ${JSON.stringify(text.slice(0, 40))}.`,
    {
      field,
    },
  );
}

function checkAmount(value: number | null, field: string, least: number, most: number): void {
  if (value === null || (value >= least && value <= most)) return;
  throw badInput(`${field}: expected ${least} to ${most}, got ${value}.`, { field });
}

const TERMS = [
  'jurisdictionCode',
  'estateClass',
  'validFrom',
  'validTo',
  'poolingAllowed',
  'poolingWalkMeters',
  'poolingWalkMinutes',
  'ownEntrance',
  'lowestFloor',
  'highestFloor',
  'liftOrRampFromFloor',
  'document',
  'clause',
  'verified',
  'note',
] as const satisfies readonly (keyof AllocationRuleTerms)[];

/** Whether a stored version says the same as what is entered. */
export function saysTheSame(stored: AllocationRule, entered: AllocationRuleTerms): boolean {
  const area = (text: string | null) => (text === null ? null : Number(text));
  return (
    TERMS.every((term) => stored[term] === entered[term]) &&
    area(stored.squareMetersPerHundredHouseholds) === area(entered.squareMetersPerHundredHouseholds) &&
    area(stored.minimumSiteSquareMeters) === area(entered.minimumSiteSquareMeters)
  );
}
