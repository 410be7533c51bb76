import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { countOf, found, importer, records, revisionOf, smallTree } from './import-support.js';

let database: Database;
let run: ReturnType<typeof importer>;

beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
});
afterAll(() => database.close());

const facilities = [
  {
    id: 'a',
    name: '幸福日间照料中心',
    kind: '日间照料中心',
    服务功能: '日托；助餐',
    床位数: '20',
    护理型床位: '12',
    lon: 118.29,
    lat: 33.95,
    assignedTo: '321302001001;321302101201',
  },
  { id: 'b', name: '汪庄幸福院', kind: '互助幸福院', divisionCode: '321302101201', statusFrom: '2021年6月' },
  {
    name: '王官集镇养老院',
    kind: '养老机构',
    beds: 100,
    lon: 118.315,
    lat: 33.955,
    status: '在建',
    statusFrom: '2024-01-01',
  },
];
const estates = [
  {
    小区编号: 'e1',
    小区名称: '凤凰花园',
    户数: '1,200',
    是否封闭: '是',
    交付日期: '2015',
    出入口: '118.291 33.951;118.289 33.949',
    geometry: smallTree[2].geometry,
  },
  { id: 'e2', name: '幸福里', households: 300, lon: 118.295, lat: 33.95 },
];
const demand = [
  {
    id: 'd1',
    kind: 'ESTATE',
    estateId: 'e1',
    population: 3600,
    elderly60: 700,
    elderly80: 90.5,
    lon: 118.29,
    lat: 33.95,
  },
  { id: 'd2', kind: '自然村', elderly60: 120, lon: 118.315, lat: 33.951 },
  { id: 'd3', kind: '网格', elderly60: 5, lon: 110, lat: 30 },
];
const candidates = [
  { id: 'c1', name: '旧小学', kind: '闲置学校', cost: 120.5, capacity: 80, lon: 118.29, lat: 33.951 },
];

describe('importing each dataset', () => {
  it('stores divisions, facilities, estates, demand and candidates, and finds them unchanged the second time', async () => {
    const all = [
      ['divisions', smallTree.map((row) => ({ ...row, elderly60: 1000, year: 2023 }))],
      ['facilities', facilities],
      ['estates', estates],
      ['demand', demand],
      ['candidates', candidates],
    ] as const;
    for (const [dataset, rows] of all) {
      const report = await run(dataset, records(...rows));
      expect(report.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(report).toMatchObject({
        read: rows.length,
        inserted: rows.length,
        updated: 0,
        unchanged: 0,
        rejected: 0,
      });
    }
    const revisions = Object.fromEntries(
      await Promise.all(all.map(async ([name]) => [name, await revisionOf(database, name)])),
    );
    for (const [dataset, rows] of all) {
      const again = await run(dataset, records(...rows));
      expect(again).toMatchObject({
        read: rows.length,
        inserted: 0,
        updated: 0,
        unchanged: rows.length,
        rejected: 0,
      });
      expect(await revisionOf(database, dataset)).toBe(revisions[dataset]);
    }
    expect(await countOf(database, 'import_run')).toBe(10);
    expect(await countOf(database, "audit_entry WHERE action LIKE 'import.%'")).toBe(10);
  });

  it('reads what the rows say', async () => {
    const divisions = await database.manager.query(
      `SELECT code, level, parent_code, ST_Covers(boundary, representative_point) AS inside FROM administrative_division ORDER BY code`,
    );
    expect(divisions).toEqual([
      { code: '321302000000', level: 'COUNTY', parent_code: null, inside: true },
      { code: '321302001000', level: 'SUBDISTRICT', parent_code: '321302000000', inside: true },
      { code: '321302001001', level: 'COMMUNITY', parent_code: '321302001000', inside: true },
      { code: '321302101000', level: 'TOWN', parent_code: '321302000000', inside: true },
      { code: '321302101201', level: 'VILLAGE', parent_code: '321302101000', inside: true },
    ]);
    const stored = await database.manager.query(
      `SELECT name, kind, capabilities, beds, nursing_beds, division_code, division_from, status, valid_from::text
       FROM facility JOIN facility_status ON facility_id = id ORDER BY name`,
    );
    const byName = Object.fromEntries(stored.map((row: { name: string }) => [row.name, row]));
    expect(byName['幸福日间照料中心']).toMatchObject({
      kind: 'DAY_CARE_CENTER',
      capabilities: ['DAY_CARE', 'MEAL'],
      beds: 20,
      nursing_beds: 12,
      division_code: '321302001001',
      division_from: 'LOCATION',
      status: 'OPERATING',
      valid_from: '1900-01-01',
    });
    expect(byName['汪庄幸福院']).toMatchObject({
      kind: 'MUTUAL_AID_POINT',
      division_from: 'DECLARED',
      valid_from: '2021-06-01',
    });
    expect(byName['王官集镇养老院']).toMatchObject({
      division_code: '321302101000',
      status: 'BUILDING',
      valid_from: '2024-01-01',
    });
    expect(
      await countOf(database, "facility_assignment WHERE facility_id = 'a' AND relation = 'ASSIGNED'"),
    ).toBe(2);
    const [estate] = await database.manager.query(
      `SELECT households, gated, delivered_on::text, (SELECT count(*)::integer FROM estate_entrance WHERE estate_id = id) AS gates FROM housing_estate WHERE id = 'e1'`,
    );
    expect(estate).toEqual({ households: 1200, gated: true, delivered_on: '2015-01-01', gates: 2 });
    const weights = await database.manager.query(
      'SELECT id, weight_60, weight_80, division_code FROM demand_point ORDER BY id',
    );
    expect(weights).toEqual([
      { id: 'd1', weight_60: 700, weight_80: 90.5, division_code: '321302001001' },
      { id: 'd2', weight_60: 120, weight_80: null, division_code: '321302101201' },
      { id: 'd3', weight_60: 5, weight_80: null, division_code: null },
    ]);
  });
});

describe('broken text', () => {
  it('takes the other rows when one holds half a character, in whatever field', async () => {
    const station = { id: 'f', name: '站', kind: 'COMMUNITY_STATION', lon: 118.29, lat: 33.95 };
    const half = '\ud83d';
    const report = await run(
      'facilities',
      records(
        { ...station, id: 'h1', beds: half },
        { ...station, id: 'h2', kind: half },
        { ...station, id: 'h3', [`备注${half}`]: `${half}\0` },
        { ...station, id: 'h4', statusFrom: `${'年'.repeat(198)}😀😀` },
        { ...station, id: `h5${half}` },
      ),
    );
    expect(found(report)).toEqual(
      expect.arrayContaining(['BAD_NUMBER@1', 'BAD_VALUE@2', 'BAD_DATE@4', 'BAD_VALUE@5', 'UNUSED_COLUMNS']),
    );
    expect(report).toMatchObject({ inserted: 1, rejected: 4 });
    expect(report.issues.find(({ row }) => row === 1)?.value).toBe('\ufffd');
  });
});
