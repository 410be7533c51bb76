import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { SqliteRecords, type SqliteValue } from '../../src/downloads/formats/sqlite-record.js';
import { PAGE_BYTES, SqliteTable } from '../../src/downloads/formats/sqlite-table.js';

/** A file whose one table SQLite declared and `SqliteTable` filled. */
async function filled(rows: readonly SqliteValue[], mostChildren?: number) {
  const { Database } = await initSqlJs();
  const empty = new Database();
  empty.run(`PRAGMA page_size = ${PAGE_BYTES}; CREATE TABLE t (id INTEGER PRIMARY KEY, v)`);
  const head = Buffer.from(empty.export());
  const root = Number(empty.exec("SELECT rootpage FROM sqlite_schema WHERE name = 't'")[0]!.values[0]![0]);
  const pages: Uint8Array[] = [];
  const write = (page: Uint8Array) => void pages.push(page);
  const records = new SqliteRecords();
  const table = new SqliteTable(head.length / PAGE_BYTES + 1, write, mostChildren);
  for (const [k, value] of rows.entries()) table.add(k + 1, records.write([null, value]));
  head.set(table.finish(), (root - 1) * PAGE_BYTES);
  head.writeUInt32BE(table.pages, 28);
  const database = new Database(Buffer.concat([head, ...pages]));
  const query = (sql: string) => database.exec(sql)[0]?.values ?? [];
  return { query, pages };
}

describe('an SQLite table written page by page', () => {
  it.each([0, 1, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 31, 32, 33, 100, 257])(
    'of %i leaves with a few children each is sound',
    async (count) => {
      // One row fills a leaf.
      const { query } = await filled(
        Array.from({ length: count }, (_, k) => `${k}`.padEnd(3900, '.')),
        3,
      );
      expect(query('PRAGMA integrity_check')).toEqual([['ok']]);
      expect(query('SELECT count(*), max(id) FROM t')).toEqual([[count, count || null]]);
      for (const id of [1, Math.ceil(count / 2), count].filter((each) => each >= 1 && each <= count))
        expect(query(`SELECT trim(v, '.') FROM t WHERE id = ${id}`)).toEqual([[`${id - 1}`]]);
    },
  );

  it('holds rows of every length around a page’s end', async () => {
    const lengths = [
      ...range(3990, 4120),
      ...range(8150, 8220),
      0,
      1,
      12,
      13,
      57,
      58,
      121,
      122,
      128,
      100_000,
    ];
    const { query } = await filled(lengths.map((length) => '文'.repeat(length / 3) + 'x'.repeat(length % 3)));
    expect(query('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(query('SELECT length(CAST(v AS BLOB)) FROM t ORDER BY id').flat()).toEqual(lengths);
  });

  it('holds rows of many values, whose head is longer than a byte tells', async () => {
    const { Database } = await initSqlJs();
    const columns = range(0, 200).map((k) => `c${k}`);
    const empty = new Database();
    empty.run(`PRAGMA page_size = ${PAGE_BYTES}; CREATE TABLE t (${columns.join(', ')})`);
    const head = Buffer.from(empty.export());
    const table = new SqliteTable(head.length / PAGE_BYTES + 1, () => {});
    const records = new SqliteRecords();
    const rows = [columns.map((_, k) => k), columns.map((_, k) => `${k}文`), columns.map(() => null)];
    rows.forEach((row, k) => table.add(k + 1, records.write(row)));
    head.set(table.finish(), PAGE_BYTES);
    const database = new Database(head);
    expect(database.exec('PRAGMA integrity_check')[0]!.values).toEqual([['ok']]);
    expect(database.exec('SELECT * FROM t')[0]!.values).toEqual(rows);
  });

  it('holds numbers as they are', async () => {
    const values = [0, 1, -1, 2, 127, 128, -128, -129, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1];
    const { query } = await filled([...values, 2 ** 53 - 1, 0.1, { real: 3 }, null, Uint8Array.of(1, 2)]);
    expect(query('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(query('SELECT v FROM t ORDER BY id').flat()).toEqual([
      ...[...values, 2 ** 53 - 1, 0.1, 3, null, Uint8Array.of(1, 2)],
    ]);
    expect(query('SELECT DISTINCT typeof(v) FROM t').flat()).toEqual(['integer', 'real', 'null', 'blob']);
  });

  it('takes rows in ascending order only', () => {
    const table = new SqliteTable(2, () => {});
    const record = new SqliteRecords().write([null]);
    table.add(5, record);
    expect(() => table.add(5, record)).toThrow('row 5 after 5');
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
