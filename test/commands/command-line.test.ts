import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../src/app.js';
import { runCommandLine } from '../../src/commands/command-line.js';
import { migrateDatabase, openDatabase } from '../../src/platform/database/open-database.js';
import { COUNTY, gridNetwork, gridPlace, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { makeOsmPbf } from '../support/make-osm-pbf.js';
import { temporaryFile } from '../support/temporary-file.js';

/** One command as a shell sees it: exit code and both outputs. */
async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine({
    argv,
    env,
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
  });
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { exitCode, stdout: text(stdout), stderr: text(stderr) };
}

/** The 5 × 5 streets of the grid town as an OSM extract. */
function gridExtract(): string {
  const places = Array.from({ length: 25 }, (_, at) => gridPlace(at % 5, Math.floor(at / 5)));
  const nodes = places.map(([lon, lat], at) => ({ id: at + 1, lon, lat }));
  const lines = [0, 1, 2, 3, 4].flatMap((line) => [
    [1, 2, 3, 4, 5].map((column) => line * 5 + column),
    [0, 1, 2, 3, 4].map((row) => row * 5 + line + 1),
  ]);
  const ways = lines.map((refs, at) => ({ id: 100 + at, refs, tags: { highway: 'residential' } }));
  return temporaryFile('grid.osm.pbf', makeOsmPbf({ nodes, ways }));
}

const at = (east: number, north: number) => gridPlace(east, north).join(',');

describe('what needs no database', () => {
  it('circle prints one GeoJSON FeatureCollection and nothing else', async () => {
    const argv = ['circle', '--network', gridExtract(), '--at', at(4, 0), '--minutes', '5', '--speed', '1'];
    const { exitCode, stdout } = await run(argv);
    const circle = JSON.parse(stdout);
    expect([exitCode, circle.type]).toEqual([0, 'FeatureCollection']);
    expect(circle.features.map((feature: GeoJSON.Feature) => feature.geometry.type)).toEqual([
      'MultiLineString',
      'MultiPolygon',
    ]);
  });

  it('matrix prints CSV, empty where one cannot walk in time', async () => {
    const origins = temporaryFile('from.csv', `id,lon,lat\ncorner,${at(0, 0)}\n`);
    const destinations = temporaryFile('to.csv', `id,lon,lat\nnear,${at(1, 0)}\nfar,${at(4, 4)}\n`);
    const argv = ['--network', gridExtract(), '--origins', origins, '--destinations', destinations];
    const { exitCode, stdout } = await run(['matrix', ...argv, '--speed', '1', '--minutes', '5']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('origin,destination,walkSeconds\ncorner,near,100.0\ncorner,far,\n');
  });

  it('version prints that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [['circle', '--network', '/no/such.osm.pbf', '--at', '118,33'], 'there is no such file'],
    [['circle', '--network', tmpdir(), '--at', '118,33'], 'it is a folder'],
    [['circle', '--network', 'x.osm.pbf', '--at', '118'], '--at must be LON,LAT'],
    [['coverage', '--service', 'STATION'], 'Which division?'],
    [['coverage', '--division', COUNTY, '--service', 'station'], 'Allowed choices are ANY'],
    [['gaps', '--division', COUNTY, '--service', 'ANY', '--first', '-3'], '--first must be a whole number'],
    [['sites', '--division', COUNTY, '--service', 'ANY', '--count', '2.5'], '--count must be a whole number'],
    [
      ['coverage', 'what-if', '--division', COUNTY, '--service', 'ANY', '--open', 'here'],
      '--open must give WGS 84 degrees',
    ],
    [['coverage', 'what-if', '--close', 'F1', '--service', 'ANY'], 'Which division?'],
    [['nonsense'], "unknown command 'nonsense'"],
    [['gaps', '--division', COUNTY, '--service', 'ANY', '--nonsense'], "unknown option '--nonsense'"],
  ])('%j is refused in one plain line', async (argv, words) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('help goes to the output and is no failure', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const command of ['import', 'coverage', 'gaps', 'sites', 'circle', 'matrix', 'claims', 'key']) {
      expect(stdout).toContain(`\n  ${command} `);
    }
  });
});

