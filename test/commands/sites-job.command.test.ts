import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeRooms } from '../../src/app.js';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { COUNTY } from '../support/grid-town.js';
import { writeSitingTown } from '../support/siting-town.js';
import { temporaryFile } from '../support/temporary-file.js';

const QUESTION = ['--division', COUNTY, '--service', 'STATION', '--minutes', '5', '--speed', '1'];
const DATED = [...QUESTION, '--as-of', '2025-01-01', '--count', '2'];

let commands: CommandDatabase;
let server: ReturnType<typeof composeRooms>;
beforeAll(async () => {
  commands = await openCommandDatabase();
  await writeSitingTown(commands.database.manager);
  server = composeRooms(commands.database);
});
afterAll(async () => {
  await server.jobs.close();
  await server.accessibility.close();
  await server.siting.close();
  await server.meals.close();
  await server.solver.close();
  await commands.close();
});

it('a plan left to a server is listed, and shown as sites shows it once it is made', async () => {
  const queued = await commands.run('sites', ...DATED, '--job');
  const id = /^已提交 · queued: ([0-9a-f-]{36})\n$/.exec(queued.stdout)![1];
  expect(queued).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`jobs plan ${id}`) });
  const [job] = JSON.parse((await commands.run('jobs', '--json')).stdout);
  expect(job).toMatchObject({ id, kind: 'SITING', state: 'QUEUED' });
  const early = await commands.run('jobs', 'plan', id);
  expect(early).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('it is QUEUED') });

  const log = () => {};
  server.jobs.begin({ atOnce: 1, log: { info: log, warn: log, error: log } as never });
  const find = () => server.jobs.jobs.find(id, { actor: 'test', role: 'admin' });
  await expect.poll(find, { timeout: 30_000 }).toMatchObject({ state: 'DONE' });
  const plain = (text: string) => ({ ...JSON.parse(text), seconds: 0 });
  const json = await commands.run('jobs', 'plan', id, '--json');
  const asked = await commands.run('sites', ...DATED, '--json');
  expect(plain(json.stdout)).toMatchObject({ outcome: 'SitingPlan', status: 'OPTIMAL' });
  expect(plain(json.stdout)).toEqual(plain(asked.stdout));
  expect((await commands.run('jobs', 'plan', id)).stdout).toContain('已证明最优 · proven optimal');
  expect((await commands.run('jobs', 'plan', id, '--csv')).stdout).toMatch(/^action,order,/);

  const saved = ['--name', '任务方案', '--kind', 'COMMUNITY_STATION'];
  const plan = temporaryFile('plan.json', json.stdout);
  expect((await commands.run('scenario', 'from-plan', plan, ...saved)).exitCode).toBe(0);
}, 120_000);

it('what could only fail is refused before anything is queued', async () => {
  const count = async () => JSON.parse((await commands.run('jobs', '--json')).stdout).length;
  const before = await count();
  for (const [options, words] of [
    [['--division', '110000000000'], 'NOT_FOUND'],
    [['--count', '1000'], 'count must be a whole number'],
    [['--csv'], '不能同时使用'],
  ] as const) {
    const refused = await commands.run('sites', ...DATED, '--job', ...options);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(new RegExp(words));
  }
  expect(await count()).toBe(before);
}, 60_000);

it('a plan is made anew from its own settings, and compared', async () => {
  const { stdout } = await commands.run('sites', ...DATED, '--kinds', 'OTHER', '--json');
  const plan = temporaryFile('plan.json', stdout);
  const again = await commands.run('rerun', plan, '--json');
  expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('数据与方案均一致') });
  const { seconds: _, ...same } = JSON.parse(again.stdout);
  const { seconds: __, ...first } = JSON.parse(stdout);
  expect(same).toEqual(first);

  const changes = [{ kind: 'CLOSE', facilityId: 'f1' }];
  const scenario = temporaryFile('scenario.json', JSON.stringify({ name: 'x', changes }));
  const other = await commands.run('rerun', plan, '--scenario', scenario);
  expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('leave out --scenario') });
  const under = await commands.run('sites', ...DATED, '--scenario', scenario, '--json');
  const planned = temporaryFile('plan.json', under.stdout);
  expect((await commands.run('rerun', planned)).stderr).toContain('name the same one');
  const sameAgain = await commands.run('rerun', planned, '--scenario', scenario, '--csv');
  expect(sameAgain).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('the same plan') });

  await commands.database.manager.query('UPDATE demand_point SET weight_60 = weight_60 + 1');
  expect((await commands.run('rerun', plan)).stderr).toContain('数据已变');
  const none = await commands.run('rerun', scenario);
  expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('settings') });
}, 60_000);
