import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/jobs/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import {
  admin,
  type JobProcess,
  openProcess,
  type Order,
  otherPlanner,
  planner,
  until,
} from './jobs-support.js';

let database: Database;
let process: JobProcess;

beforeAll(async () => {
  database = await openTestDatabase();
  process = openProcess(database);
  process.begin();
});

afterAll(async () => {
  await process.room.close();
  await database.close();
});

const start = (order: Order, viewer = planner) => process.room.jobs.start('TEST', order, viewer);
const find = async ({ id }: Job, viewer = planner) => (await process.room.jobs.find(id, viewer))!;
const ended = (job: Job) =>
  until(
    () => find(job, admin),
    ({ finishedAt }) => finishedAt !== null,
  );
const running = (job: Job) =>
  until(
    () => find(job, admin),
    ({ state, progress }) => state === 'RUNNING' && progress !== null,
  );
const queued = async () => {
  const [{ count }] = await database.manager.query('SELECT count(*)::int AS count FROM carecircle_queue.job');
  return count as number;
};

describe('a job', () => {
  test('waits, runs and keeps its result', async () => {
    const job = await start({ does: 'ADD', numbers: [1, 2, 39] });
    expect(job).toMatchObject({ kind: 'TEST', state: 'QUEUED', actor: 'key:planner', attempts: 0 });
    expect(await process.room.jobs.result(job)).toBeNull();
    const done = await ended(job);
    expect(done).toMatchObject({ state: 'DONE', attempts: 1, error: null });
    expect(await process.room.jobs.result(done)).toEqual({ sum: 42 });
    expect(process.runs.at(-1)).toMatchObject({
      order: { does: 'ADD', numbers: [1, 2, 39] },
      viewer: planner,
    });
    expect(await queued()).toBe(0);
  });

  test('fails with the code its work threw', async () => {
    const failed = await ended(await start({ does: 'REFUSE' }));
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1 });
    expect(failed.error).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no such place.',
      errorId: null,
    });
  });

  test('fails masked where the program itself is at fault; the log has the reason', async () => {
    const { error } = await ended(await start({ does: 'BREAK' }));
    expect(error!.code).toBe('INTERNAL_SERVER_ERROR');
    expect(error!.message).not.toContain('secret');
    expect(process.logged).toContainEqual(
      expect.objectContaining({ errorId: error!.errorId, err: expect.any(TypeError) }),
    );
  });

  test('is begun again where its thread broke off, three times at most', async () => {
    const before = process.runs.length;
    const failed = await ended(await start({ does: 'DROP' }));
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 3, error: { code: 'UNAVAILABLE' } });
    expect(process.runs.length - before).toBe(3);
    expect(await queued()).toBe(0);
  });

  test('shows how far it is', async () => {
    const job = await start({ does: 'WAIT' });
    const { progress } = await running(job);
    expect(progress).toMatchObject({ incumbent: 3, bound: 5, gap: 2 / 3, seconds: 0.1 });
    await process.room.jobs.cancel(job.id, planner);
  });
});

describe('cancelling', () => {
  test.each(['WAIT', 'IGNORE'] as const)('ends a run of this process at once (%s)', async (does) => {
    const job = await start({ does });
    await until(
      () => find(job),
      ({ state }) => state === 'RUNNING',
    );
    const { signal } = process.runs.at(-1)!;
    const cancelled = process.room.jobs.cancel(job.id, planner);
    expect(signal.aborted).toBe(true);
    expect(await cancelled).toMatchObject({ state: 'CANCELLED' });
    // Its worker is free for the next one.
    expect(await ended(await start({ does: 'ADD' }))).toMatchObject({ state: 'DONE' });
    expect(await find(job)).toMatchObject({ state: 'CANCELLED', error: null });
    expect(await queued()).toBe(0);
  });

  test('takes one that waits out of the queue', async () => {
    const first = await start({ does: 'WAIT' });
    await running(first);
    const second = await start({ does: 'ADD' });
    const before = process.runs.length;
    expect(await process.room.jobs.cancel(second.id, planner)).toMatchObject({
      state: 'CANCELLED',
      attempts: 0,
    });
    await process.room.jobs.cancel(first.id, planner);
    expect(await ended(await start({ does: 'ADD' }))).toMatchObject({ state: 'DONE' });
    expect(process.runs.length - before).toBe(1);
  });

  test('leaves one that has ended as it is', async () => {
    const done = await ended(await start({ does: 'ADD' }));
    expect(await process.room.jobs.cancel(done.id, planner)).toMatchObject({ state: 'DONE' });
  });
});

