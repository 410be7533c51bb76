import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { templateImage } from '../support/template-database.js';
import { admin, openProcess, until } from './jobs-support.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'node_modules/.cache/carecircle/killed-job', 'killed-job.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('./killed-job.ts', import.meta.url))],
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

function runToDeath(where: string): Promise<string | null> {
  const child = spawn(process.execPath, [program, where], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_code, signal) => resolve(signal));
  });
}

/** A new process takes the job up, with the question and for whoever asked it. */
async function expectTakenUp(database: Database, isAlone: boolean): Promise<void> {
  const [{ id }] = await database.manager.query('SELECT id::text AS id FROM job');
  const next = openProcess(database, isAlone);
  expect(await next.room.jobs.find(id, admin)).toMatchObject({ state: 'RUNNING', attempts: 1 });
  next.begin();
  await until(
    () => next.room.jobs.find(id, admin),
    (job) => job!.state === 'RUNNING' && job!.attempts === 2,
  );
  expect(next.runs).toMatchObject([{ order: { does: 'WAIT' }, viewer: { actor: 'key:planner' } }]);
  expect(await next.room.jobs.cancel(id, admin)).toMatchObject({ state: 'CANCELLED' });
  await next.room.close();
}

it.skipIf(process.env.DATABASE_URL !== undefined)(
  'a job under way at kill -9 is taken up at the next start (embedded database)',
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-killed-'));
    const options = { url: null, directory, entities: [], statementTimeoutMillis: 60_000 };
    await (await openDatabase({ ...options, image: templateImage() })).close();
    expect(await runToDeath(directory)).toBe('SIGKILL');
    const database = await openDatabase(options);
    await expectTakenUp(database, true);
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  },
);

it.skipIf(process.env.DATABASE_URL === undefined)(
  'a job under way at kill -9 is taken up by another process once its worker is silent (database server)',
  async () => {
    const database = await openTestDatabase();
    const address = new URL(process.env.DATABASE_URL!);
    const [{ name }] = await database.manager.query('SELECT current_database() AS name');
    address.pathname = `/${name}`;
    expect(await runToDeath(address.href)).toBe('SIGKILL');
    await database.manager.query(`UPDATE job SET beat_at = beat_at - interval '15 s'`);
    await expectTakenUp(database, false);
    await database.close();
  },
);
