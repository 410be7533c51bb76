import { afterAll, beforeAll, expect, it } from 'vitest';
import { DivisionsRepository } from '../../src/divisions/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { importer, records, square } from './import-support.js';

const [COUNTY, ZONE] = ['321302000000', '321302400000'];
const [OLD, NEW, NEXT] = ['321302001000', '321302002000', '321302003000'];
const [LON, LAT] = [118.3, 33.95];

let database: Database;
let run: ReturnType<typeof importer>;

beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
  const around = (meters: number) => square(LON, LAT, meters);
  await run(
    'divisions',
    records(
      { code: COUNTY, name: '区', geometry: around(9000) },
      { code: ZONE, name: '园区', level: 'ZONE', parentCode: COUNTY, geometry: around(8000) },
      // The smallest ended, of the two in force the larger has the lower code, the last has yet to begin.
      { code: OLD, name: '旧街道', parentCode: COUNTY, validTo: '2020-01-01', geometry: around(1000) },
      { code: NEW, name: '新街道', parentCode: COUNTY, validFrom: '2020-01-01', geometry: around(3000) },
      { code: NEXT, name: '后街道', parentCode: COUNTY, validFrom: '2020-01-01', geometry: around(2000) },
    ),
  );
});
afterAll(() => database.close());

const placed = async () => {
  const rows = await database.manager.query<{ code: string }[]>(
    'SELECT division_code AS code FROM demand_point ORDER BY id',
  );
  return rows.map(({ code }) => code);
};

it('places a row in the deepest division in force today, ties by code', async () => {
  await run(
    'demand',
    records(
      { id: 'd1', kind: 'BUILDING', elderly60: 1, lon: LON, lat: LAT },
      { id: 'd2', kind: 'BUILDING', elderly60: 1, lon: LON + 0.03, lat: LAT },
    ),
  );
  expect(await placed()).toEqual([NEW, ZONE]);
});

it('asks the same of any place on any day', async () => {
  const divisions = new DivisionsRepository(database.manager);
  const here = { lon: LON, lat: LAT, divisionCode: null };
  const on = async (day: string) => (await divisions.findAround([here], day))[0];
  expect([await on('2019-12-31'), await on('2020-01-01')]).toEqual([OLD, NEW]);
});

it('places rows anew when the days of a division change, with or without its outline', async () => {
  const report = await run('divisions', records({ code: NEW, validTo: '2021-01-01' }));
  expect(report.issues).toContainEqual(expect.objectContaining({ code: 'DIVISIONS_REASSIGNED' }));
  expect(await placed()).toEqual([NEXT, ZONE]);
});

it('tells of a declared division that lies elsewhere which one is there today', async () => {
  const report = await run(
    'demand',
    records({ id: 'd3', kind: 'BUILDING', elderly60: 1, lon: LON + 0.03, lat: LAT, divisionCode: NEXT }),
  );
  expect(report.issues).toContainEqual(
    expect.objectContaining({
      code: 'DIVISION_MISMATCH',
      messageEn: expect.stringContaining(`${ZONE} 园区`),
    }),
  );
});
