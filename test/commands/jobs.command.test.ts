import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { openProcess, type JobProcess, planner } from '../jobs/jobs-support.js';

let commands: CommandDatabase;
let server: JobProcess;

beforeAll(async () => {
  commands = await openCommandDatabase();
  server = openProcess(commands.database);
  server.begin();
});

afterAll(async () => {
  await server.room.close();
  await commands.close();
});

test('a server’s jobs are listed, shown and cancelled from the command line', async () => {
  expect((await commands.run('jobs')).stdout).toContain('（无 · none）');
  const done = await server.room.jobs.start('TEST', { does: 'ADD', numbers: [2, 3] }, planner);
  await expect.poll(() => server.room.jobs.find(done.id, planner)).toMatchObject({ state: 'DONE' });
  const waiting = await server.room.jobs.start('TEST', { does: 'WAIT' }, planner);
  await expect
    .poll(() => server.room.jobs.find(waiting.id, planner))
    .toMatchObject({ progress: { bound: 5 } });

  const listed = JSON.parse((await commands.run('jobs', '--json')).stdout);
  expect(listed.map(({ id, state }: never) => [id, state])).toEqual([
    [waiting.id, 'RUNNING'],
    [done.id, 'DONE'],
  ]);
  expect((await commands.run('jobs', 'list', '--state', 'RUNNING')).stdout).toMatch(
    /RUNNING +3 +5 +0\.1 +key:planner/,
  );
  expect((await commands.run('jobs', '--csv')).stdout.split('\n')[0]).toBe(
    'id,kind,state,incumbent,bound,seconds,askedBy,createdAt,error',
  );

  const shown = JSON.parse((await commands.run('jobs', 'show', done.id)).stdout);
  expect(shown).toMatchObject({ state: 'DONE', question: { numbers: [2, 3] }, result: { sum: 5 } });

  expect(await commands.run('jobs', 'cancel', waiting.id)).toMatchObject({
    exitCode: 0,
    stdout: `已取消 · cancelled: ${waiting.id}\n`,
  });
  await expect.poll(() => server.runs.at(-1)!.signal.aborted).toBe(true);
  expect((await commands.run('jobs', 'cancel', done.id)).stdout).toContain('DONE');
});

test('an id that is none is told', async () => {
  for (const word of ['show', 'cancel']) {
    expect(await commands.run('jobs', word, 'x')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('NOT_FOUND'),
    });
  }
});
