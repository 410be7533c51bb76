import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDataset } from '../../src/imports/import-dataset.js';
import type { ImportDatasetName } from '../../src/imports/import-report.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { today } from '../../src/platform/today.js';
import { openTestDatabase } from '../support/database.js';
import { makeXlsx } from '../support/make-xlsx.js';
import { temporaryFile } from '../support/temporary-file.js';

let database: Database;
const STREET = '321302001000';
const COMMUNITY = '321302001001';

async function load(
  dataset: Exclude<ImportDatasetName, 'network'>,
  text: string | Uint8Array,
  source = 'survey',
  name = 'rows.csv',
) {
  const file = temporaryFile(name, text);
  const options = { source: { key: source }, actor: { actor: 'clerk', role: 'resources' as const } };
  const report = await importDataset({ manager: database.manager, dataset, file, options });
  const { read, inserted, updated, unchanged, rejected, issues } = report;
  expect(read).toBe(inserted + updated + unchanged + rejected);
  const told = issues.filter(({ severity }) => severity !== 'info').map(({ row, code }) => `${row} ${code}`);
  return { inserted, updated, unchanged, rejected, told };
}

const query = (sql: string) => database.manager.query(sql);

beforeAll(async () => {
  database = await openTestDatabase();
  await query("INSERT INTO data_source (key, title) VALUES ('survey', 'survey')");
  await query(
    `INSERT INTO administrative_division (code, name, level, parent_code, source_key)
     SELECT code, name, level, parent, 'survey' FROM (VALUES ('321302000000', '宿城区', 'COUNTY', NULL),
       ('${STREET}', '项里街道', 'SUBDISTRICT', '321302000000'),
       ('${COMMUNITY}', '东风社区', 'COMMUNITY', '${STREET}')) AS division(code, name, level, parent)`,
  );
});
afterAll(() => database?.close());

describe('a register of estates', () => {
  const HEADER =
    '小区编号,小区名称,户数,土地出让日期,规划许可日期,竣工验收日期,交付日期,新建或既有,开发单位,社区代码,经度,纬度\n';

  it('takes what the audit can show, and says so by code; refuses what cannot be kept', async () => {
    const rows = [
      `A,甲苑,1234,2022-01-01,2022-06-01,2024-01-01,2024-03-01,新建,甲公司,${COMMUNITY},118.3,33.9`,
      `B,乙苑,0,,,,,既有,,${COMMUNITY},118.3,33.9`,
      `C,丙苑,,,,,,,,${COMMUNITY},118.3,33.9`,
      `D,丁苑,100,2023-01-01,2022-06-01,,2021-03-01,,,${COMMUNITY},118.3,33.9`,
      `E,戊苑,-5,,,,,,,${COMMUNITY},118.3,33.9`,
      `F,己苑,100,2023-02-30,,,,,,${COMMUNITY},118.3,33.9`,
      `G,庚苑,100,,,,,别的,,${COMMUNITY},118.3,33.9`,
    ];
    expect(await load('estates', HEADER + rows.join('\n'))).toEqual({
      inserted: 4,
      updated: 0,
      unchanged: 0,
      rejected: 3,
      told: [
        '3 HOUSEHOLDS_MISSING',
        '4 HOUSEHOLDS_MISSING',
        '5 DATES_OUT_OF_ORDER',
        '6 BAD_NUMBER',
        '7 BAD_DATE',
        '8 BAD_VALUE',
      ],
    });
    expect(
      await query(
        `SELECT id, households, granted_on::text, declared_class, developer FROM housing_estate ORDER BY id`,
      ),
    ).toEqual([
      { id: 'A', households: 1234, granted_on: '2022-01-01', declared_class: 'NEW', developer: '甲公司' },
      { id: 'B', households: 0, granted_on: null, declared_class: 'EXISTING', developer: null },
      { id: 'C', households: null, granted_on: null, declared_class: null, developer: null },
      { id: 'D', households: 100, granted_on: '2023-01-01', declared_class: null, developer: null },
    ]);
    expect(await load('estates', HEADER + rows.slice(0, 4).join('\n'))).toMatchObject({
      unchanged: 4,
      updated: 0,
    });
  });

  it('tells of every entrance far from its estate, whether the file moves the entrance or the estate', async () => {
    const header = '编号,名称,户数,出入口,经度,纬度\n';
    // A degree of latitude is 110.9 km here: entrance 2 lies 2.2 km off, entrance 1 300 m.
    const rows = 'N1,近门苑,10,118.3 33.9027,118.3,33.9\nN2,远门苑,10,118.3 33.9027;118.3 33.92,118.3,33.9\n';
    expect(await load('estates', header + rows)).toMatchObject({ inserted: 2, told: ['3 ENTRANCE_FAR'] });
    const far = await load('estates', '编号,名称,户数,经度,纬度\nN1,近门苑,10,118.32,33.9\n');
    expect(far).toMatchObject({ updated: 1, told: ['2 ENTRANCE_FAR'] });
    const large = {
      type: 'Feature',
      properties: { id: 'N2', name: '远门苑', households: 10 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            ...[118.29, 118.31, 118.31, 118.29].map((lon, at) => [lon, at < 2 ? 33.89 : 33.925]),
            [118.29, 33.89],
          ],
        ],
      },
    };
    const shape = JSON.stringify({ type: 'FeatureCollection', features: [large] });
    expect(await load('estates', shape, 'survey', 'rows.geojson')).toMatchObject({ updated: 1, told: [] });
  });

  it('counts every change of a row in its version', async () => {
    expect(await load('estates', '编号,名称,期数,经度,纬度\nA,甲苑,二期,118.3,33.9\n')).toMatchObject({
      updated: 1,
    });
    expect(await query("SELECT version, phase, households FROM housing_estate WHERE id = 'A'")).toEqual([
      { version: 2, phase: '二期', households: 1234 },
    ]);
  });
});