describe('on an embedded database', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-'));
  const env = { DATA_DIR: directory };
  const question = ['--division', COUNTY, '--service', 'STATION', '--minutes', '5', '--speed', '1'];
  const dated = [...question, '--as-of', '2025-01-01'];

  beforeAll(async () => {
    const database = await openDatabase({ url: null, directory, entities, statementTimeoutMillis: 60_000 });
    await migrateDatabase(database);
    await writeTown(database.manager, gridTown);
    await publishNetwork(database.manager, gridNetwork());
    await database.close();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // Each command opens the folder anew, which takes seconds: few commands, much looked at.
  it('coverage prints one JSON document', async () => {
    const { exitCode, stdout } = await run(['coverage', ...dated, '--target', '70%', '--json'], env);
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
    const told = await run(['coverage', ...dated, ...given], env);
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(told.stdout).toContain('BY_PARENT');
    expect(told.stdout).toMatch(/COMMUNITY +1 +999901001002 +丁社区 +47 +47/);
    const csv = await run(['coverage', ...dated, '--target', '70%', '--csv', 'close'], env);
    expect(csv.stdout).toContain('999901000000,方格县,COMMUNITY,1,999901001002,丁社区,47,47');
    const rural = await run(['coverage', ...dated, '--urban-rural', 'BY_PARENT:RURAL', '--csv'], env);
    expect(rural.stdout).toContain('999901000000,方格县,COMMUNITY,BY_PARENT:RURAL,INCLUDED,1,2,0.5');
    const wrong = await run(['coverage', ...dated, '--urban-rural', 'BY_PARENT'], env);
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toContain('RULE:SIDE');
  });

  it('predicates lists what comes with the program, with clause and mark', async () => {
    const { stdout } = await run(['predicates', '--jurisdiction', '210502001000', '--csv'], env);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toContain(
      'COMPREHENSIVE,210500000000,2023-03-28,,,,FULL_CARE;DAY_CARE;HOME_VISIT;GUIDANCE;',
    );
    expect(stdout).toContain('benxi-2023-work-plan,附件(二),false');
  });

  it('coverage what-if takes changes in their order, with the options of coverage before or behind', async () => {
    const changes = ['--close', 'F1', '--open', `${at(4, 4)}=新站`, '--open', at(0, 0)];
    const told = await run(['coverage', 'what-if', ...changes, ...dated, '--json'], env);
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
    const moved = await run(['coverage', ...dated, 'what-if', '--move', `F1=${at(0, 0)}`], env);
    expect(moved.exitCode).toBe(0);
    expect(moved.stdout).toMatch(/19\.7 % → 44\.3 %/);
    expect(moved.stdout).toContain('南镇');
  });

  it('gaps prints a table for people, with the rule above it', async () => {
    const { exitCode, stdout } = await run(['gaps', ...dated, '--first', '1'], env);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^STATION · 5 分钟 min · 1 m\/s · 2025-01-01/);
    expect(stdout).toContain('方格县: 未覆盖 not covered 75 (AGE_60)，共 4 处 places');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1\s+丁社区\s+40 .* 6\.7$/);
  });

  it('import tells rejected rows with exit code 1; sites chooses among what was stored', async () => {
    const file = temporaryFile(
      'candidates.csv',
      `id,name,kind,lon,lat\nK1,旧校舍,IDLE_SCHOOL,${at(0, 0)}\nK2,无类型,,${at(4, 4)}\n`,
    );
    const renamed = temporaryFile('renamed.csv', `号,名,类,x,y\nK9,旧校舍,IDLE_SCHOOL,${at(0, 0)}\n`);
    const map = ['id=号', 'name=名', 'kind=类', 'lon=x', 'lat=y'].flatMap((text) => ['--map', text]);
    const options = [...map, '--set', 'cost=5', '--set', 'capacity=9', '--dry-run', '--json'];
    const checked = await run(['import', ...options, 'candidates', renamed], env);
    expect(checked.exitCode).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ inserted: 1, rejected: 0, dryRun: true });

    const imported = await run(['import', 'candidates', file, '--json'], env);
    expect(imported.exitCode).toBe(1);
    expect(JSON.parse(imported.stdout)).toMatchObject({ read: 2, inserted: 1, rejected: 1, dryRun: false });

    const planned = await run(['sites', ...dated, '--count', '1', '--json'], env);
    expect(planned.exitCode).toBe(0);
    expect(JSON.parse(planned.stdout)).toMatchObject({
      outcome: 'SitingPlan',
      status: 'OPTIMAL',
      sites: [{ candidateId: 'K1', peopleNewlyCovered: 28 }],
    });
    const tooMany = await run(['sites', ...dated, '--count', '9'], env);
    expect(tooMany).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Asked for 9 sites') });
  });

  it('key prints the new key once', async () => {
    const { exitCode, stdout } = await run(['key', 'create', '--role', 'planner', '--name', 'map'], env);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^cc_planner_[\w-]{43}\n/);
  });
});
