import type { DownloadNote } from './download-table.js';

export function noted(key: string, zh: string, en: string, value: string): DownloadNote {
  return { key, zh, en, value };
}

/** Whom the sources of figures want named: of all there are, as figures rest on most of them. */
export type Credits = () => Promise<readonly string[]>;

/** Whom the sources want named; nothing where nobody does. */
export function licenceNote(attributions: readonly string[]): DownloadNote[] {
  if (attributions.length === 0) return [];
  return [noted('licence', '署名与许可', 'Credit and licence', attributions.join(' · '))];
}

/** Notes as programs read them. */
export function noteValues(notes: readonly DownloadNote[]): Record<string, string> {
  return Object.fromEntries(notes.map(({ key, value }) => [key, value]));
}