describe('care rooms', () => {
  const HEADER =
    '用房编号,所属小区编号,建筑面积（平方米）,楼栋面积,楼层,独立出入口,产权证号,移交街道代码,用途\n';

  it('keeps exact areas, and tells of areas and claims that cannot both be right', async () => {
    const rows = [
      `R1,A,246.8,1000,1,是,宿房0001,${STREET},养老服务`,
      `R2,A;B,300,200,1,否,,,闲置`,
      `R3,A,,,,,,,`,
      `R4,Z,10,,,,,,`,
      `R5,A,10,,0,,,,`,
      `R6,A,10,,1,,,${COMMUNITY},养老`,
      `R1,D,99,,1,,,,`,
    ];
    expect(await load('careRooms', HEADER + rows.join('\n'))).toEqual({
      inserted: 3,
      updated: 0,
      unchanged: 0,
      rejected: 4,
      told: [
        '2 ROOM_CLAIMED_TWICE',
        '3 AREA_EXCEEDS_WHOLE',
        '3 ROOM_CLAIMED_TWICE',
        '5 UNKNOWN_ESTATE',
        '6 BAD_NUMBER',
        '7 BAD_VALUE',
        '8 DUPLICATE_KEY',
        '8 CLAIM_KEPT',
      ],
    });
    expect(
      await query(`SELECT r.id, floor_area_square_meters::text AS area, is_registered, handed_over_code, use,
        (SELECT array_agg(estate_id ORDER BY estate_id) FROM care_room_claim WHERE care_room_id = r.id) AS estates
        FROM care_room r ORDER BY id`),
    ).toEqual([
      {
        id: 'R1',
        area: '246.8',
        is_registered: true,
        handed_over_code: STREET,
        use: 'CARE',
        estates: ['A', 'D'],
      },
      {
        id: 'R2',
        area: '300',
        is_registered: null,
        handed_over_code: null,
        use: 'VACANT',
        estates: ['A', 'B'],
      },
      { id: 'R3', area: null, is_registered: null, handed_over_code: null, use: null, estates: ['A'] },
    ]);
  });

  it('lets a source take back its own claims, never those of another', async () => {
    const claimants = async () => (await query("SELECT estate_id FROM care_room_claim WHERE care_room_id = 'R3' ORDER BY 1")).map(({ estate_id }: { estate_id: string }) => estate_id); // prettier-ignore
    const other = await load('careRooms', '用房编号,小区编号\nR3,B\n', 'other');
    expect(other.told).toEqual(['null SOURCE_CHANGED', '2 ROOM_CLAIMED_TWICE']);
    expect(await claimants()).toEqual(['A', 'B']);
    await load('careRooms', '用房编号,小区编号\nR3,D\n', 'other');
    expect(await claimants()).toEqual(['A', 'D']);
    expect(await load('careRooms', '用房编号,小区编号\nR3,D\n', 'other')).toMatchObject({ unchanged: 1 });
  });
});

