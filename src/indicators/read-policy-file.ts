import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { PolicyColumn, PolicyFile } from './policy-files.js';

/** Where the shipped rows lie, from the sources and from the built program alike. */
export const SHIPPED_POLICY = new URL('../../geodata/policy/', import.meta.url);

/** A value of one of the SQL types; an empty cell is null, or an empty list. */
export type PolicyValue = string | number | boolean | readonly (string | number)[] | null;

/** A shipped file as read. */
export interface PolicyRows {
  readonly file: PolicyFile;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
  /** By column of the table. */
  readonly rows: readonly Readonly<Record<string, PolicyValue>>[];
}

/**
 * Reads one shipped file.
 * @throws Error for a header or a row that does not fit: that is a fault of the file, which comes with the program.
 */
export async function readPolicyFile(file: PolicyFile, folder: URL = SHIPPED_POLICY): Promise<PolicyRows> {
  const bytes = await readFile(new URL(file.file, folder));
  const [header, ...records] = parse(bytes, { bom: true, skip_empty_lines: true }) as string[][];
  const expected = file.columns.map((column) => column.header);
  if (header.join() !== expected.join()) {
    throw new Error(`${file.file}: expected the columns ${expected.join(', ')}; got ${header.join(', ')}`);
  }
  const rows = records.map((record) =>
    Object.fromEntries(file.columns.map((column, at) => [column.column, valueOf(record[at], column, file)])),
  );
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), rows };
}

function valueOf(text: string, { header, type }: PolicyColumn, { file }: PolicyFile): PolicyValue {
  if (type === 'text[]') return text === '' ? [] : text.split(';');
  if (type === 'int[]') return text === '' ? [] : text.split(';').map((part) => wholeNumber(part));
  if (text === '') return null;
  if (type === 'int') return wholeNumber(text);
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw wrong('true or false', text);
    return text === 'true';
  }
  // Numbers and dates go to the database as they are written, so that no digit is lost.
  return text;

  function wholeNumber(part: string): number {
    if (!/^\d{1,9}$/.test(part)) throw wrong('a whole number', part);
    return Number(part);
  }

  function wrong(expectedText: string, got: string): Error {
    return new Error(`${file}, column ${header}: expected ${expectedText}; got "${got}"`);
  }
}