describe('who may see and cancel', () => {
  test('whoever started it, and admins', async () => {
    const job = await start({ does: 'WAIT' });
    await running(job);
    expect(await process.room.jobs.find(job.id, otherPlanner)).toBeNull();
    await expect(process.room.jobs.cancel(job.id, otherPlanner)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(process.room.jobs.watch(job.id, otherPlanner)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(process.runs.at(-1)!.signal.aborted).toBe(false);
    expect(await find(job, admin)).toMatchObject({ state: 'RUNNING' });
    expect(await process.room.jobs.cancel(job.id, admin)).toMatchObject({ state: 'CANCELLED' });
  });

  test('nobody without the role', async () => {
    await expect(start({ does: 'ADD' }, { actor: 'anonymous', role: 'public' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(start({ does: 'ADD' }, { actor: 'r', role: 'resources' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(process.room.jobs.find('x', { actor: 'anonymous', role: 'public' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  test('each their own list', async () => {
    const mine = await start({ does: 'ADD' }, { actor: 'key:lister', role: 'planner' });
    const { repository } = process.room;
    const page = { first: 50, after: null };
    expect((await repository.list(null, page, { actor: 'key:lister', role: 'planner' })).keys).toEqual([
      mine.id,
    ]);
    const all = await repository.list(null, page, admin);
    expect(all.keys[0]).toBe(mine.id);
    expect(all.keys.length).toBe(await repository.count(null, admin));
    expect(all.keys.length).toBeGreaterThan(1);
  });
});

describe('bounds', () => {
  test('a viewer has at most 20 under way', async () => {
    const greedy = { actor: 'key:greedy', role: 'planner' } as const;
    const blocker = await start({ does: 'WAIT' });
    const jobs: Job[] = [];
    for (let i = 0; i < 20; i++) jobs.push(await start({ does: 'ADD' }, greedy));
    await expect(start({ does: 'ADD' }, greedy)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 20 },
    });
    for (const job of [...jobs, blocker]) await process.room.jobs.cancel(job.id, admin);
  });

  test('what ended long ago is forgotten', async () => {
    const old = await ended(await start({ does: 'ADD' }));
    await database.manager.query(`UPDATE job SET finished_at = now() - interval '31 days' WHERE id = $1`, [
      old.id,
    ]);
    await start({ does: 'ADD' });
    expect(await process.room.jobs.find(old.id, planner)).toBeNull();
  });
});

describe('watching', () => {
  test('tells of every change until the end', async () => {
    const job = await start({ does: 'WAIT' });
    const states: string[] = [];
    const watching = (async () => {
      for await (const { state, progress } of await process.room.jobs.watch(job.id, planner)) {
        states.push(`${state}${progress ? ` ${progress.incumbent}` : ''}`);
        if (progress && state === 'RUNNING') void process.room.jobs.cancel(job.id, planner);
      }
    })();
    await watching;
    expect(states.slice(-2)).toEqual(['RUNNING 3', 'CANCELLED 3']);
  });

  test('ends at once when the watcher leaves', async () => {
    const job = await start({ does: 'WAIT' });
    await running(job);
    const updates = await process.room.jobs.watch(job.id, planner);
    expect((await updates.next()).value).toMatchObject({ state: 'RUNNING' });
    const waiting = updates.next();
    await updates.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await process.room.jobs.cancel(job.id, planner);
  });
});
