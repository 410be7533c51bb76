import { badInput } from '../platform/errors/bad-input.js';
import { checkDay } from '../platform/graphql/check-entry.js';

/** First day of a month, YYYY-MM-01: how months are stored and compared. */
export type Month = string;

/** @throws PlanningError BAD_USER_INPUT unless the text is a month YYYY-MM, or a day of it. */
export function checkMonth(text: string, field: string): Month {
  if (/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/.test(text))
    return monthOf(checkDay(`${text.slice(0, 7)}-01`, field));
  throw badInput(`${field}: expected a month as YYYY-MM, got ${JSON.stringify(text.slice(0, 40))}.`, {
    field,
  });
}

export function monthOf(day: string): Month {
  return `${day.slice(0, 7)}-01`;
}

/** YYYY-MM, as people write it. */
export function shortMonth(month: Month): string {
  return month.slice(0, 7);
}

/** @param count months later; negative for earlier */
export function addMonths(month: Month, count: number): Month {
  const [year, number] = month.split('-').map(Number);
  const total = 12 * year + number - 1 + count;
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`;
}

export function lastDayOf(month: Month): string {
  const [year, number] = month.split('-').map(Number);
  return `${month.slice(0, 8)}${String(new Date(Date.UTC(year, number, 0)).getUTCDate())}`;
}
