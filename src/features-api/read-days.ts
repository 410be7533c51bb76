import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * The days in China that a `datetime` names (RFC 3339): one, or from the first to the last, null for an open end.
 * @throws PlanningError BAD_USER_INPUT
 */
export function readDays(text: string | undefined): readonly [from: string | null, to: string | null] | null {
  if (text === undefined) return null;
  const parts = text.split('/');
  if (parts.length === 1) {
    const day = dayOf(text);
    if (day !== null) return [day, day];
  } else if (parts.length === 2) {
    const isOpen = parts.map((part) => part === '' || part === '..');
    const [from, to] = parts.map((part, at) => (isOpen[at] ? null : dayOf(part)));
    const isWhole = (isOpen[0] || from !== null) && (isOpen[1] || to !== null) && !(isOpen[0] && isOpen[1]);
    if (isWhole && (from === null || to === null || from <= to)) return [from, to];
  }
  throw badInput(
    `datetime: expected a day such as 2025-01-31, a time such as 2025-01-31T08:00:00Z, or from/to with .. for an open end, got ${JSON.stringify(text.slice(0, 100))}.`,
    { parameter: 'datetime' },
  );
}

function dayOf(text: string): string | null {
  if (isCalendarDate(text)) return text;
  if (!INSTANT.test(text)) return null;
  const time = new Date(text.toUpperCase());
  return Number.isNaN(time.getTime()) ? null : today(time);
}
