import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { A, B, COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { writeBoundaries, writeEstates } from '../support/town-readings.js';

describe('four readings on the command line', () => {
  let commands: CommandDatabase;
  const options = ['--service', 'STATION', '--minutes', '5', '--speed', '1', '--as-of', '2025-01-01'];
  const run = (...argv: string[]) => commands.run(...argv, ...options);
  beforeAll(async () => {
    commands = await openCommandDatabase();
    const { manager } = commands.database;
    await writeTown(manager, gridTown);
    await publishNetwork(manager, gridNetwork());
    await writeEstates(manager, [
      { id: 'e1', households: 100, at: [1, 0], division: A },
      { id: 'e2', households: 50, at: [0, 1], division: A },
    ]);
    await writeBoundaries(manager, { [A]: [-0.5, -0.5, 2, 2], [B]: [2, -0.5, 4.5, 2] });
  });
  afterAll(() => commands.close());

  it('coverage shows them side by side, in the table, as JSON and as CSV', async () => {
    const table = await run('coverage', '--division', COUNTY, '--level', 'COMMUNITY');
    expect(table.exitCode).toBe(0);
    expect(table.stdout).toContain('四种口径对照 · four readings side by side');
    expect(table.stdout).toMatch(new RegExp(`${A} .* 33\\.3 % +66\\.6 % +\\d+\\.\\d % +UNIT`));
    const json = JSON.parse((await run('coverage', '--division', A, '--json')).stdout);
    expect(json.division.households).toMatchObject({ coveredHouseholds: 100, totalHouseholds: 150 });
    expect(json.division.area).toMatchObject({ base: 'UNIT', noRatioReason: null });
    const csv = await run('coverage', '--division', A, '--csv', 'readings', '--no-area');
    const [header, row] = csv.stdout.trim().split('\n');
    expect(header).toMatch(/^code,name,level,unitsCounted,units,.*,areaBase,areaRatio,noAreaRatioReason$/);
    expect(row).toMatch(/,100,150,0\.6666666666666666,,,,,,$/);
  });

  it('explain lists members with reasons, page by page', async () => {
    const argv = ['explain', '--division', A, '--reading', 'HOUSEHOLDS'];
    const table = await run(...argv);
    expect(table.stdout).toContain('HOUSEHOLDS · EXCLUDED：1 项');
    expect(table.stdout).toContain('超出步行时限 200 秒 · 200 s too far');
    const first = JSON.parse((await run(...argv, '--part', 'DENOMINATOR', '--first', '1', '--json')).stdout);
    expect([first.total, first.members.map(({ id }: { id: string }) => id)]).toEqual([2, ['e1']]);
    const rest = await run(...argv, '--part', 'DENOMINATOR', '--after', 'e1', '--csv');
    expect(rest.stdout.split('\n')[1]).toMatch(
      new RegExp(`^ESTATE,e2,e2,${A},true,false,50,0,TOO_FAR,500,200,`),
    );
    const refused = await run('explain', '--division', A, '--reading', 'PRESENCE');
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('level')]);
  });
});
