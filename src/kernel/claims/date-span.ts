/** The days a written date may mean, both ends included; days are counted from 0000-03-01. */
export interface DateSpan {
  readonly firstDay: number;
  readonly lastDay: number;
  /** As written, in the form 2024, 2024-06 or 2024-08-07. */
  readonly text: string;
}

const WRITTEN = /^(\d{4})(?:年|[-/.](?=\d)|$)(?:(\d{1,2})(?:月|[-/.](?=\d)|$)(?:(\d{1,2})日?)?)?$/;

/** Reads 2024, 2024-06, 2024-08-07, 2024年6月 or 2024年8月7日 (years 1900 to 2199); null for anything else. */
export function readDateSpan(text: string): DateSpan | null {
  const match = WRITTEN.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year === null || year < 1900 || year > 2199) return null;
  if (month !== null && (month < 1 || month > 12)) return null;
  if (month !== null && day !== null && (day < 1 || day > daysOfMonth(year, month))) return null;
  const lastMonth = month ?? 12;
  return {
    firstDay: dayNumber(year, month ?? 1, day ?? 1),
    lastDay: dayNumber(year, lastMonth, day ?? daysOfMonth(year, lastMonth)),
    text: [year, month, day]
      .filter((part) => part !== null)
      .map((part) => String(part).padStart(2, '0'))
      .join('-'),
  };
}

/** True where one of the two lies within the other: they may say the same date. */
export function mayBeSameDate(a: DateSpan, b: DateSpan): boolean {
  return (
    (a.firstDay >= b.firstDay && a.lastDay <= b.lastDay) ||
    (b.firstDay >= a.firstDay && b.lastDay <= a.lastDay)
  );
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Years counted from March put the leap day last, so that months have one formula. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
}
