/** Columns a terminal gives a text: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

/** Rows of cells in aligned columns, the first row as a header; numbers stand to the right. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = texts[0]!.map((_, column) => Math.max(...texts.map((row) => displayWidth(row[column]!))));
  const isNumeric = widths.map((_, column) =>
    rows
      .slice(1)
      .every((row) => typeof row[column] === 'number' || /^[–\d.]+ ?%?$/.test(String(row[column]))),
  );
  return texts
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(widths[column]! - displayWidth(cell));
          return isNumeric[column] ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A ratio (0–1) as a percentage with one decimal, cut rather than rounded up; – where there is none. */
export function percent(ratio: number | null): string {
  if (ratio === null) return '–';
  // 99.96 % is not 100.0 %: a promise of all is met only by all.
  return `${(Math.floor(ratio * 1000 + 1e-9) / 10).toFixed(1)} %`;
}

/** Seconds as minutes with one decimal; – where there is no walk. */
export function minutes(seconds: number | null): string {
  return seconds === null ? '–' : (seconds / 60).toFixed(1);
}

/** Parts as whole numbers that add up to a whole one: each rounded down, then the largest remainders up (first of equals). */
export function wholeParts(parts: readonly number[], total: number): number[] {
  const whole = parts.map(Math.floor);
  const left = total - whole.reduce((sum, part) => sum + part, 0);
  const remainder = (at: number) => parts[at]! - whole[at]!;
  const order = [...parts.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const at of left >= 0 ? order.slice(0, left) : order.slice(left)) whole[at]! += Math.sign(left);
  return whole;
}

/** People as a whole number. */
export function people(count: number): number {
  return Math.round(count);
}
