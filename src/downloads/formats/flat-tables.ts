/**
 * Writes FlatBuffers (the encoding FlatGeobuf is made of) front to back, a table before what it points to, so that what
 * is finished need not be moved. One writer is used again for every buffer.
 */
export class FlatTables {
  private bytes = new Uint8Array(1 << 16);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** A buffer with its size before it, as long as a multiple of eight bytes, so that the next one is aligned. */
  finish(root: readonly FlatField[]): Uint8Array {
    this.length = 0;
    this.reserve(8);
    this.point(4, this.table(root));
    this.align(8);
    this.view.setUint32(0, this.length - 4, true);
    // From the pool of small buffers, which costs less than memory of its own for each.
    const finished = Buffer.from(this.bytes.subarray(0, this.length));
    this.bytes.fill(0, 0, this.length);
    return finished;
  }

  /** @returns where it begins. */
  private table(fields: readonly FlatField[]): number {
    const slots = 1 + Math.max(-1, ...fields.map(({ slot }) => slot));
    this.align(2);
    const vtable = this.reserve(4 + 2 * slots);
    // Its first four bytes point back to the vtable; the widest fields come right behind them.
    this.reserve((12 - (this.length % 8)) % 8);
    const start = this.reserve(4);
    this.view.setInt32(start, start - vtable, true);
    const placed = [...fields].sort((a, b) => b.bytes - a.bytes);
    const at = placed.map((field) => {
      const position = this.reserve(field.bytes);
      this.view.setUint16(vtable + 4 + 2 * field.slot, position - start, true);
      return position;
    });
    this.view.setUint16(vtable, 4 + 2 * slots, true);
    this.view.setUint16(vtable + 2, this.length - start, true);
    placed.forEach((field, k) => this.fill(field, at[k]));
    return start;
  }

  private fill(field: FlatField, at: number): void {
    switch (field.kind) {
      case 'byte':
        return this.view.setUint8(at, field.value);
      case 'short':
        return this.view.setUint16(at, field.value, true);
      case 'int':
        return this.view.setInt32(at, field.value, true);
      case 'long':
        return this.view.setBigUint64(at, BigInt(field.value), true);
      case 'text':
        return this.point(at, this.text(field.value));
      case 'bytes':
        return this.point(at, this.byteVector(field.value));
      case 'ints':
        return this.point(at, this.intVector(field.value));
      case 'doubles':
        return this.point(at, this.doubleVector(field.value));
      case 'tables':
        return this.point(at, this.tableVector(field.value));
      case 'table':
        return this.point(at, this.table(field.value));
    }
  }

  private text(value: string): number {
    const encoded = Buffer.from(value);
    const at = this.byteVector(encoded);
    this.reserve(1);
    return at;
  }

  private byteVector(value: Uint8Array): number {
    const at = this.vector(value.length, 1);
    this.bytes.set(value, at + 4);
    return at;
  }

  private intVector(value: readonly number[]): number {
    const at = this.vector(value.length, 4);
    value.forEach((each, k) => this.view.setUint32(at + 4 + 4 * k, each, true));
    return at;
  }

  private doubleVector(value: readonly number[]): number {
    const at = this.vector(value.length, 8);
    for (let k = 0; k < value.length; k++) this.view.setFloat64(at + 4 + 8 * k, value[k], true);
    return at;
  }

  private tableVector(value: readonly (readonly FlatField[])[]): number {
    const at = this.vector(value.length, 4);
    value.forEach((fields, k) => this.point(at + 4 + 4 * k, this.table(fields)));
    return at;
  }

  /** Room for the length and the elements, which are aligned. */
  private vector(length: number, bytesEach: number): number {
    this.align(4);
    if ((this.length + 4) % bytesEach !== 0) this.reserve(4);
    const at = this.reserve(4 + length * bytesEach);
    this.view.setUint32(at, length, true);
    return at;
  }

  private point(from: number, to: number): void {
    this.view.setUint32(from, to - from, true);
  }

  private align(bytes: number): void {
    this.reserve((bytes - (this.length % bytes)) % bytes);
  }

  /** Room at the end, of zeros. */
  private reserve(bytes: number): number {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.bytes.length) {
      const wider = new Uint8Array(Math.max(this.length, 2 * this.bytes.length));
      wider.set(this.bytes.subarray(0, at));
      this.bytes = wider;
      this.view = new DataView(wider.buffer);
    }
    return at;
  }
}

/** A field of a table by its slot in the schema. */
export type FlatField = { readonly slot: number; readonly bytes: 1 | 2 | 4 | 8 } & (
  | { readonly kind: 'byte' | 'short' | 'int' | 'long'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'ints' | 'doubles'; readonly value: readonly number[] }
  | { readonly kind: 'tables'; readonly value: readonly (readonly FlatField[])[] }
  | { readonly kind: 'table'; readonly value: readonly FlatField[] }
);

/** Fields are short to write this way. */
export const flat = {
  byte: (slot: number, value: number): FlatField => ({ slot, bytes: 1, kind: 'byte', value }),
  short: (slot: number, value: number): FlatField => ({ slot, bytes: 2, kind: 'short', value }),
  int: (slot: number, value: number): FlatField => ({ slot, bytes: 4, kind: 'int', value }),
  long: (slot: number, value: number): FlatField => ({ slot, bytes: 8, kind: 'long', value }),
  text: (slot: number, value: string): FlatField => ({ slot, bytes: 4, kind: 'text', value }),
  bytes: (slot: number, value: Uint8Array): FlatField => ({ slot, bytes: 4, kind: 'bytes', value }),
  ints: (slot: number, value: readonly number[]): FlatField => ({ slot, bytes: 4, kind: 'ints', value }),
  doubles: (slot: number, value: readonly number[]): FlatField => ({
    slot,
    bytes: 4,
    kind: 'doubles',
    value,
  }),
  tables: (slot: number, value: readonly (readonly FlatField[])[]): FlatField => ({
    ...{ slot, bytes: 4, kind: 'tables', value },
  }),
  table: (slot: number, value: readonly FlatField[]): FlatField => ({ slot, bytes: 4, kind: 'table', value }),
};
