import { TaskThreads } from '../compute/task-threads.js';
import { workerFile } from '../compute/worker-file.js';
import { PlanningError } from '../errors/planning-error.js';
import type { Sheet } from './sheet.js';
import { sheetCsv } from './sheet-csv.js';
import { SheetFile, type SheetFormat } from './sheet-file.type.js';
import type { sheetTasks } from './sheet-tasks.js';

/** A workbook is made in memory, some hundred bytes a cell. */
export const MOST_XLSX_CELLS = 1_000_000;
const MEDIA_TYPES: Record<SheetFormat, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface SheetsToWrite {
  /** One or more; a CSV file holds the table of the first. */
  readonly sheets: readonly Sheet[];
  readonly format: SheetFormat;
  /** Without ending. */
  readonly fileName: string;
}

/**
 * Sheets as a file: CSV (formula-safe, UTF-8 with a byte order mark) or a printable workbook, written in a thread of its
 * own.
 * @throws PlanningError LIMIT_EXCEEDED for a workbook of more than a million cells; the signal's reason on abort
 */
export async function writeSheets(
  { sheets, format, fileName }: SheetsToWrite,
  signal?: AbortSignal,
): Promise<SheetFile> {
  const content = format === 'CSV' ? Buffer.from(sheetCsv(sheets[0])) : await workbook(sheets, signal);
  return Object.assign(new SheetFile(), {
    content,
    fileName: `${fileName}.${format.toLowerCase()}`,
    mediaType: MEDIA_TYPES[format],
  });
}

async function workbook(sheets: readonly Sheet[], signal?: AbortSignal): Promise<Uint8Array> {
  const cells = sheets.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0);
  if (cells > MOST_XLSX_CELLS)
    throw new PlanningError(
      'LIMIT_EXCEEDED',
      `A workbook of ${cells} cells is too large, ${MOST_XLSX_CELLS} fit; ask for CSV or for a smaller division.`,
      { cells, limit: MOST_XLSX_CELLS },
    );
  const threads = new TaskThreads<typeof sheetTasks>(workerFile('sheets-worker', import.meta.url));
  const nothingToAsk = (): never => {
    throw new Error('this task asks nothing');
  };
  try {
    return await threads.run('xlsx', sheets, nothingToAsk, signal);
  } finally {
    await threads.close();
  }
}
