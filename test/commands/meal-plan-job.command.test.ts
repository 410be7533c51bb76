import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeRooms } from '../../src/app.js';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { scatteredCandidates, scatteredDemand, SIZE } from '../support/scattered-town.js';

const ASK = [
  ...['propose', COUNTY, '--minutes', '5', '--speed', '1', '--as-of', '2025-01-01'],
  ...['--canteens', '2', '--new-canteens-cook', '--lock-canteens', 'c3'],
];

let commands: CommandDatabase;
let server: ReturnType<typeof composeRooms>;
beforeAll(async () => {
  commands = await openCommandDatabase();
  const { manager } = commands.database;
  const [demand, candidates] = [scatteredDemand(30, (at) => 10 + at), scatteredCandidates(7)];
  await writeTown(manager, { divisions: gridTown.divisions, demand, candidates });
  await publishNetwork(manager, gridNetwork(SIZE));
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

it('a meal plan left to a server is shown as meals propose shows it once it is made', async () => {
  const queued = await commands.run('meals', ...ASK, '--job');
  const id = /^已提交 · queued: ([0-9a-f-]{36})\n$/.exec(queued.stdout)![1];
  expect(queued).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`jobs plan ${id}`) });
  const early = await commands.run('jobs', 'plan', id);
  expect(early).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('it is QUEUED') });

  const log = () => {};
  server.jobs.begin({ atOnce: 1, log: { info: log, warn: log, error: log } as never });
  const find = () => server.jobs.jobs.find(id, { actor: 'test', role: 'admin' });
  await expect.poll(find, { timeout: 60_000 }).toMatchObject({ state: 'DONE' });
  const plain = (text: string) => ({ ...JSON.parse(text), seconds: 0 });
  const asked = await commands.run('meals', ...ASK, '--json');
  const told = plain((await commands.run('jobs', 'plan', id, '--json')).stdout);
  expect(told).toMatchObject({ outcome: 'MealPlan', status: 'OPTIMAL' });
  expect(told.places.map(({ candidateId }: { candidateId: string }) => candidateId)).toContain('c3');
  expect(told).toEqual(plain(asked.stdout));
  expect((await commands.run('jobs', 'plan', id)).stdout).toContain('已证明最优 · proven optimal');
}, 120_000);

it('what could only fail is refused before anything is queued', async () => {
  const refused = await commands.run('meals', 'propose', '110000000000', '--canteens', '1', '--job');
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('NOT_FOUND') });
  expect(JSON.parse((await commands.run('jobs', '--json')).stdout)).toHaveLength(1);
});
