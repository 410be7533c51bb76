import type { Position } from 'geojson';
import { WGS84 } from './download-crs.js';
import type { CellValue, DownloadColumn, DownloadNote, DownloadTable } from './download-table.js';

/** A column of a list and its value in each row. */
export interface ListColumn<T> extends DownloadColumn {
  readonly value: (row: T) => CellValue | undefined;
}

export function listColumn<T>(
  name: string,
  type: DownloadColumn['type'],
  zh: string,
  en: string,
  value: ListColumn<T>['value'],
): ListColumn<T> {
  return { name, type, zh, en, value };
}

/** Rows of a batch. */
const AT_ONCE = 1000;

interface ListTable<T> {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly notes: readonly DownloadNote[];
  readonly columns: readonly ListColumn<T>[];
  readonly rows: readonly T[];
  /** Where a row lies, lon and lat in WGS 84; absent for lists without places. */
  readonly placeOf?: (row: T) => Position | null;
}

/** A list that is at hand as a table to be written. */
export function listTable<T>({ name, title, notes, columns, rows, placeOf }: ListTable<T>): DownloadTable {
  async function* batches() {
    for (let at = 0; at < rows.length; at += AT_ONCE)
      yield rows.slice(at, at + AT_ONCE).map((row) => {
        const coordinates = placeOf?.(row) ?? null;
        const values = columns.map((column) => [column.name, column.value(row) ?? null] as const);
        return {
          geometry: coordinates && { type: 'Point' as const, coordinates },
          properties: Object.fromEntries(values),
        };
      });
  }
  const plain = columns.map(({ value: _, ...column }) => column);
  const geometry = placeOf ? 'POINT' : null;
  return { name, title, columns: plain, geometry, crs: WGS84, notes, batches: batches() };
}
