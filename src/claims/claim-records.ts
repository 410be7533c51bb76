import type { RecordedFigure } from '../kernel/claims/check-record.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { ClaimDraft, RecordPart } from './claim-draft.js';

/** A figure of the platform a claim says. */
export interface RecordKey {
  /** Key or Chinese name of the indicator. */
  readonly indicator: string;
  /** Twelve digits. */
  readonly divisionCode: string;
  /** YYYY-MM: the figure, or the targets that count, at its end. */
  readonly month: string;
  readonly part: RecordPart;
}

/** Looks figures up for claims: one list a key, empty where nothing is on record. */
export type FindRecords = (keys: readonly RecordKey[]) => Promise<readonly (readonly RecordedFigure[])[]>;

/**
 * The figure a claim is to be held against, or null when it names none.
 * @throws PlanningError BAD_USER_INPUT when it names only part of one
 */
export function recordKeyOf(draft: ClaimDraft): RecordKey | null {
  const indicator = draft.indicator?.trim() ?? '';
  const divisionCode = draft.division?.trim() ?? '';
  const month = draft.month?.trim() ?? '';
  if (indicator === '' && divisionCode === '' && month === '') return null;
  const missing = indicator === '' ? 'indicator' : divisionCode === '' ? 'division' : 'month';
  if (indicator === '' || divisionCode === '' || month === '') {
    const claim = draft.key.slice(0, 80);
    const message = `Claim "${claim}": ${missing} is missing; to compare a claim with the record give indicator, division and month.`;
    throw badInput(message, { claim, field: missing });
  }
  return { indicator, divisionCode, month, part: draft.part ?? 'VALUE' };
}
