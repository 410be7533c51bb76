import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { addressOf, bundleProgram, runToDeath, temporaryDirectory } from '../support/program-to-death.js';
import { templateImage } from '../support/template-database.js';
import { admin, openProcess, until } from './jobs-support.js';

let program: string;
beforeAll(async () => {
  program = await bundleProgram(new URL('./killed-job.ts', import.meta.url));
});

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
    const { directory, remove } = temporaryDirectory();
    const options = { url: null, directory, entities: [], statementTimeoutMillis: 60_000 };
    await (await openDatabase({ ...options, image: templateImage() })).close();
    expect(await runToDeath(program, directory)).toBe('SIGKILL');
    const database = await openDatabase(options);
    await expectTakenUp(database, true);
    await database.close();
    remove();
  },
);

it.skipIf(process.env.DATABASE_URL === undefined)(
  'a job under way at kill -9 is taken up by another process once its worker is silent (database server)',
  async () => {
    const database = await openTestDatabase();
    expect(await runToDeath(program, await addressOf(database))).toBe('SIGKILL');
    await database.manager.query(`UPDATE job SET beat_at = beat_at - interval '15 s'`);
    await expectTakenUp(database, false);
    await database.close();
  },
);
