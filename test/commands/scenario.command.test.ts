import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { COUNTY, gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { temporaryFile } from '../support/temporary-file.js';

const [lon, lat] = gridPlace(4, 4);
const SCENARIO = {
  name: '丁社区新站',
  changes: [
    { kind: 'OPEN', name: '丁站', facilityKind: 'COMMUNITY_STATION', at: { lon, lat }, beds: 10 },
    { kind: 'RESIZE', facilityId: 'F1', mealsPerDay: 80, capabilities: ['MEAL'] },
  ],
};

describe('scenarios on the command line', () => {
  let commands: CommandDatabase;
  const run = (...argv: string[]) => commands.run(...argv);
  const town = ['--division', COUNTY, '--service', 'STATION', '--minutes', '5', '--speed', '1'];
  const question = [...town, '--as-of', '2025-01-01'];
  const file = (content: unknown) => temporaryFile('scenario.json', JSON.stringify(content));
  const json = async (...argv: string[]) => {
    const { exitCode, stdout, stderr } = await run(...argv, '--json');
    if (exitCode !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    commands = await openCommandDatabase();
    await writeTown(commands.database.manager, gridTown);
    await publishNetwork(commands.database.manager, gridNetwork());
  }, 120_000);
  afterAll(() => commands.close());

  it('are created, listed, shown, asked with and deleted', async () => {
    const created = await json('scenario', 'create', file(SCENARIO));
    expect(created).toMatchObject({ name: '丁社区新站', version: 1 });
    expect((await run('scenario', 'list')).stdout).toMatch(/丁社区新站/);
    const shown = await run('scenario', 'show', created.id);
    expect(shown.stdout).toContain('scenario:0 丁站');
    expect(shown.stdout).toContain('供餐 80');

    const register = await json('coverage', ...question, '--no-area');
    const under = await json('coverage', ...question, '--no-area', '--scenario', created.id);
    expect([register, under].map(({ division }) => division.population.coveredPeople)).toEqual([18.5, 58.5]);
    expect(await json('coverage', ...question, '--no-area', '--scenario', file(SCENARIO))).toEqual(under);
    const table = await run('coverage', ...question, '--no-area', '--scenario', created.id);
    expect(table.stdout).toContain(`情景 scenario ${created.key.slice(0, 8)}`);

    const gaps = await json('gaps', ...question, '--scenario', created.id);
    expect(gaps.uncoveredPeople).toBe(93.5 - 58.5);
    const compared = await json(
      ...['compare', ...town, '--before', '2025-01-01', '--after', '2025-01-01'],
      ...['--scenario', created.id],
    );
    expect([compared.before.numerator, compared.after.numerator]).toEqual([18.5, 58.5]);
    const same = await json(
      ...['compare', ...town, '--before', '2025-01-01', '--after', '2025-01-01'],
      ...['--scenario', created.id, '--before-scenario', file(SCENARIO)],
    );
    expect(same.difference.value).toBe(0);
    const sites = await json(
      'sites',
      ...question,
      '--count',
      '1',
      '--candidates',
      'NETWORK_NODES',
      '--scenario',
      created.id,
    );
    expect(sites.coverageBefore.coveredPeople).toBe(58.5);
    const card = await json('scorecard', COUNTY, '--scenario', created.id);
    expect(card.scenarioKey).toBe(created.key);
    expect(await json('scorecard', COUNTY)).not.toHaveProperty('scenarioKey');

    expect((await run('scenario', 'delete', created.id)).exitCode).toBe(0);
    expect((await run('coverage', ...question, '--scenario', created.id)).stderr).toContain('NOT_FOUND');
    expect(await json('scenario', 'list')).toEqual([]);
  }, 60_000);

  it('are updated by who has read the latest version', async () => {
    const { id } = await json('scenario', 'create', file(SCENARIO));
    const changes = [{ kind: 'CLOSE', facilityId: 'F1' }];
    const update = (...options: string[]) => run('scenario', 'update', id, ...options);
    expect(await update(file({ changes }), '--version', '1')).toMatchObject({
      exitCode: 0,
      stdout: `已修改 · updated: ${id} 丁社区新站，版本 version 2\n`,
    });
    expect(await json('scenario', 'show', id)).toMatchObject({
      ...{ version: 2, name: '丁社区新站' },
      changes: [{ kind: 'CLOSE', facilityId: 'F1' }],
    });
    const stale = await update('--name', '丁案', '--version', '1');
    expect(stale).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('CONFLICT') });
    expect((await update('--name', '丁案', '--note', '第二稿', '--version', '2')).exitCode).toBe(0);
    expect(await json('scenario', 'show', id)).toMatchObject({
      ...{ version: 3, name: '丁案', note: '第二稿' },
      changes: [{ kind: 'CLOSE', facilityId: 'F1' }],
    });
    expect((await update('--name', '戊案')).stderr).toContain('--version');
    const wrong = await update(file({ changes: [{ kind: 'CLOSE', facilityId: 'F9' }] }), '--version', '3');
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('changes[0]') });
    expect((await json('scenario', 'show', id)).version).toBe(3);
    await run('scenario', 'delete', id);
  }, 60_000);

  it('a plan saved as one gives the coverage the plan promised', async () => {
    const plan = await json('sites', ...question, '--count', '2', '--candidates', 'NETWORK_NODES');
    const saved = ['--name', '方案', '--kind', 'COMMUNITY_STATION', '--offers', 'MEAL'];
    expect((await run('scenario', 'from-plan', file(plan), ...saved)).stdout).toMatch(/方案/);
    const [{ id, changes }] = await json('scenario', 'list');
    expect(changes.map(({ facilityId }: { facilityId: string }) => facilityId)).toEqual(
      plan.sites.map(({ candidateId }: { candidateId: string }) => candidateId),
    );
    const { division } = await json('coverage', ...question, '--no-area', '--scenario', id);
    expect(plan.coverageAfter.coveredPeople).toBeGreaterThan(plan.coverageBefore.coveredPeople);
    expect(division.population.coveredPeople).toBe(plan.coverageAfter.coveredPeople);
    const none = await run('scenario', 'from-plan', file({}), ...saved);
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no siting plan') });
  }, 60_000);

  it.each([
    ['another word', { ...SCENARIO, changes: [{ kind: 'MOVE', facilityId: 'F1' }] }, 'changes[0].kind'],
    [
      'an unknown field',
      { ...SCENARIO, changes: [{ kind: 'CLOSE', facilityId: 'F1', bed: 1 }] },
      'changes[0]',
    ],
    [
      'text for a number',
      { ...SCENARIO, changes: [{ kind: 'RESIZE', facilityId: 'F1', beds: '3' }] },
      'changes[0].beds',
    ],
    ['no name', { changes: [] }, 'name'],
    [
      'a facility that is not there',
      { name: 'x', changes: [{ kind: 'CLOSE', facilityId: 'F9' }] },
      'changes[0]',
    ],
    ['no list', { name: 'x', changes: {} }, 'changes'],
  ])('refuse a file with %s', async (_what, content, words) => {
    const { exitCode, stderr } = await run('scenario', 'create', file(content));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });

  it('refuse a file that is none', async () => {
    const missing = await run('coverage', ...question, '--scenario', 'nowhere.json');
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nowhere.json') });
    const broken = await run('coverage', ...question, '--scenario', temporaryFile('x.json', '{'));
    expect(broken).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not JSON') });
  });
});
