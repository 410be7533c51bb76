import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../src/imports/run-import.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { sharedData } from '../support/shared-data.js';
import { admin, countOf, fileOf, found } from './import-support.js';

const communities = sharedData('divisions/communities.csv');
const fence = sharedData('divisions/fences/321302.json');
const adcode = sharedData('divisions/adcode/321302.csv');

describe.skipIf(!communities || !fence || !adcode)('宿城 from statistics and adcode (shared data)', () => {
  let database: Database;
  const run = (file: string, more: Partial<Parameters<typeof runImport>[0]>) =>
    runImport({ manager: database.manager, dataset: 'divisions', actor: admin, file, ...more });

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('takes the county fence as GCJ-02', async () => {
    const options = { crs: 'gcj02', set: ['code=321302', 'name=宿城区'] };
    const report = await run(fence!, options);
    expect(report).toMatchObject({ read: 1, inserted: 1, rejected: 0, crs: 'gcj02' });
    expect(report.issues).toEqual([]);
    const [row] = await database.manager.query(
      'SELECT level, ST_NPoints(boundary) AS vertices, ST_Area(boundary::geography) / 1e6 AS km2 FROM administrative_division',
    );
    expect(row).toMatchObject({ level: 'COUNTY', vertices: 1246 });
    expect(row.km2).toBeGreaterThan(1010);
    expect(row.km2).toBeLessThan(1025);
    expect(await run(fence!, options)).toMatchObject({ unchanged: 1, updated: 0 });
  });

  it('warns when the fence comes again as WGS 84', async () => {
    const report = await run(fence!, { set: ['code=321302', 'name=宿城区'], dryRun: true });
    expect(found(report)).toEqual(['CRS_SUSPECT']);
    expect(report.issues[0].messageEn).toMatch(/5\d\d m .* 0 m once corrected/);
  });

  it('takes streets and towns, then communities by their own column names', async () => {
    const [header, ...lines] = readFileSync(communities!, 'utf8').trim().split('\n');
    const ours = lines.filter((line) => line.includes(',321302000000,'));
    const towns = [...new Map(ours.map((line) => [line.split(',')[6], line])).values()];
    const all = fileOf('communities.csv', [header, ...ours].join('\n'));
    const byTown = fileOf('towns.csv', [header, ...towns].join('\n'));

    const parents = { map: ['code=town_code', 'name=town', 'parentCode=county_code'] };
    const first = await run(byTown, parents);
    expect(first).toMatchObject({ read: 18, inserted: 18, rejected: 0 });
    expect(found(first)).toEqual(['UNUSED_COLUMNS']);
    const columns = [
      'code=community_code',
      'name=community',
      'parentCode=town_code',
      'urbanRuralClass=urban_rural_code',
    ];
    const second = await run(all, { map: columns });
    expect(second).toMatchObject({ read: 208, inserted: 208, rejected: 0 });
    expect(found(second)).toEqual(['UNUSED_COLUMNS']);
    expect(await run(all, { map: columns })).toMatchObject({ unchanged: 208 });

    const levels = await database.manager.query(
      'SELECT level, count(*)::integer AS count FROM administrative_division GROUP BY level ORDER BY level',
    );
    const byLevel = Object.fromEntries(
      levels.map((row: { level: string; count: number }) => [row.level, row.count]),
    );
    expect(byLevel).toMatchObject({ COUNTY: 1, SUBDISTRICT: 7, TOWN: 9, ZONE: 2 });
    expect(byLevel.COMMUNITY + byLevel.VILLAGE).toBe(208);
  });

  it('rejects communities of counties that are not there, row by row', async () => {
    const columns = ['code=community_code', 'name=community', 'parentCode=town_code'];
    const report = await run(communities!, { map: columns, dryRun: true });
    expect(report.read).toBe(3254);
    expect(report).toMatchObject({ unchanged: 208, rejected: 3254 - 208, inserted: 0 });
    expect(report.issueCounts).toEqual({ PARENT_MISSING: 3254 - 208, UNUSED_COLUMNS: 1 });
  });

  it('adds centre points to what is stored and leaves the rest alone', async () => {
    const rows = readFileSync(adcode!, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const points = rows.filter((row) => row[12] && row[13] && row[0] !== '321302000000');
    const known = new Set(
      (await database.manager.query('SELECT code FROM administrative_division')).map(
        (row: { code: string }) => row.code,
      ),
    );
    const ours = points.filter((row) => known.has(row[0]));
    const file = fileOf(
      'points.csv',
      ['代码,经度,纬度', ...ours.map((row) => `${row[0]},${row[12]},${row[13]}`)].join('\n'),
    );
    const report = await run(file, { crs: 'gcj02' });
    expect(report).toMatchObject({ updated: ours.length, inserted: 0, rejected: 0 });
    expect(ours.length).toBeGreaterThan(10);
    expect(await countOf(database, 'administrative_division WHERE urban_rural_class IS NOT NULL')).toBe(208);
    expect(await countOf(database, 'administrative_division WHERE representative_point IS NOT NULL')).toBe(
      ours.length + 1,
    );
  });
});
