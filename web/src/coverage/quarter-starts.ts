/** The first days of the quarters before a date, oldest first, and the date itself; all as YYYY-MM-DD. */
export function quarterStarts(asOf: string, count: number): string[] {
  const [year, month] = asOf.split('-').map(Number);
  const quarter = year * 4 + Math.floor((month - 1) / 3);
  const starts = Array.from({ length: count }, (_, at) => {
    const each = quarter - count + 1 + at;
    return `${Math.floor(each / 4)}-${String((each % 4) * 3 + 1).padStart(2, '0')}-01`;
  });
  return starts.at(-1) === asOf ? starts : [...starts, asOf];
}
