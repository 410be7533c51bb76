/** A value SQLite stores; `real` marks a number of a column of floating-point numbers. */
export type SqliteValue = null | number | string | Uint8Array | { readonly real: number };

/** Bytes a varint of a length or a row number takes at most. */
const VARINT_BYTES = 8;

/** Writes rows in SQLite's record format (sqlite.org/fileformat2.html, 2.1). One writer is used again for every row. */
export class SqliteRecords {
  private bytes = Buffer.allocUnsafe(1 << 12);
  private view = viewOf(this.bytes);
  /** What the record's head says of each value: its type and, of texts and blobs, its length. */
  private readonly serials: number[] = [];

  /** @returns the record, which stands until the next one is written. */
  write(values: readonly SqliteValue[]): Uint8Array {
    const bodies = VARINT_BYTES * (values.length + 1);
    let end = bodies;
    let types = 0;
    for (let k = 0; k < values.length; k++) {
      const value = values[k];
      // A character takes three bytes at most.
      const most =
        typeof value === 'string' ? 3 * value.length : value instanceof Uint8Array ? value.length : 8;
      this.demandRoom(end + most);
      const serial = this.body(value, end);
      end += bytesOf(serial);
      this.serials[k] = serial;
      types += varintBytes(serial);
    }
    // The head's length counts itself.
    const head = types + (types + 1 > 127 ? varintBytes(types + 2) : 1);
    let at = writeVarint(this.bytes, head, bodies - head);
    for (let k = 0; k < values.length; k++) at = writeVarint(this.bytes, this.serials[k], at);
    return this.bytes.subarray(bodies - head, end);
  }

  /** Writes a value without its type. @returns the type */
  private body(value: SqliteValue, at: number): number {
    if (value === null) return 0;
    if (typeof value === 'string') return 13 + 2 * this.bytes.write(value, at);
    if (value instanceof Uint8Array) {
      this.bytes.set(value, at);
      return 12 + 2 * value.length;
    }
    if (typeof value === 'number' && Number.isSafeInteger(value)) return this.whole(value, at);
    this.view.setFloat64(at, typeof value === 'number' ? value : value.real);
    return 7;
  }

  private whole(value: number, at: number): number {
    if (value === 0 || value === 1) return 8 + value;
    if (value >= -128 && value < 128) {
      this.view.setInt8(at, value);
      return 1;
    }
    if (value >= -(2 ** 31) && value < 2 ** 31) {
      this.view.setInt32(at, value);
      return 4;
    }
    this.view.setBigInt64(at, BigInt(value));
    return 6;
  }

  private demandRoom(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(bytes, 2 * this.bytes.length));
    this.bytes.copy(wider);
    this.bytes = wider;
    this.view = viewOf(wider);
  }
}

/** Seven bits a byte, the highest first; whole numbers from 0 below 2^53. @returns where it ends */
export function writeVarint(bytes: Uint8Array, value: number, at: number): number {
  const end = at + varintBytes(value);
  let rest = value;
  for (let k = end - 1; k >= at; k--) {
    bytes[k] = (k === end - 1 ? 0 : 128) + (rest % 128);
    rest = Math.floor(rest / 128);
  }
  return end;
}

/** How many bytes it takes. */
export function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** Of whole numbers by their type. */
const WHOLE_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function bytesOf(serial: number): number {
  return serial >= 12 ? (serial - (serial % 2 === 0 ? 12 : 13)) / 2 : WHOLE_BYTES[serial];
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
