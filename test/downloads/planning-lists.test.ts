import { parse } from 'csv-parse/sync';
import type { FeatureCollection, Point } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeRooms } from '../../src/app.js';
import type { GapReport } from '../../src/coverage/index.js';
import type { PlanReport } from '../../src/siting/index.js';
import { type CommandDatabase, openCommandDatabase } from '../support/command-database.js';
import { COUNTY } from '../support/grid-town.js';
import { writeSitingTown } from '../support/siting-town.js';

const OPTIONS = ['--service', 'STATION', '--minutes', '5', '--speed', '1', '--as-of', '2025-01-01'];
const FILTERS = [`divisionCode=${COUNTY}`, 'service=STATION', 'minutes=5', 'speed=1', 'asOf=2025-01-01'];

let commands: CommandDatabase;
let server: ReturnType<typeof composeRooms>;
beforeAll(async () => {
  commands = await openCommandDatabase();
  await writeSitingTown(commands.database.manager);
  server = composeRooms(commands.database);
});
afterAll(async () => {
  await server?.jobs.close();
  await server?.accessibility.close();
  await server?.siting.close();
  await server?.meals.close();
  await server?.solver.close();
  await commands?.close();
});

async function printed(...words: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await commands.run(...words);
  expect([exitCode, stderr]).toEqual([0, stderr]);
  return stdout;
}
const download = (file: string, ...filters: readonly string[]) =>
  printed('download', file, ...filters, '--output', '-');
const collection = async (...words: Parameters<typeof download>) =>
  JSON.parse(await download(...words)) as FeatureCollection<Point> & { metadata: Record<string, string> };

describe('lists of planning', () => {
  it('of gaps are those of the report, where they lie', async () => {
    const report = JSON.parse(
      await printed('gaps', COUNTY, ...OPTIONS, '--first', '1000', '--json'),
    ) as GapReport;
    const { features, metadata } = await collection('gaps.geojson', ...FILTERS);
    expect(report.gaps.length).toBeGreaterThan(2);
    expect(
      features.map(({ geometry, properties }) => [
        properties!.rank,
        properties!.people,
        ...geometry.coordinates,
      ]),
    ).toEqual(report.gaps.map(({ rank, people, lon, lat }) => [rank, people, lon, lat]));
    expect(metadata).toMatchObject({
      uncoveredPeople: String(report.uncoveredPeople),
      asOf: '2025-01-01',
      walk: '5 min, 1 m/s, ≤ 300 s',
    });
  });

  it('of coverage add up with the report', async () => {
    const rows: Record<string, string>[] = parse(
      await download('coverage.csv', ...FILTERS, 'headers=field'),
      {
        bom: true,
        columns: true,
      },
    );
    const { division } = JSON.parse(await printed('coverage', COUNTY, ...OPTIONS, '--no-area', '--json'));
    const own = rows.filter(({ code }) => code === COUNTY);
    expect(own.map(({ numerator, denominator }) => [Number(numerator), Number(denominator)])).toEqual(
      division.presence.map((one: { numerator: number; denominator: number }) => [
        one.numerator,
        one.denominator,
      ]),
    );
    expect(Number(own[0]!['coveredPeople'])).toBe(division.population.coveredPeople);
  });

  it('of sites are the plan of the job', async () => {
    const queued = await printed('sites', '--division', COUNTY, ...OPTIONS, '--count', '2', '--job');
    const id = /queued: ([0-9a-f-]{36})/.exec(queued)![1]!;
    const early = await commands.run('download', 'sites.csv', `job=${id}`);
    expect([early.exitCode, early.stderr]).toEqual([2, expect.stringContaining('FAILED_PRECONDITION')]);
    const log = () => {};
    server.jobs.begin({ atOnce: 1, log: { info: log, warn: log, error: log } as never });
    const find = () => server.jobs.jobs.find(id, { actor: 'test', role: 'admin' });
    await expect.poll(find, { timeout: 30_000 }).toMatchObject({ state: 'DONE' });
    const plan = JSON.parse(await printed('jobs', 'plan', id, '--json')) as PlanReport;
    const { features, metadata } = await collection('sites.geojson', `job=${id}`);
    expect(features.map(({ properties, geometry }) => [properties!.candidateId, geometry])).toEqual(
      plan.sites.map(({ candidateId, location }) => [candidateId, location]),
    );
    expect(metadata).toMatchObject({ job: id, status: plan.status, dataHash: plan.dataHash });
  });
});
