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
  const found = new Map<string, string>();
  for (const [field, spec] of Object.entries(table)) {
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
