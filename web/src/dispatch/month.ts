/** The last month that is over at the end of a day, YYYY-MM. */
export function lastFullMonth(asOf: string): string {
  const month = asOf.slice(0, 7);
  return lastDayOf(month) === asOf ? month : monthsBefore(month, 1);
}

/**
 * The last month, among those that are over at the end of a day, in whose year some target still runs.
 * @param deadlines days, YYYY-MM-DD
 * @returns YYYY-MM; null without a target
 */
export function lastMonthWithTargets(deadlines: readonly string[], asOf: string): string | null {
  const last = [...deadlines].sort().at(-1);
  if (!last) return null;
  const ends = `${last.slice(0, 4)}-12`;
  const latest = lastFullMonth(asOf);
  return ends < latest ? ends : latest;
}

/** A month so many months earlier. */
export function monthsBefore(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number);
  const at = year * 12 + number - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Last day of a month, YYYY-MM-DD. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** `2026年10月`, or `October 2026`. */
export function monthTitle(month: string, language: 'zh' | 'en'): string {
  const [year, number] = month.split('-').map(Number);
  if (language === 'zh') return `${year}年${number}月`;
  const name = new Date(Date.UTC(year, number - 1, 1));
  return name.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `2026年10月31日`, or `31 October 2026`. */
export function dayTitle(day: string, language: 'zh' | 'en'): string {
  const [year, month, date] = day.split('-').map(Number);
  if (language === 'zh') return `${year}年${month}月${date}日`;
  return `${date} ${monthTitle(day.slice(0, 7), 'en')}`;
}

/** Whether text names a month, YYYY-MM. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
