import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { entities } from '../../src/app.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { COUNTY, gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { runCommand } from '../support/run-command.js';
import { templateImage } from '../support/template-database.js';
import { temporaryFile } from '../support/temporary-file.js';

const at = (east: number, north: number) => gridPlace(east, north).join(',');

describe('commands on a stored town', () => {
  let commands: CommandDatabase;
  const run = (...argv: string[]) => commands.run(...argv);
  const question = ['--division', COUNTY, '--service', 'STATION', '--minutes', '5', '--speed', '1'];
  const dated = [...question, '--as-of', '2025-01-01'];

  beforeAll(async () => {
    commands = await openCommandDatabase();
    const { manager } = commands.database;
    await writeTown(manager, gridTown);
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => commands.close());

  it('coverage prints one JSON document', async () => {
    const { exitCode, stdout } = await run('coverage', ...dated, '--target', '70%', '--json');
    expect(exitCode).toBe(0);
    const { division, parts } = JSON.parse(stdout);
    expect(division.population).toMatchObject({ coveredPeople: 18.5, totalPeople: 93.5, points: 7 });
    expect(division.presence.find(({ level }: { level: string }) => level === 'COMMUNITY')).toMatchObject({
      numerator: 1,
      denominator: 4,
      unitsNeeded: 3,
      unitsShort: 2,
    });
    expect(parts).toHaveLength(2);
  });

  it('coverage tells the units to close, urban and rural in three ways, and prints tables as CSV', async () => {
    const given = ['--target', '70%', '--zones', 'excluded', '--no-area', '--urban-rural'];
    const told = await run('coverage', ...dated, ...given);
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(told.stdout).toContain('BY_PARENT');
    expect(told.stdout).toMatch(/COMMUNITY +1 +999901001002 +丁社区 +47 +47/);
    const csv = await run('coverage', ...dated, '--target', '70%', '--csv', 'close');
    expect(csv.stdout).toContain('999901000000,方格县,COMMUNITY,1,999901001002,丁社区,47,47');
    const rural = await run('coverage', ...dated, '--urban-rural', 'BY_PARENT:RURAL', '--csv');
    expect(rural.stdout).toContain(
      '999901000000,方格县,COMMUNITY,BY_PARENT:RURAL,INCLUDED,LOCATED_IN;ASSIGNED;SHARED,1,2,0.5',
    );
    const wrong = await run('coverage', ...dated, '--urban-rural', 'BY_PARENT');
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toContain('RULE:SIDE');
  });

  it('predicates lists what comes with the program, with clause and mark', async () => {
    const { stdout } = await run('predicates', '--jurisdiction', '210502001000', '--csv');
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toContain(
      'COMPREHENSIVE,210500000000,2023-03-28,,,,FULL_CARE;DAY_CARE;HOME_VISIT;GUIDANCE;',
    );
    expect(stdout).toContain('benxi-2023-work-plan,附件(二),false');
  });

  it('coverage what-if takes changes in their order, with the options of coverage before or behind', async () => {
    const changes = ['--close', 'F1', '--open', `${at(4, 4)}=新站`, '--open', at(0, 0)];
    const told = await run('coverage', 'what-if', ...changes, ...dated, '--json');
    expect(told.exitCode).toBe(0);
    expect(JSON.parse(told.stdout)).toMatchObject({
      changes: [
        { kind: 'CLOSE', facilityId: 'F1' },
        { kind: 'OPEN', name: '新站' },
        { kind: 'OPEN', name: null },
      ],
      ...{ peopleNewlyCovered: 68, peopleNoLongerCovered: 0, coverageBefore: { coveredPeople: 18.5 } },
      coverageAfter: { coveredPeople: 86.5 },
    });
    const moved = await run('coverage', ...dated, 'what-if', '--move', `F1=${at(0, 0)}`);
    expect(moved.exitCode).toBe(0);
    expect(moved.stdout).toMatch(/19\.7 % → 44\.3 %/);
    expect(moved.stdout).toContain('南镇');
  });

  it('gaps prints a table for people, with the rule above it', async () => {
    const { exitCode, stdout } = await run('gaps', ...dated, '--first', '1');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^STATION · 5 分钟 min · 1 m\/s · 2025-01-01/);
    expect(stdout).toContain('方格县: 未覆盖 not covered 75 (AGE_60)，共 4 处 places');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1\s+丁社区\s+40 .* 6\.7$/);
  });

  it('gaps prints CSV of the same places, and not JSON as well', async () => {
    const { stdout } = await run('gaps', ...dated, '--csv');
    const [header, first, ...others] = stdout.trimEnd().split('\n');
    expect(header).toBe(
      'rank,divisionCode,divisionName,people,points,lon,lat,nearestFacilityId,nearestFacilityName,nearestWalkSeconds',
    );
    expect(first).toMatch(/^1,\d{12},丁社区,40,1,118\.\d+,33\.\d+,F\d,.*,400$/);
    expect(others.length).toBe(3);
    expect((await run('gaps', ...dated, '--csv', '--json')).exitCode).toBe(2);
  });

  it('import tells rejected rows with exit code 1; sites chooses among what was stored', async () => {
    const file = temporaryFile(
      'candidates.csv',
      `id,name,kind,lon,lat\nK1,旧校舍,IDLE_SCHOOL,${at(0, 0)}\nK2,无类型,,${at(4, 4)}\n`,
    );
    const renamed = temporaryFile('renamed.csv', `号,名,类,x,y\nK9,旧校舍,IDLE_SCHOOL,${at(0, 0)}\n`);
    const map = ['id=号', 'name=名', 'kind=类', 'lon=x', 'lat=y'].flatMap((text) => ['--map', text]);
    const options = [...map, '--set', 'cost=5', '--set', 'capacity=9', '--dry-run', '--json'];
    const checked = await run('import', ...options, 'candidates', renamed);
    expect(checked.exitCode).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ inserted: 1, rejected: 0, dryRun: true });

    const imported = await run('import', 'candidates', file, '--json');
    expect(imported.exitCode).toBe(1);
    expect(JSON.parse(imported.stdout)).toMatchObject({ read: 2, inserted: 1, rejected: 1, dryRun: false });

    const planned = await run('sites', ...dated, '--count', '1', '--json');
    expect(planned.exitCode).toBe(0);
    expect(JSON.parse(planned.stdout)).toMatchObject({
      outcome: 'SitingPlan',
      status: 'OPTIMAL',
      sites: [{ candidateId: 'K1', peopleNewlyCovered: 28 }],
    });
    const tooMany = await run('sites', ...dated, '--count', '9');
    expect(tooMany).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Asked for 9 sites') });
  });

  it('key prints the new key once', async () => {
    const { exitCode, stdout } = await run('key', 'create', '--role', 'planner', '--name', 'map');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^cc_planner_[\w-]{43}\n/);
  });
});

// Opening a folder takes seconds; with others at work, many.
const options = { timeout: 180_000 };
it.skipIf(process.env.DATABASE_URL)(
  'a command finds what another stored in the folder',
  options,
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const made = { url: null, directory, image: templateImage(), entities, statementTimeoutMillis: 60_000 };
    await (await openDatabase(made)).close();
    const file = temporaryFile('one.csv', `id,name,kind,lon,lat\nK1,旧校舍,IDLE_SCHOOL,${at(0, 0)}\n`);
    const argv = ['import', 'candidates', file, '--json'];
    const first = await runCommand(argv, { DATA_DIR: directory });
    expect(first.exitCode).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ inserted: 1, unchanged: 0 });
    const second = await runCommand(argv, { DATA_DIR: directory });
    expect(JSON.parse(second.stdout)).toMatchObject({ inserted: 0, unchanged: 1 });
  },
);
