import { IMPORT_STAGES } from '../../src/imports/import-stages.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exitCodeOf, runImport } from '../../src/imports/run-import.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { admin, fileOf } from './import-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const csv = 'bh,标题,kind,x,y\n1,站,助餐点,118.29,33.95\n2,站,未知,118.29,33.95\n';
const request = () => ({ manager: database.manager, file: fileOf('a.csv', csv), actor: admin });

it('takes renames and constants as typed and tells stages of progress', async () => {
  const stages: string[] = [];
  const progress = { begin: (stage: string) => void stages.push(stage), advance() {} };
  const report = await runImport({
    ...request(),
    dataset: 'facilities',
    map: ['id=bh', 'name = 标题'],
    set: ['operator=街道=办'],
    progress,
  });
  expect(report).toMatchObject({ source: 'local', inserted: 1, rejected: 1 });
  expect(exitCodeOf(report)).toBe(1);
  expect(stages).toEqual([IMPORT_STAGES.read, IMPORT_STAGES.check, IMPORT_STAGES.store]);
  const [row] = await database.manager.query('SELECT name, operator FROM facility');
  expect(row).toEqual({ name: '站', operator: '街道=办' });
});

it('refuses unknown datasets, malformed renames and missing files', async () => {
  await expect(runImport({ ...request(), dataset: 'people' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await expect(
    (async () => runImport({ ...request(), dataset: 'facilities', map: ['name'] }))(),
  ).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await expect(
    runImport({ ...request(), dataset: 'facilities', file: '/nowhere/x.csv' }),
  ).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
