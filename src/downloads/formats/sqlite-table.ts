import { invariant } from '../../kernel/invariant.js';
import { varintBytes, writeVarint } from './sqlite-record.js';

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
  /** The leaf that is filled: pointers behind its head, cells from its end. */
  private leaf = Buffer.alloc(PAGE_BYTES);
  private cells = 0;
  private cellsFrom = PAGE_BYTES;
  private lastRow = 0;
  private readonly levels: Child[][] = [];

  /**
   * @param nextPage number of the first page written, from 1
   * @param write takes pages in the order of their numbers, and keeps them until it has written them
   * @param mostChildren of an inner page, 2 or more
   */
  constructor(
    private nextPage: number,
    private readonly write: (page: Uint8Array) => void,
    private readonly mostChildren = MOST_CHILDREN,
  ) {}

  /** Pages the file has so far. */
  get pages(): number {
    return this.nextPage - 1;
  }

  /** @param row its number, greater than any before */
  add(row: number, record: Uint8Array): void {
    invariant(row > this.lastRow, `row ${row} after ${this.lastRow}`);
    const local = localBytes(record.length);
    const isWhole = local === record.length;
    const length = varintBytes(record.length) + varintBytes(row) + local + (isWhole ? 0 : 4);
    if (LEAF_HEAD + 2 * (this.cells + 1) > this.cellsFrom - length) this.endLeaf();
    this.cellsFrom -= length;
    this.leaf.writeUInt16BE(this.cellsFrom, LEAF_HEAD + 2 * this.cells++);
    let at = writeVarint(this.leaf, record.length, this.cellsFrom);
    at = writeVarint(this.leaf, row, at);
    this.leaf.set(record.subarray(0, local), at);
    if (!isWhole) this.leaf.writeUInt32BE(this.overflow(record.subarray(local)), at + local);
    this.lastRow = row;
  }

  /** Writes what is left but the root, whose place in the file is known beforehand. @returns the root */
  finish(): Uint8Array {
    if (this.levels.length === 0) return this.finishedLeaf();
    this.endLeaf();
    for (let level = 0; ; level++) {
      const children = this.levels[level];
      const isTop = level === this.levels.length - 1;
      if (isTop && children.length <= this.mostChildren) return innerPage(children);
      // Two halves, as a page with one child only is none.
      const half = children.length > this.mostChildren ? Math.ceil(children.length / 2) : children.length;
      this.endInner(level, children.splice(0, half));
      if (children.length > 0) this.endInner(level, children.splice(0));
    }
  }

  private endLeaf(): void {
    const page = this.append(this.finishedLeaf());
    this.leaf = Buffer.alloc(PAGE_BYTES);
    this.cells = 0;
    this.cellsFrom = PAGE_BYTES;
    this.adopt(0, { page, lastRow: this.lastRow });
  }

  private finishedLeaf(): Uint8Array {
    writeHead(this.leaf, LEAF, this.cells, this.cellsFrom);
    return this.leaf;
  }

  private endInner(level: number, children: readonly Child[]): void {
    const page = this.append(innerPage(children));
    this.adopt(level + 1, { page, lastRow: children[children.length - 1].lastRow });
  }

  /** A page's worth is kept back, so that the last page of a level never has one child only. */
  private adopt(level: number, child: Child): void {
    if (this.levels.length === level) this.levels.push([]);
    const children = this.levels[level];
    children.push(child);
    if (children.length >= 2 * this.mostChildren) this.endInner(level, children.splice(0, this.mostChildren));
  }

  /** Writes the rest of a row as a chain of pages. @returns the number of the first, as a cell ends with it */
  private overflow(rest: Uint8Array): number {
    const first = this.nextPage;
    for (let at = 0; at < rest.length; at += OVERFLOW_BYTES) {
      const page = Buffer.alloc(PAGE_BYTES);
      if (at + OVERFLOW_BYTES < rest.length) page.writeUInt32BE(this.nextPage + 1);
      page.set(rest.subarray(at, at + OVERFLOW_BYTES), 4);
      this.append(page);
    }
    return first;
  }

  private append(page: Uint8Array): number {
    this.write(page);
    return this.nextPage++;
  }
}

function localBytes(length: number): number {
  if (length <= MOST_LOCAL) return length;
  const most = LEAST_LOCAL + ((length - LEAST_LOCAL) % OVERFLOW_BYTES);
  return most <= MOST_LOCAL ? most : LEAST_LOCAL;
}

function innerPage(children: readonly Child[]): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  let from = PAGE_BYTES;
  children.slice(0, -1).forEach(({ page: number, lastRow }, k) => {
    from -= 4 + varintBytes(lastRow);
    page.writeUInt32BE(number, from);
    writeVarint(page, lastRow, from + 4);
    page.writeUInt16BE(from, INNER_HEAD + 2 * k);
  });
  writeHead(page, INNER, children.length - 1, from);
  page.writeUInt32BE(children[children.length - 1].page, 8);
  return page;
}

/** @param cellsFrom where the cells begin */
function writeHead(page: Buffer, kind: number, cells: number, cellsFrom: number): void {
  page.writeUInt8(kind, 0);
  page.writeUInt16BE(cells, 3);
  page.writeUInt16BE(cellsFrom, 5);
}
