import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/jobs/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { admin, type JobProcess, openProcess, planner, until } from './jobs-support.js';

let database: Database;
let processes: JobProcess[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

afterEach(async () => {
  for (const { room } of processes) await room.close();
  processes = [];
  await database.manager.query('DELETE FROM job');
  await database.manager.query('DELETE FROM carecircle_queue.job');
});

/** Another process on the same database. */
function open(isAlone = false): JobProcess {
  const process = openProcess(database, isAlone);
  processes.push(process);
  return process;
}

const until2 = (process: JobProcess, { id }: Job, holds: (job: Job) => boolean) =>
  until(async () => (await process.room.jobs.find(id, admin))!, holds);
const isRunning = ({ state }: Job) => state === 'RUNNING';

/** As if the job's worker had stopped a minute ago, without a word. */
const silence = ({ id }: Job) =>
  database.manager.query(
    `UPDATE job SET beat_at = now() - interval '1 minute', claim = gen_random_uuid() WHERE id = $1`,
    [id],
  );

describe('a job under way', () => {
  test('is put back by a program that stops in order, at no cost, and taken up by the next', async () => {
    const first = open();
    first.begin();
    const job = await first.room.jobs.start('TEST', { does: 'WAIT' }, planner);
    await until2(first, job, isRunning);
    await first.room.close();
    expect(first.runs[0].signal.aborted).toBe(true);
    const second = open();
    expect(await second.room.jobs.find(job.id, planner)).toMatchObject({ state: 'QUEUED', attempts: 0 });
    second.begin();
    expect(await until2(second, job, isRunning)).toMatchObject({ attempts: 1 });
    expect(second.runs).toHaveLength(1);
  });

  test('is taken up when its worker fell silent, and the silent one changes nothing any more', async () => {
    const first = open();
    first.begin();
    const job = await first.room.jobs.start('TEST', { does: 'WAIT' }, planner);
    await until2(first, job, isRunning);
    await silence(job);
    const second = open();
    second.begin();
    await until(
      () => second.runs.length,
      (count) => count === 1,
    );
    expect(second.runs[0].viewer).toEqual(planner);
    // Its next sign of life tells it.
    await until(
      () => first.runs[0].signal.aborted,
      (isAborted) => isAborted,
    );
    expect(await second.room.jobs.find(job.id, planner)).toMatchObject({ state: 'RUNNING', attempts: 2 });
  });

  test('is taken up at once by the only process that can work', async () => {
    if (!database.embedded) return;
    const first = open();
    first.begin();
    const job = await first.room.jobs.start('TEST', { does: 'WAIT' }, planner);
    await until2(first, job, isRunning);
    const second = open(true);
    second.begin();
    expect(await until2(second, job, ({ attempts }) => attempts === 2)).toMatchObject({ state: 'RUNNING' });
  });

  test('is given up when three processes ended over it', async () => {
    const job = await open().room.jobs.start('TEST', { does: 'WAIT' }, planner);
    for (let attempt = 1; attempt <= 3; attempt++) {
      const process = open();
      process.begin();
      expect(
        await until2(process, job, ({ attempts, state }) => attempts === attempt && state === 'RUNNING'),
      );
      await silence(job);
      await until(
        () => process.runs[0].signal.aborted,
        (isAborted) => isAborted,
      );
      await process.room.close();
    }
    const last = open();
    last.begin();
    expect(await until2(last, job, ({ finishedAt }) => finishedAt !== null)).toMatchObject({
      state: 'FAILED',
      attempts: 3,
      error: { code: 'UNAVAILABLE' },
    });
    expect(last.runs).toHaveLength(0);
  });

  test('is cancelled from another process with the next sign of life', async () => {
    const worker = open();
    worker.begin();
    const other = open();
    const job = await other.room.jobs.start('TEST', { does: 'WAIT' }, planner);
    await until2(other, job, isRunning);
    const asked = performance.now();
    expect(await other.room.jobs.cancel(job.id, planner)).toMatchObject({ state: 'CANCELLED' });
    await until(
      () => worker.runs[0].signal.aborted,
      (isAborted) => isAborted,
    );
    expect(performance.now() - asked).toBeLessThan(2000);
  });
});

describe('several processes', () => {
  test('share what waits, each job going to one', async () => {
    const [asking, ...working] = [open(), open(), open()];
    const jobs: Job[] = [];
    for (let i = 0; i < 12; i++)
      jobs.push(await asking.room.jobs.start('TEST', { does: 'ADD', numbers: [i] }, planner));
    for (const process of working) process.begin(2);
    for (const job of jobs) await until2(asking, job, ({ state }) => state === 'DONE');
    expect(working[0].runs.length + working[1].runs.length).toBe(12);
    expect(asking.runs).toHaveLength(0);
  });

  test('that is told to leave work to others takes none', async () => {
    const idle = open();
    idle.begin(0);
    const job = await idle.room.jobs.start('TEST', { does: 'ADD' }, planner);
    const working = open();
    working.begin();
    await until2(idle, job, ({ state }) => state === 'DONE');
    expect(idle.runs).toHaveLength(0);
  });
});
