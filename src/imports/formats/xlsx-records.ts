import { readFile, stat } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { importError } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { type CoordinateColumns, headerOf, recordOf } from './csv-records.js';
import { readZip } from './read-zip.js';

/** A sheet is read whole: far above what people fill in, far below what a crafted file would unpack to. */
const LIMITS = { entries: 2000, inflatedBytes: 64 * 1024 * 1024 };
const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * The records of the first sheet of an .xlsx workbook, its first row that is not empty being the header. `row` is the
 * row of the sheet. Values become text as in a CSV; a cell formatted as a date becomes YYYY-MM-DD.
 * @throws PlanningError EMPTY_FILE, FILE_TOO_LARGE, TRUNCATED_FILE, MALFORMED_FILE
 */
export async function* xlsxRecords(path: string, columns: CoordinateColumns): AsyncGenerator<SourceRecord> {
  const rows = await sheetOf(path);
  const top = rows.findIndex((cells) => cells.some((cell) => cell !== ''));
  if (top < 0) throw importError('EMPTY_FILE', { file: path });
  const header = headerOf(rows[top], columns);
  let count = 0;
  for (let at = top + 1; at < rows.length; at++) {
    if (rows[at].every((cell) => cell === '')) continue;
    count++;
    // Empty cells at the end of a row are not in the file.
    const cells = [
      ...rows[at],
      ...Array<string>(Math.max(0, header.names.length - rows[at].length)).fill(''),
    ];
    yield recordOf(cells, at + 1, header);
  }
  if (count === 0) throw importError('EMPTY_FILE', { file: path });
}

async function sheetOf(path: string): Promise<string[][]> {
  const { size } = await stat(path);
  if (size > LARGEST_FILE) {
    const what = '文件字节数 / bytes of the file';
    throw importError('FILE_TOO_LARGE', { what, actual: size, limit: LARGEST_FILE }, 'LIMIT_EXCEEDED');
  }
  // Unpacked once with a bound, so that an archive that blows up is refused before it is read for good.
  await readZip(path, () => true, LIMITS);
  try {
    const rows: readonly (readonly unknown[])[] = await readSheet(await readFile(path));
    return rows.map((cells) => cells.map(textOf));
  } catch (error) {
    throw importError('MALFORMED_FILE', { format: 'XLSX', detail: (error as Error).message });
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).trim();
}
