import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDataset } from '../../src/imports/import-dataset.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { today } from '../../src/platform/today.js';
import { openTestDatabase } from '../support/database.js';
import { admin, countOf, found, importer, records, revisionOf, smallTree } from './import-support.js';

let database: Database;
let run: ReturnType<typeof importer>;
beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
});
afterAll(() => database.close());

const facility = {
  id: 'f1',
  name: '日间照料中心',
  kind: 'DAY_CARE_CENTER',
  beds: 20,
  lon: 118.29,
  lat: 33.95,
};
const statuses = () =>
  database.manager.query(
    "SELECT valid_from::text AS since, status FROM facility_status WHERE facility_id = 'f1' ORDER BY 1",
  );

describe('a second file', () => {
  it('places rows in divisions that come after them', async () => {
    const before = await run('facilities', records(facility));
    expect(found(before)).toEqual(['NO_DIVISION_FOUND']);
    await run('demand', records({ id: 'd1', kind: 'CELL', elderly60: 5, lon: 118.29, lat: 33.95 }));
    const report = await run('divisions', records(...smallTree));
    expect(found(report)).toEqual(['DIVISIONS_REASSIGNED', 'DIVISIONS_REASSIGNED']);
    const [row] = await database.manager.query('SELECT division_code, division_from FROM facility');
    expect(row).toEqual({ division_code: '321302001001', division_from: 'LOCATION' });
    expect(await revisionOf(database, 'facilities')).toBe(2);
    expect(await revisionOf(database, 'demand')).toBe(2);
    expect(await revisionOf(database, 'estates')).toBe(0);
    expect(await run('facilities', records(facility))).toMatchObject({ unchanged: 1 });
  });

  it('moves them again when a boundary moves, but not what was declared', async () => {
    await run('facilities', records({ ...facility, id: 'f2', divisionCode: '321302001001' }));
    const shrunk = { ...smallTree[2], geometry: smallTree[4].geometry };
    await run('divisions', records(shrunk));
    const rows = await database.manager.query(
      'SELECT id, division_code, division_from FROM facility ORDER BY id',
    );
    expect(rows).toEqual([
      { id: 'f1', division_code: '321302001000', division_from: 'LOCATION' },
      { id: 'f2', division_code: '321302001001', division_from: 'DECLARED' },
    ]);
    await run('divisions', records(smallTree[2]));
  });

  it('changes only the fields it has; an empty cell clears', async () => {
    const partial = await run(
      'facilities',
      records({ id: 'f1', name: '新名字', kind: '日间照料中心', lon: 118.29, lat: 33.95 }),
    );
    expect(partial).toMatchObject({ updated: 1 });
    const beds = async () =>
      (await database.manager.query("SELECT name, beds FROM facility WHERE id = 'f1'"))[0];
    expect(await beds()).toEqual({ name: '新名字', beds: 20 });
    await run('facilities', records({ ...facility, beds: '' }));
    expect(await beds()).toEqual({ name: '日间照料中心', beds: null });
    const nursing = await run('facilities', records({ ...facility, beds: 10 }, { ...facility, id: 'f2' }));
    expect(nursing).toMatchObject({ updated: 1, unchanged: 1 });
    const { beds: _, ...noBeds } = facility;
    const tooMany = await run('facilities', records({ ...noBeds, nursingBeds: 11 }));
    expect(found(tooMany)).toContain('BAD_VALUE@1');
  });

  it('keeps a facility’s history of statuses', async () => {
    expect(await statuses()).toEqual([{ since: '1900-01-01', status: 'OPERATING' }]);
    expect(await run('facilities', records({ ...facility, beds: 10, status: '运营' }))).toMatchObject({
      unchanged: 1,
    });
    const dated = { ...facility, beds: 10, status: '暂停', statusFrom: '2024-05-01' };
    expect(await run('facilities', records(dated))).toMatchObject({ updated: 1 });
    expect(await run('facilities', records(dated))).toMatchObject({ unchanged: 1 });
    const undated = await run('facilities', records({ ...facility, beds: 10, status: '关闭' }));
    expect(found(undated)).toContain('STATUS_DATED_TODAY');
    expect(await statuses()).toEqual([
      { since: '1900-01-01', status: 'OPERATING' },
      { since: '2024-05-01', status: 'SUSPENDED' },
      { since: today(), status: 'CLOSED' },
    ]);
  });

  it('says when rows change hands, and stores counts of another year beside the old', async () => {
    const report = await run('facilities', records({ ...facility, beds: 10 }), { source: { key: 'other' } });
    expect(report).toMatchObject({ updated: 1 });
    expect(found(report)).toContain('SOURCE_CHANGED');
    const counts = (year: number) =>
      records({ code: '321302001001', elderly60: 900, year }, { code: '321302', elderly60: 9000, year });
    expect(await run('divisions', counts(2023))).toMatchObject({ updated: 2 });
    expect(await run('divisions', counts(2024))).toMatchObject({ updated: 2 });
    expect(await run('divisions', counts(2024))).toMatchObject({ unchanged: 2 });
    expect(await countOf(database, 'division_population')).toBe(4);
    const nameless = await run('divisions', records({ code: '321302002000', elderly60: 1, year: 2024 }));
    expect(found(nameless)).toEqual(['MISSING_FIELD@1']);
    const yearless = await run('divisions', records({ code: '321302001001', elderly60: 1 }));
    expect(found(yearless)).toEqual(['MISSING_FIELD@1']);
  });

  it('gives a facility without number the same one each time', async () => {
    const { id: _, ...anonymous } = { ...facility, name: '无编号站' };
    expect(await run('facilities', records(anonymous))).toMatchObject({ inserted: 1 });
    expect(await run('facilities', records({ ...anonymous, beds: 9 }))).toMatchObject({
      updated: 1,
      inserted: 0,
    });
  });
});

it('stops where it is told to and stores nothing', async () => {
  const stop = new AbortController();
  async function* endless() {
    for (let row = 1; ; row++) {
      if (row === 3000) stop.abort(new Error('enough'));
      yield { row, properties: { ...facility, id: `x${row}` }, geometry: null };
    }
  }
  const options = { source: { key: 'endless' }, actor: admin };
  const work = importDataset({
    manager: database.manager,
    dataset: 'facilities',
    records: endless(),
    options,
    signal: stop.signal,
  });
  await expect(work).rejects.toThrow('enough');
  expect(await countOf(database, "data_source WHERE key = 'endless'")).toBe(0);
});
