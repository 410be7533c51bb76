import { writeFile } from 'node:fs/promises';
import { badInput } from '../platform/errors/bad-input.js';
import type { Sheet } from '../platform/sheets/sheet.js';
import { writeSheets } from '../platform/sheets/write-sheets.js';
import type { CommandGround } from './command-ground.js';

/** The option that names a file for sheets; another ending is refused before anything is computed. */
export const SHEET_OPTION = [
  '--sheet <file>',
  '写入表格文件，.xlsx 可打印，.csv 为单表 · write a .xlsx workbook to print or a .csv table',
  sheetFileOption,
] as const;

function sheetFileOption(file: string): string {
  if (/.\.(csv|xlsx)$/i.test(file)) return file;
  throw badInput(`--sheet must name a file that ends in .xlsx or .csv; got "${file}".`, { file });
}

/**
 * Writes sheets to the file an option names, its kind by its ending, and says so.
 * @throws PlanningError BAD_USER_INPUT for a file that cannot be written, LIMIT_EXCEEDED
 */
export async function writeSheetFile(
  file: string,
  sheets: readonly Sheet[],
  ground: CommandGround,
): Promise<void> {
  const [fileName, format] = /\.csv$/i.test(file)
    ? ([file.slice(0, -4), 'CSV'] as const)
    : ([file.slice(0, -5), 'XLSX'] as const);
  const { content } = await writeSheets({ sheets, format, fileName });
  try {
    await writeFile(file, content);
  } catch (error) {
    throw badInput(`${file} cannot be written: ${(error as Error).message}`, { file });
  }
  ground.remark(`已写入 · wrote ${file}`);
}
