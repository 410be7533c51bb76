const chinaDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar date in China, YYYY-MM-DD: what "as of today" means to the offices this serves. */
export function today(now: Date = new Date()): string {
  return chinaDate.format(now);
}
