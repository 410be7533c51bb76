import type { ThreadTask } from '../compute/thread-task.js';
import type { Sheet } from './sheet.js';
import { sheetsXlsx } from './sheet-xlsx.js';

const xlsx: ThreadTask<readonly Sheet[], unknown, unknown, Uint8Array<ArrayBuffer>> = (sheets) =>
  sheetsXlsx(sheets);

export const sheetTasks = { xlsx };