describe('use and handover of care rooms by date', () => {
  const states = () =>
    query(`SELECT COALESCE(valid_from::text, '-') || ' ' || COALESCE(use, handed_over_to, handed_over_code, '-') AS said, recorded_by
      FROM care_room_state WHERE care_room_id = 'R7' ORDER BY aspect DESC, id`);
  const said = async () => (await states()).map((state: { said: string }) => state.said);
  const HEADER = '用房编号,小区编号,用途,用途起始日期,接收单位,移交日期\n';

  it('are added and never overwritten; without a day the first has always been, a change holds from today', async () => {
    expect(await load('careRooms', '用房编号,小区编号,用途,接收单位\nR7,D,养老,甲街道\n')).toMatchObject({
      inserted: 1,
      told: [],
    });
    expect(await states()).toEqual([
      { said: '- CARE', recorded_by: 'clerk' },
      { said: '- 甲街道', recorded_by: 'clerk' },
    ]);
    // Now it is known since when: before that day it was not.
    const dated = `${HEADER}R7,D,养老,2023-05-01,甲街道,2023-04-01\n`;
    expect(await load('careRooms', dated)).toMatchObject({ updated: 1, told: [] });
    expect(await load('careRooms', dated)).toMatchObject({ unchanged: 1 });
    expect(await load('careRooms', '用房编号,小区编号,用途\nR7,D,养老\n')).toMatchObject({ unchanged: 1 });
    expect(await said()).toEqual([
      ...['- CARE', '- -', '2023-05-01 CARE'],
      ...['- 甲街道', '- -', '2023-04-01 甲街道'],
    ]);
    // Something learned of the past leaves the present alone; an empty cell says nothing.
    expect(await load('careRooms', `${HEADER}R7,D,闲置,2021-01-01,,\n`)).toMatchObject({ updated: 1 });
    const now = () => query("SELECT use, handed_over_to FROM care_room WHERE id = 'R7'");
    expect(await now()).toEqual([{ use: 'CARE', handed_over_to: '甲街道' }]);
    expect(await load('careRooms', '用房编号,小区编号,用途,接收单位\nR7,D,闲置,\n')).toMatchObject({
      updated: 1,
    });
    expect(await now()).toEqual([{ use: 'VACANT', handed_over_to: '甲街道' }]);
    expect((await said()).slice(3, 5)).toEqual(['2021-01-01 VACANT', `${today()} VACANT`]);
  });

  it('are refused with a day that has not come, or a day of nothing', async () => {
    const rows = 'R8,D,养老,2199-01-01,,\nR9,D,,2020-01-01,,\nR10,D,,,,2020-01-01\n';
    expect((await load('careRooms', HEADER + rows)).told).toEqual([
      ...['2 BAD_VALUE', '3 MISSING_FIELD', '4 MISSING_FIELD'],
    ]);
  });
});

describe('evidence', () => {
  it('is added once, from Excel too; corrections name their like, and nothing is overwritten', async () => {
    const rows = [
      ['用房编号', '小区编号', '环节', '日期', '依据文件', '更正的凭证编号'],
      ['R1', '', '规划', '2022-06-01', '规划许可1号', ''],
      ['R1', '', '验收', '2024-01-01', '验收备案1号', ''],
      ['', 'A', '交付', '2024-03-01', '交付通知', ''],
      ['R9', '', '规划', '2022-06-01', '某文件', ''],
      ['', '', '规划', '2022-06-01', '某文件', ''],
      ['R1', '', '规划', '2199-06-01', '某文件', ''],
      ['R1', '', '规划', '', '某文件', ''],
      ['R1', '', '验收', '2024-02-01', '更正', '999'],
      ['R1', '', '规划', '2022-06-01', '规划许可1号', ''],
    ];
    const book = makeXlsx(rows);
    expect(await load('evidence', book, 'survey', 'evidence.xlsx')).toEqual({
      inserted: 3,
      updated: 0,
      unchanged: 0,
      rejected: 6,
      told: [
        '5 UNKNOWN_CARE_ROOM',
        '6 BAD_VALUE',
        '7 BAD_VALUE',
        '8 MISSING_FIELD',
        '9 UNKNOWN_EVIDENCE',
        '10 DUPLICATE_KEY',
      ],
    });
    const stored = await query('SELECT * FROM estate_evidence ORDER BY id');
    expect(stored.map(({ recorded_by }: { recorded_by: string }) => recorded_by)).toEqual([
      'clerk',
      'clerk',
      'clerk',
    ]);
    expect(await load('evidence', book, 'other', 'evidence.xlsx')).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    const header = '用房编号,环节,日期,依据文件,更正的凭证编号\n';
    const correction = `${header}R1,规划,2022-07-01,更正1,${stored[0].id}\n`;
    expect(await load('evidence', correction)).toMatchObject({ inserted: 1, told: [] });
    expect(await load('evidence', correction)).toMatchObject({ unchanged: 1, told: [] });
    expect((await load('evidence', correction.replace('更正1', '更正2'))).told).toEqual([
      '2 EVIDENCE_CORRECTED',
    ]);
    expect((await query('SELECT * FROM estate_evidence ORDER BY id')).slice(0, 3)).toEqual(stored);
  });
});

