import type { DownloadNote } from './download-table.js';

/** Notes as programs read them. */
export function noteValues(notes: readonly DownloadNote[]): Record<string, string> {
  return Object.fromEntries(notes.map(({ key, value }) => [key, value]));
}
