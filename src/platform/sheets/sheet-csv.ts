import { stringify } from 'csv-stringify/sync';
import { plainValue, type Sheet } from './sheet.js';

/**
 * A sheet's table as CSV for people's spreadsheets: UTF-8 with a byte order mark, header first, lines end as RFC 4180
 * says; a text with a leading = + - @ cannot run as a formula. Title and notes are left out, so that programs can read it.
 */
export function sheetCsv({ columns, rows }: Sheet): string {
  const table = [columns.map(({ header }) => header), ...rows.map((row) => row.map(plainValue))];
  return stringify(table, { escape_formulas: true, bom: true, record_delimiter: 'windows' });
}
