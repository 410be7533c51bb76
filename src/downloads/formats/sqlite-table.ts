import { invariant } from '../../kernel/invariant.js';
import { varint } from './sqlite-record.js';

export const PAGE_BYTES = 4096;
const LEAF_HEAD = 8;
const INNER_HEAD = 12;
const LEAF = 13;
const INNER = 5;
/** What a leaf keeps of a longer row, by SQLite's rule (fileformat2, 1.6). */
const MOST_LOCAL = PAGE_BYTES - 35;
const LEAST_LOCAL = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
const OVERFLOW_BYTES = PAGE_BYTES - 4;
/** Children of an inner page: each takes 4 bytes, a number of at most 8 and a pointer of 2. */
const MOST_CHILDREN = Math.floor((PAGE_BYTES - INNER_HEAD) / 14);

interface Child {
  readonly page: number;
  readonly lastRow: number;
}

/**
 * One table of an SQLite file, filled with rows in ascending order: its pages come one after the other as they fill, so
 * that a table of any length needs memory for a few pages only. SQLite itself would hold the whole file, as it runs in
 * WebAssembly here.
 */
export class SqliteTable {
  private cells: Buffer[] = [];
  private used = LEAF_HEAD;
  private lastRow = 0;
  private readonly levels: Child[][] = [];

  /**
   * @param nextPage number of the first page written, from 1
   * @param write takes pages in the order of their numbers
   * @param mostChildren of an inner page, 2 or more
   */
  constructor(
    private nextPage: number,
    private readonly write: (page: Uint8Array) => Promise<void>,
    private readonly mostChildren = MOST_CHILDREN,
  ) {}

  /** Pages the file has so far. */
  get pages(): number {
    return this.nextPage - 1;
  }

  /** @param row its number, greater than any before */
  async add(row: number, record: Uint8Array): Promise<void> {
    invariant(row > this.lastRow, `row ${row} after ${this.lastRow}`);
    const local = localBytes(record.length);
    const overflow = local < record.length ? await this.overflow(record.subarray(local)) : [];
    const cell = Buffer.concat([varint(record.length), varint(row), record.subarray(0, local), ...overflow]);
    if (this.used + cell.length + 2 > PAGE_BYTES) await this.endLeaf();
    this.cells.push(cell);
    this.used += cell.length + 2;
    this.lastRow = row;
  }

  /** Writes what is left but the root, whose place in the file is known beforehand. @returns the root */
  async finish(): Promise<Uint8Array> {
    if (this.levels.length === 0) return leafPage(this.cells);
    await this.endLeaf();
    for (let level = 0; ; level++) {
      const children = this.levels[level];
      const isTop = level === this.levels.length - 1;
      if (isTop && children.length <= this.mostChildren) return innerPage(children);
      // Two halves, as a page with one child only is none.
      const half = children.length > this.mostChildren ? Math.ceil(children.length / 2) : children.length;
      await this.endInner(level, children.splice(0, half));
      if (children.length > 0) await this.endInner(level, children.splice(0));
    }
  }

  private async endLeaf(): Promise<void> {
    const page = await this.append(leafPage(this.cells));
    this.cells = [];
    this.used = LEAF_HEAD;
    await this.adopt(0, { page, lastRow: this.lastRow });
  }

  private async endInner(level: number, children: readonly Child[]): Promise<void> {
    const page = await this.append(innerPage(children));
    await this.adopt(level + 1, { page, lastRow: children[children.length - 1].lastRow });
  }

  /** A page's worth is kept back, so that the last page of a level never has one child only. */
  private async adopt(level: number, child: Child): Promise<void> {
    if (this.levels.length === level) this.levels.push([]);
    const children = this.levels[level];
    children.push(child);
    if (children.length >= 2 * this.mostChildren)
      await this.endInner(level, children.splice(0, this.mostChildren));
  }

  /** Writes the rest of a row as a chain of pages. @returns the number of the first, as a cell ends with it */
  private async overflow(rest: Uint8Array): Promise<Uint8Array[]> {
    const first = Buffer.alloc(4);
    first.writeUInt32BE(this.nextPage);
    for (let at = 0; at < rest.length; at += OVERFLOW_BYTES) {
      const page = Buffer.alloc(PAGE_BYTES);
      if (at + OVERFLOW_BYTES < rest.length) page.writeUInt32BE(this.nextPage + 1);
      page.set(rest.subarray(at, at + OVERFLOW_BYTES), 4);
      await this.append(page);
    }
    return [first];
  }

  private async append(page: Uint8Array): Promise<number> {
    await this.write(page);
    return this.nextPage++;
  }
}

function localBytes(length: number): number {
  if (length <= MOST_LOCAL) return length;
  const most = LEAST_LOCAL + ((length - LEAST_LOCAL) % OVERFLOW_BYTES);
  return most <= MOST_LOCAL ? most : LEAST_LOCAL;
}

function leafPage(cells: readonly Uint8Array[]): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  fillPage(page, LEAF, LEAF_HEAD, cells);
  return page;
}

function innerPage(children: readonly Child[]): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  const cells = children.slice(0, -1).map(({ page: number, lastRow }) => {
    const left = Buffer.alloc(4);
    left.writeUInt32BE(number);
    return Buffer.concat([left, varint(lastRow)]);
  });
  fillPage(page, INNER, INNER_HEAD, cells);
  page.writeUInt32BE(children[children.length - 1].page, 8);
  return page;
}

/** Head, pointers behind it, cells from the end. */
function fillPage(page: Buffer, kind: number, head: number, cells: readonly Uint8Array[]): void {
  let at = PAGE_BYTES;
  cells.forEach((cell, k) => {
    at -= cell.length;
    page.set(cell, at);
    page.writeUInt16BE(at, head + 2 * k);
  });
  page.writeUInt8(kind, 0);
  page.writeUInt16BE(cells.length, 3);
  page.writeUInt16BE(at, 5);
}
