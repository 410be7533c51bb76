import { invariant } from '../invariant.js';

/** Days in the proleptic Gregorian calendar, counted so that differences of two dates are days between them. */
export function dayNumber(date: string): number {
  const [year, month, day] = datePartsOf(date);
  // Years from March put the leap day last (H. Hinnant, "chrono-compatible low-level date algorithms").
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day;
}

/** Months counted so that differences are whole months; the day is not looked at. */
export function monthNumber(date: string): number {
  const [year, month] = datePartsOf(date);
  return 12 * year + month - 1;
}

/** Number of the last month that has ended when this day ends: the date's own only on its last day. */
export function lastEndedMonth(date: string): number {
  const month = monthNumber(date);
  return isLastDayOfMonth(date) ? month : month - 1;
}

function isLastDayOfMonth(date: string): boolean {
  const [year, month, day] = datePartsOf(date);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const first = `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`;
  return dayNumber(first) - dayNumber(`${date.slice(0, 8)}01`) === day;
}

function datePartsOf(date: string): readonly [number, number, number] {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  invariant(parts, `"${date}" is not a date YYYY-MM-DD`);
  const [year, month, day] = parts.slice(1).map(Number);
  invariant(month >= 1 && month <= 12 && day >= 1 && day <= 31, `"${date}" is not a date`);
  return [year, month, day];
}
