import { badInput } from '../../platform/errors/bad-input.js';
import { isStorableText } from '../../platform/errors/check-text.js';
import { holdsIdentityNumber } from '../../platform/fields/identity-number.js';
import { today } from '../../platform/today.js';
import { LONGEST_DOCUMENT } from './estate-evidence.feature.js';

const EARLIEST = '1900-01-01';

/** @throws PlanningError BAD_USER_INPUT unless it is a day that has come. */
export function checkPastDay(day: string, field: string): void {
  if (day >= EARLIEST && day <= today()) return;
  throw badInput(`${field}: expected a date from ${EARLIEST} to today, got ${day}.`, { field });
}

/** @throws PlanningError BAD_USER_INPUT unless it names a document, and no citizen by number. */
export function checkDocument(document: string): void {
  if (holdsIdentityNumber(document)) {
    throw badInput("document: holds a citizen's identity number; nothing about a person may be recorded.", {
      field: 'document',
      reason: 'PERSONAL_DATA',
    });
  }
  if (document.trim() === '' || document.length > LONGEST_DOCUMENT || !isStorableText(document)) {
    throw badInput(`document: expected 1 to ${LONGEST_DOCUMENT} characters of text.`, { field: 'document' });
  }
}
