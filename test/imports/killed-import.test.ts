import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { templateImage } from '../support/template-database.js';
import { countOf, revisionOf } from './import-support.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'node_modules/.cache/carecircle/killed-import', 'killed-import.mjs');

/** Runs the import as a process and returns the signal that ended it, null when it came to its end. */
function runToDeath(where: string, diesAt: string): Promise<string | null> {
  const child = spawn(process.execPath, [program, where, diesAt], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0 || signal !== null) resolve(signal);
      else reject(new Error(`exit code ${code}`));
    });
  });
}

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

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('./killed-import.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
  });
  const workers = path.join(root, 'src/platform/database');
  for (const name of readdirSync(workers).filter((name) => name.endsWith('.mjs')))
    copyFileSync(path.join(workers, name), path.join(path.dirname(program), name));
});

describe.skipIf(process.env.DATABASE_URL !== undefined)('kill -9 in the middle, embedded database', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-killed-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const open = (image?: string): Promise<Database> =>
    openDatabase({ url: null, directory, image, entities: [], statementTimeoutMillis: 60_000 });

  it('leaves nothing half-imported, and the import then works', { timeout: 360_000 }, async () => {
    await (await open(templateImage())).close();
    for (const point of ['reading', 'end store']) {
      expect(await runToDeath(directory, point)).toBe('SIGKILL');
      const reopened = await open();
      await expectNothing(reopened);
      await reopened.close();
    }
    expect(await runToDeath(directory, 'never')).toBeNull();
    const whole = await open();
    expect(await countOf(whole, 'facility')).toBe(5000);
    await whole.close();
  });
});

describe.skipIf(process.env.DATABASE_URL === undefined)('kill -9 in the middle, database server', () => {
  it('leaves nothing half-imported, and the import then works', { timeout: 360_000 }, async () => {
    const database = await openTestDatabase();
    const { database: name } = database.dataSource.options as { database?: string };
    const address = new URL(process.env.DATABASE_URL!);
    const [{ current }] = await database.manager.query('SELECT current_database() AS current');
    address.pathname = `/${name ?? current}`;
    for (const point of ['reading', 'begin store', 'end store']) {
      expect(await runToDeath(address.href, point)).toBe('SIGKILL');
      await expectNothing(database);
    }
    expect(await runToDeath(address.href, 'never')).toBeNull();
    expect(await countOf(database, 'facility')).toBe(5000);
    await database.close();
  });
});
