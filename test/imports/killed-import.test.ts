import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { addressOf, bundleProgram, runToDeath, temporaryDirectory } from '../support/program-to-death.js';
import { templateImage } from '../support/template-database.js';
import { countOf, revisionOf } from './import-support.js';

const TOUCHED = [
  'facility',
  'facility_status',
  'import_run',
  'audit_entry',
  "data_source WHERE key = 'killed'",
];

async function expectNothing(database: Database): Promise<void> {
  for (const table of TOUCHED) expect([table, await countOf(database, table)]).toEqual([table, 0]);
  expect(await revisionOf(database, 'facilities')).toBe(0);
}

let program: string;
beforeAll(async () => {
  program = await bundleProgram(new URL('./killed-import.ts', import.meta.url));
});

describe.skipIf(process.env.DATABASE_URL !== undefined)('kill -9 in the middle, embedded database', () => {
  const { directory, remove } = temporaryDirectory();
  afterAll(remove);

  const open = (image?: string): Promise<Database> =>
    openDatabase({ url: null, directory, image, entities: [], statementTimeoutMillis: 60_000 });

  it('leaves nothing half-imported, and the import then works', { timeout: 360_000 }, async () => {
    await (await open(templateImage())).close();
    for (const point of ['reading', 'end store']) {
      expect(await runToDeath(program, directory, point)).toBe('SIGKILL');
      const reopened = await open();
      await expectNothing(reopened);
      await reopened.close();
    }
    expect(await runToDeath(program, directory, 'never')).toBeNull();
    const whole = await open();
    expect(await countOf(whole, 'facility')).toBe(5000);
    await whole.close();
  });
});

describe.skipIf(process.env.DATABASE_URL === undefined)('kill -9 in the middle, database server', () => {
  it('leaves nothing half-imported, and the import then works', { timeout: 360_000 }, async () => {
    const database = await openTestDatabase();
    const address = await addressOf(database);
    for (const point of ['reading', 'begin store', 'end store']) {
      expect(await runToDeath(program, address, point)).toBe('SIGKILL');
      await expectNothing(database);
    }
    expect(await runToDeath(program, address, 'never')).toBeNull();
    expect(await countOf(database, 'facility')).toBe(5000);
    await database.close();
  });
});
