import { checkDivisionCode, containsJurisdiction } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import type { Indicator } from './indicator.record.js';
import type { PolicyDocument } from './policy-document.record.js';
import { type TargetDirection, type TargetScope, WHOLE_UNITS } from './policy-words.js';

/** A target as somebody wants to record it. */
export interface TargetDraft {
  readonly jurisdictionCode: string;
  readonly indicatorKey: string;
  /** In the indicator's unit; shares are 0 to 1. */
  readonly value: number;
  /** YYYY-MM-DD. */
  readonly deadline: string;
  readonly documentKey: string;
  readonly clause: string;
  readonly scope: TargetScope;
  readonly direction: TargetDirection;
  /** null: the next one. */
  readonly version: number | null;
  /** First day it counts, YYYY-MM-DD; null: version 1 since its document, a later one from today. */
  readonly validFrom: string | null;
  /** Document that changes the clause's value; a version above 1 must name one. */
  readonly document: string | null;
  readonly note: string | null;
}

/** What can be said of a draft without looking anything up. @throws PlanningError BAD_USER_INPUT */
export function checkTargetDraft(draft: TargetDraft): void {
  checkDivisionCode(draft.jurisdictionCode, 'jurisdictionCode');
  checkDay(draft.deadline, 'deadline');
  if (draft.validFrom !== null) checkDay(draft.validFrom, 'validFrom');
  checkRemark(draft.document, 'document');
  checkRemark(draft.note, 'note');
  if (draft.version !== null && !(Number.isSafeInteger(draft.version) && draft.version >= 1)) {
    throw badInput(`version: expected a whole number from 1, got ${draft.version}.`, { field: 'version' });
  }
}

/** @throws PlanningError BAD_USER_INPUT for a value the indicator cannot have. */
export function checkTargetValue({ value }: TargetDraft, { key, unit }: Indicator): void {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(String(value))) {
    throw wrongValue('a number from 0 below 1,000,000,000,000 with at most 6 decimals');
  }
  if (unit === 'RATIO' && value > 1) {
    throw wrongValue(`a share of at most 1 (100 %; write 0.7 for 70 %), as ${key} is a RATIO`);
  }
  if (unit === 'MILESTONE' && value !== 1) throw wrongValue(`1 (done), as ${key} is a MILESTONE`);
  if (WHOLE_UNITS.has(unit) && !Number.isInteger(value)) {
    throw wrongValue(`a whole number, as ${key} counts ${unit}`);
  }

  function wrongValue(expected: string) {
    return badInput(`value: expected ${expected}; got ${value}.`, {
      field: 'value',
      indicatorKey: key,
      unit,
    });
  }
}

/** @throws PlanningError BAD_USER_INPUT for a version that would begin to count when its deadline is over. */
export function checkValidFrom(validFrom: string | null, deadline: string): void {
  if (validFrom === null || validFrom <= deadline) return;
  throw badInput(
    `validFrom: expected a day not after the deadline ${deadline}, as nothing would be held to this version; got ${validFrom}.`,
    { field: 'validFrom', deadline },
  );
}

/**
 * A document can promise only what lies ahead of it (a report tells of earlier promises) and within its jurisdiction.
 * @throws PlanningError BAD_USER_INPUT
 */
export function checkTargetAgainstDocument(draft: TargetDraft, document: PolicyDocument): void {
  const { deadline, jurisdictionCode } = draft;
  const earliest =
    document.issuedOn ?? (document.issuedYear === null ? null : `${document.issuedYear}-01-01`);
  if (document.status !== 'REPORT' && earliest !== null && deadline < earliest) {
    throw badInput(
      `deadline: expected a day not before the document ${document.key} of ${earliest}; got ${deadline}.`,
      { field: 'deadline', documentKey: document.key, issuedOn: earliest },
    );
  }
  if (!containsJurisdiction(document.jurisdictionCode, jurisdictionCode)) {
    throw badInput(
      `jurisdictionCode: the document ${document.key} is for ${document.jurisdictionCode} and below; got ${jurisdictionCode}.`,
      { field: 'jurisdictionCode', documentKey: document.key },
    );
  }
}
