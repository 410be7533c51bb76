import { importError } from '../import-issue.js';
import { detectBytesEncoding, encodingNamed, textDecoding } from './text-encoding.js';

interface DbfField {
  readonly name: Uint8Array;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** A dBASE table in memory: the attributes of a Shapefile. */
export interface DbfTable {
  readonly recordCount: number;
  readonly encoding: string;
  /** The values of a record, or null where it is marked as deleted. Numbers as numbers, dates as YYYY-MM-DD text. */
  record(index: number): Record<string, unknown> | null;
}

/** Language driver bytes that name a Chinese code page; others (ANSI, Latin, none) say nothing reliable. */
const LANGUAGE_DRIVERS: Readonly<Record<number, string>> = {
  0x4d: 'gb18030',
  0x7a: 'gb18030',
  0x4f: 'big5',
  0x78: 'big5',
};

/**
 * Opens a .dbf. Its encoding is the given one, else what the .cpg says, else the language driver byte, else UTF-8 when
 * all text fits, else GB18030.
 * @throws PlanningError TRUNCATED_FILE, MALFORMED_FILE or WRONG_ENCODING
 */
export function openDbf(bytes: Uint8Array, cpg: string | null, given: string | null): DbfTable {
  if (bytes.length < 33) throw importError('TRUNCATED_FILE', { detail: '.dbf' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const announced = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  if (headerLength < 33 || recordLength < 1)
    throw importError('MALFORMED_FILE', { format: 'dBASE', detail: '.dbf' });
  if (headerLength + announced * recordLength > bytes.length) {
    throw importError('TRUNCATED_FILE', {
      detail: `.dbf ${bytes.length} < ${headerLength + announced * recordLength} 字节 / bytes`,
    });
  }
  const fields = readFields(bytes, headerLength);
  const start = (index: number): number => headerLength + index * recordLength;

  function* textPieces(): Generator<Uint8Array> {
    for (const field of fields) yield field.name;
    for (let index = 0; index < announced; index++) {
      for (const field of fields) {
        if (field.type === 'C') yield trimmed(bytes, start(index) + field.offset, field.length);
      }
    }
  }

  const hinted = (cpg === null ? null : encodingNamed(cpg)) ?? LANGUAGE_DRIVERS[bytes[29]] ?? null;
  const encoding = given ?? hinted ?? detectBytesEncoding(textPieces());
  // `finish` leaves a decoder as new, so one serves every value.
  const decoding = textDecoding(encoding);
  const decode = (piece: Uint8Array): string => decoding.decode(piece) + decoding.finish();
  const names = fields.map((field) => decode(field.name).trim());
  return {
    recordCount: announced,
    encoding: decoding.encoding,
    record(index) {
      if (bytes[start(index)] === DELETED) return null;
      const values: Record<string, unknown> = {};
      fields.forEach((field, column) => {
        const text = decode(trimmed(bytes, start(index) + field.offset, field.length)).trim();
        values[names[column]] = valueOf(text, field.type);
      });
      return values;
    },
  };
}

const DELETED = 0x2a;
const FIELD_END = 0x0d;

function readFields(bytes: Uint8Array, headerLength: number): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== FIELD_END; at += 32) {
    let nameLength = 0;
    while (nameLength < 11 && bytes[at + nameLength] !== 0) nameLength++;
    const length = bytes[at + 16];
    fields.push({
      name: bytes.subarray(at, at + nameLength),
      type: String.fromCharCode(bytes[at + 11]),
      offset,
      length,
    });
    offset += length;
  }
  return fields;
}

/** A value's bytes without the blanks and zeros that fill its column. */
function trimmed(bytes: Uint8Array, start: number, length: number): Uint8Array {
  let end = start + length;
  while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  const zero = bytes.subarray(start, end).indexOf(0);
  return bytes.subarray(start, zero < 0 ? end : start + zero);
}

function valueOf(text: string, type: string): unknown {
  if (text === '') return null;
  switch (type) {
    case 'N':
    case 'F':
      // Asterisks stand for a number too wide for its column; twelve-digit codes are well inside exact integers.
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'L':
      return /^[ty]$/i.test(text) ? true : /^[fn]$/i.test(text) ? false : null;
    case 'D':
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
    default:
      return text;
  }
}