describe('evidence whose steps run backwards', () => {
  it('is taken and told, against the file, what was recorded before, and the register', async () => {
    const header = '用房编号,小区编号,环节,日期,依据文件,更正的凭证编号\n';
    const rooms = 'R7,,验收,2024-05-01,备案7号,\nR7,,交付,2024-04-01,移交7号,\n';
    const first = await load('evidence', header + rooms);
    expect(first).toMatchObject({ inserted: 2, told: ['3 DATES_OUT_OF_ORDER'] });
    expect(await load('evidence', `${header}R7,,规划,2024-04-15,许可7号,\n`)).toMatchObject({
      told: ['2 DATES_OUT_OF_ORDER'],
    });
    const [{ id }] = await query("SELECT id FROM estate_evidence WHERE document = '移交7号'");
    expect(await load('evidence', `${header}R7,,交付,2024-06-01,更正7号,${id}\n`)).toMatchObject({
      told: [],
    });
    // The register has the land granted on 2022-01-01.
    expect(await load('evidence', `${header},A,规划,2021-12-01,许可甲,\n`)).toMatchObject({
      told: ['2 DATES_OUT_OF_ORDER'],
    });
  });
});

describe('pools, land and premises', () => {
  it('pools name two estates or more that are known', async () => {
    const text = '合建编号,参与小区,协议日期\nP1,A、B,2024-01-01\nP2,A,2024-01-01\nP3,A;Z,2024-01-01\n';
    expect(await load('pools', text)).toMatchObject({
      inserted: 1,
      told: ['3 BAD_VALUE', '4 UNKNOWN_ESTATE'],
    });
    expect(await load('pools', '合建编号,参与小区\nP1,B;A;D\n')).toMatchObject({ updated: 1 });
    expect(await query("SELECT string_agg(estate_id, '' ORDER BY estate_id) AS all FROM estate_pool_member")).toEqual([{ all: 'ABD' }]); // prettier-ignore
    expect(await load('pools', '合建编号,参与小区\nP1,A;B;D\n')).toMatchObject({ unchanged: 1 });
  });

  it('care land has a base and a division', async () => {
    const text = `编号,规划单元,计算口径,用地面积,规划人口,区划代码\nL1,一单元,用地,1000.5,5000,${STREET}\nL2,一单元,别的,1,1,${STREET}\nL3,,用地,1,1,\n`;
    expect(await load('careLand', text)).toMatchObject({
      inserted: 1,
      told: ['3 BAD_VALUE', '4 MISSING_FIELD'],
    });
  });

  it('community premises may hold more care than floor only with a word', async () => {
    const text = `编号,建筑面积,养老服务面积,区划代码\nC1,500,250,${COMMUNITY}\nC2,100,200,${COMMUNITY}\n`;
    expect(await load('communityPremises', text)).toMatchObject({
      inserted: 2,
      told: ['3 AREA_EXCEEDS_WHOLE'],
    });
  });

  it('costs in 10,000 yuan are told from costs in yuan by their header', async () => {
    const wan = `编号,补建方式,建筑面积,费用（万元）,经度,纬度\nV1,改建,120,0.07,118.3,33.9\nV2,租赁,0,1,118.3,33.9\nV3,拆迁,9,1,118.3,33.9\nV4,租赁,9,,118.3,33.9\n`;
    expect(await load('availablePremises', wan)).toMatchObject({
      inserted: 1,
      told: ['3 BAD_NUMBER', '4 BAD_VALUE', '5 BAD_VALUE'],
    });
    const yuan = `编号,补建方式,建筑面积,费用（元）,经度,纬度\nV5,购置,120,70,118.3,33.9\n`;
    expect(await load('availablePremises', yuan)).toMatchObject({ inserted: 1, told: [] });
    expect(await query('SELECT id, cost_yuan::text AS yuan FROM available_premises ORDER BY id')).toEqual([
      { id: 'V1', yuan: '700' },
      { id: 'V5', yuan: '70' },
    ]);
  });
});
