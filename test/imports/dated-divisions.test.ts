import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { importer, records } from './import-support.js';

let database: Database;
let run: ReturnType<typeof importer>;

beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
});
afterAll(() => database.close());

const CODE = '321302000000';
const stored = () =>
  database.manager.query(
    'SELECT code, valid_from::text AS from, valid_to::text AS until FROM administrative_division ORDER BY code',
  );

it('reads the days a division is in force under their Chinese headers', async () => {
  const report = await run(
    'divisions',
    records({ 代码: CODE, 名称: '宿城区', 生效日期: '2004年3月1日', 失效日期: '' }),
  );
  expect(report).toMatchObject({ inserted: 1, rejected: 0 });
  expect(await stored()).toEqual([{ code: CODE, from: '2004-03-01', until: null }]);
});

it('keeps the day a file does not bring, and takes the one it brings', async () => {
  expect(await run('divisions', records({ code: CODE, validTo: '2030-01-01' }))).toMatchObject({
    updated: 1,
  });
  expect(await stored()).toEqual([{ code: CODE, from: '2004-03-01', until: '2030-01-01' }]);
});

it('rejects a division that ends before it begins, also against the stored day', async () => {
  const report = await run('divisions', records({ code: CODE, validTo: '2004-03-01' }));
  expect(report).toMatchObject({ updated: 0, rejected: 1 });
  expect(report.issues).toContainEqual(
    expect.objectContaining({ code: 'BAD_VALUE', field: 'validTo', value: '2004-03-01' }),
  );
  expect(await stored()).toEqual([{ code: CODE, from: '2004-03-01', until: '2030-01-01' }]);
});
