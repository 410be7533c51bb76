import type { FieldTable } from './field-table.js';

/** A header without case, width, spaces, separators and bracketed units: "建筑面积（㎡）" and "建筑面积" are one. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(\[【][^)\]】]*[)\]】]/g, '')
    .replace(/[\s_\-./:*]+/g, '');
}

/**
 * Finds the column of each field: the caller's renames first, then the canonical name, then the aliases in their order.
 * @param renames field → column as written in the file.
 */
export function matchHeaders(
  table: FieldTable,
  columns: readonly string[],
  renames: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const byPlain = new Map<string, string>();
  for (const column of columns)
    if (!byPlain.has(plainHeader(column))) byPlain.set(plainHeader(column), column);
  const taken = new Set(Object.values(renames));
  const found = columnsByUnit(table, columns, taken, renames);
  for (const column of found.values()) taken.add(column);
  for (const [field, spec] of Object.entries(table)) {
    if (found.has(field)) continue;
    const renamed = renames[field];
    if (renamed !== undefined) {
      const column = columns.includes(renamed) ? renamed : byPlain.get(plainHeader(renamed));
      if (column !== undefined) found.set(field, column);
      continue;
    }
    for (const name of [field, ...spec.aliases]) {
      const column = byPlain.get(plainHeader(name));
      if (column === undefined || taken.has(column)) continue;
      found.set(field, column);
      break;
    }
  }
  return found;
}

const TEN_THOUSANDS = /[（(\[【]\s*(万[^)）\]】]{1,4})\s*[)）\]】]/;

/** Headers whose bracketed unit is ten thousand of something: "费用（万元）" is the field of 费用万元, never that of 费用. */
function columnsByUnit(
  table: FieldTable,
  columns: readonly string[],
  taken: ReadonlySet<string>,
  renames: Readonly<Record<string, string>>,
): Map<string, string> {
  const byPlain = new Map(
    columns
      .filter((column) => !taken.has(column) && TEN_THOUSANDS.test(column))
      .map((column) => [plainHeader(column.replace(TEN_THOUSANDS, '$1')), column]),
  );
  const found = new Map<string, string>();
  for (const [field, { aliases }] of Object.entries(table)) {
    const column = aliases.map((name) => byPlain.get(plainHeader(name))).find((each) => each !== undefined);
    if (column !== undefined && renames[field] === undefined) found.set(field, column);
  }
  return found;
}
