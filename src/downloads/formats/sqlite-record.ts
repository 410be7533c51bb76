/** A value SQLite stores; `real` marks a number of a column of floating-point numbers. */
export type SqliteValue = null | number | string | Uint8Array | { readonly real: number };

interface Part {
  /** What the record's head says of the value: its type and, of texts and blobs, its length. */
  readonly serial: number;
  readonly body: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A row in SQLite's record format (sqlite.org/fileformat2.html, 2.1). */
export function sqliteRecord(values: readonly SqliteValue[]): Buffer {
  const parts = values.map(partOf);
  const types = Buffer.concat(parts.map(({ serial }) => varint(serial)));
  let head = types.length + 1;
  // The head's length counts itself.
  if (head > 127) head = types.length + varint(types.length + 2).length;
  return Buffer.concat([varint(head), types, ...parts.map(({ body }) => body)]);
}

/** Seven bits a byte, the highest first; whole numbers from 0 below 2^53. */
export function varint(value: number): Buffer {
  const groups = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    groups.unshift(128 + (rest % 128));
  return Buffer.from(groups);
}

function partOf(value: SqliteValue): Part {
  if (value === null) return { serial: 0, body: NOTHING };
  if (typeof value === 'string') {
    const body = Buffer.from(value);
    return { serial: 13 + 2 * body.length, body };
  }
  if (value instanceof Uint8Array) return { serial: 12 + 2 * value.length, body: value };
  if (typeof value === 'object' || !Number.isSafeInteger(value)) return realPart(Number(realOf(value)));
  return wholePart(value);
}

function realOf(value: number | { readonly real: number }): number {
  return typeof value === 'object' ? value.real : value;
}

function realPart(value: number): Part {
  const body = Buffer.alloc(8);
  body.writeDoubleBE(value);
  return { serial: 7, body };
}

function wholePart(value: number): Part {
  if (value === 0 || value === 1) return { serial: 8 + value, body: NOTHING };
  if (value >= -128 && value < 128) {
    const body = Buffer.alloc(1);
    body.writeInt8(value);
    return { serial: 1, body };
  }
  if (value >= -(2 ** 31) && value < 2 ** 31) {
    const body = Buffer.alloc(4);
    body.writeInt32BE(value);
    return { serial: 4, body };
  }
  const body = Buffer.alloc(8);
  body.writeBigInt64BE(BigInt(value));
  return { serial: 6, body };
}
