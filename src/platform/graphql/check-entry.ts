import { badInput } from '../errors/bad-input.js';
import { isStorableText } from '../errors/check-text.js';
import { holdsIdentityNumber } from '../fields/identity-number.js';
import { isCalendarDate } from './date.scalar.js';

const EARLIEST = '1949-10-01';
const LATEST = '2200-12-31';
const LONGEST_REMARK = 500;

/** @throws PlanningError BAD_USER_INPUT unless the text is a calendar day, YYYY-MM-DD, within reason. */
export function checkDay(day: string, field: string): string {
  if (isCalendarDate(day) && day >= EARLIEST && day <= LATEST) return day;
  throw badInput(
    `${field}: expected a date as YYYY-MM-DD from ${EARLIEST} to ${LATEST}, got ${JSON.stringify(day.slice(0, 40))}.`,
    { field },
  );
}

/** @throws PlanningError BAD_USER_INPUT for a text that is empty, overlong, cannot be stored or names a citizen by number. */
export function checkRemark<T extends string | null>(text: T, field: string): T {
  if (text === null) return text;
  if (holdsIdentityNumber(text)) {
    throw badInput(`${field}: holds a citizen's identity number; nothing about a person may be recorded.`, {
      field,
      reason: 'PERSONAL_DATA',
    });
  }
  if (text.trim() !== '' && text.length <= LONGEST_REMARK && isStorableText(text)) return text;
  throw badInput(`${field}: expected 1 to ${LONGEST_REMARK} characters of text.`, { field });
}
