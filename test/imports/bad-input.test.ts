import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transformerFromWgs84 } from '../../src/platform/crs/to-wgs84.js';
import { GCJ02 } from '../../src/platform/crs/find-crs.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import {
  countOf,
  fileOf,
  found,
  importer,
  records,
  revisionOf,
  smallTree,
  square,
} from './import-support.js';

let database: Database;
let run: ReturnType<typeof importer>;

beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
  await run('divisions', records(...smallTree));
});
afterAll(() => database.close());

const facility = { id: 'f', name: '站', kind: 'COMMUNITY_STATION', lon: 118.29, lat: 33.95 };

describe('codes and links', () => {
  it('rejects a repeated code and keeps its first row', async () => {
    const report = await run(
      'divisions',
      records({ code: '321302002000', name: '项里街道' }, { code: '321302002000', name: '又一个' }),
      { dryRun: true },
    );
    expect(report).toMatchObject({ read: 2, inserted: 1, rejected: 1 });
    expect(report.issues[0]).toMatchObject({ code: 'DUPLICATE_KEY', row: 2, value: '321302002000' });
    expect(report.issues[0].message).toContain('第 1 行');
  });

  it('rejects streets and villages without parent, and those below them, and takes a county as root', async () => {
    const report = await run(
      'divisions',
      records(
        { code: '321311001000', name: '顺河街道' },
        { code: '321311001001', name: '河滨居委会' },
        { code: '321322000000', name: '沭阳县', parentCode: '321300000000' },
        { code: '321322100000', name: '沭城镇' },
        { code: '321323000000', name: '泗阳县' },
      ),
      { dryRun: true },
    );
    expect(report).toMatchObject({ read: 5, inserted: 3, rejected: 2 });
    expect(found(report)).toEqual(['PARENT_MISSING@1', 'PARENT_MISSING@2', 'PARENT_UNKNOWN@3']);
  });

  it('rejects parents that form a ring or stand below', async () => {
    const ring = await run(
      'divisions',
      records(
        { code: '321324000000', name: '泗洪县', level: '县', parentCode: '321323000000' },
        { code: '321323000000', name: '泗阳县', level: '县', parentCode: '321324000000' },
        { code: '321322000000', name: '沭阳县', parentCode: '321302001000' },
        { code: '321325000000', name: '自己', parentCode: '321325000000' },
      ),
      { dryRun: true },
    );
    expect(ring).toMatchObject({ rejected: 4, inserted: 0 });
    expect(found(ring)).toEqual(['BAD_PARENT@1', 'BAD_PARENT@2', 'BAD_PARENT@3', 'BAD_PARENT@4']);
    expect(ring.issues[0].message).toContain('321324000000 → 321323000000 → 321324000000');
  });

  it('rejects a level that does not fit the code, or that children contradict', async () => {
    const report = await run(
      'divisions',
      records(
        { code: '321302003000', name: '河滨街道', level: '社区' },
        { code: '321302003001', name: '石篓居委会', level: 'TOWN' },
        { code: '12345', name: '五位' },
        { code: '3.21302E+11', name: '科学计数' },
        { code: '321302000000', name: '宿城区', level: 'ZONE' },
      ),
      { dryRun: true },
    );
    expect(found(report)).toEqual(['LEVEL_MISMATCH@1', 'LEVEL_MISMATCH@2', 'BAD_CODE@3', 'BAD_CODE@4']);
    expect(report.issues[3].message).toContain('文本');
    expect(report).toMatchObject({ rejected: 4, updated: 1 });
  });

  it('rejects rows of unknown divisions, estates and served divisions, and takes the rest', async () => {
    const facilities = await run(
      'facilities',
      records(
        { ...facility, id: 'g1', divisionCode: '321302009000' },
        { ...facility, id: 'g2', assignedTo: '321302001001;999999999999' },
        { ...facility, id: 'g3', divisionCode: '321302001001' },
      ),
      { dryRun: true },
    );
    expect(facilities).toMatchObject({ rejected: 2, inserted: 1 });
    expect(facilities.issues.map(({ code, row, field, value }) => [code, row, field, value])).toEqual([
      ['UNKNOWN_CODE', 1, 'divisionCode', '321302009000'],
      ['UNKNOWN_CODE', 2, 'assignedTo', '999999999999'],
    ]);
    const demand = await run(
      'demand',
      records({ id: 'd', kind: 'CELL', elderly60: 1, estateId: 'none', lon: 118.29, lat: 33.95 }),
      { dryRun: true },
    );
    expect(found(demand)).toContain('UNKNOWN_ESTATE@1');
  });
});

describe('values', () => {
  it('names field, value and what was expected', async () => {
    const report = await run(
      'facilities',
      records(
        { ...facility, kind: '幼儿园' },
        { ...facility, beds: '十张' },
        { ...facility, beds: 10, nursingBeds: 12 },
        { ...facility, capabilities: '助餐;跳伞' },
        { ...facility, name: ' ' },
        { ...facility, statusFrom: '2024-02-30' },
        { ...facility, rating: 6 },
        { ...facility, id: 'a b' },
      ),
      { dryRun: true },
    );
    expect(found(report)).toEqual([
      'BAD_VALUE@1',
      'BAD_NUMBER@2',
      'BAD_VALUE@3',
      'BAD_VALUE@4',
      'MISSING_FIELD@5',
      'BAD_DATE@6',
      'BAD_NUMBER@7',
      'BAD_VALUE@8',
    ]);
    expect(report.issues[0]).toMatchObject({ field: 'kind', value: '幼儿园' });
    expect(report.issues[0].message).toContain('养老机构 INSTITUTION');
    expect(report.issues[3]).toMatchObject({ field: 'capabilities', value: '跳伞' });
    expect(report).toMatchObject({ read: 8, rejected: 8, inserted: 0 });
  });

  it('rejects demand whose older cohort is larger, and demand without any count', async () => {
    const report = await run(
      'demand',
      records(
        { id: 'd1', kind: 'CELL', elderly60: 10, elderly80: 11, lon: 118.29, lat: 33.95 },
        { id: 'd2', kind: 'CELL', lon: 118.29, lat: 33.95 },
        { id: 'd3', kind: 'CELL', elderly60: -1, lon: 118.29, lat: 33.95 },
      ),
      { dryRun: true },
    );
    expect(found(report)).toEqual(['BAD_VALUE@1', 'MISSING_FIELD@2', 'BAD_NUMBER@3']);
  });

  it('refuses a file about persons, by its columns or by identity numbers in it', async () => {
    const refused = { code: 'BAD_USER_INPUT', details: { issueCode: 'PERSONAL_DATA' } };
    await expect(
      run('demand', records({ id: 'd', kind: 'CELL', elderly60: 1, 身份证号: '', lon: 1, lat: 1 })),
    ).rejects.toMatchObject(refused);
    await expect(
      run('facilities', records({ ...facility }, { ...facility, id: 'h', remark: '11010519491231002X' })),
    ).rejects.toMatchObject(refused);
    await expect(run('demand', records({ 姓名: '某', 性别: '女', id: 'd' }))).rejects.toMatchObject(refused);
    expect(await countOf(database, 'facility')).toBe(0);
  });

  it('says which columns there are when a rename names another', async () => {
    const file = fileOf('a.csv', 'id,标题,kind,lon,lat\n1,站,助餐点,118.29,33.95\n');
    await expect(run('facilities', file, { map: { name: '题目' } })).rejects.toMatchObject({
      details: { issueCode: 'MISSING_COLUMN' },
    });
    await expect(run('facilities', file, { map: { nmae: '标题' } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(
      await run('facilities', file, { map: { name: '标题' }, set: { operator: '街道办' }, dryRun: true }),
    ).toMatchObject({ inserted: 1, rejected: 0 });
  });
});

describe('geometry', () => {
  it('closes an open ring and says so', async () => {
    const { coordinates } = square(118.32, 33.95, 500) as { coordinates: number[][][] };
    const open = { type: 'Polygon', coordinates: [coordinates[0].slice(0, 4)] };
    const file = fileOf(
      'd.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { code: '321302101202', name: '东村委会' }, geometry: open },
        ],
      }),
    );
    const report = await run('divisions', file, { dryRun: true });
    expect(found(report)).toEqual(['UNCLOSED_RING@1']);
    expect(report).toMatchObject({ inserted: 1, rejected: 0 });
  });

  it('repairs a small loop and refuses a bow-tie', async () => {
    // A square kilometre with a loop of a few square metres at one corner, and a bow-tie.
    const d = 0.01;
    const loop = [
      [118.3, 33.9],
      [118.3 + d, 33.9],
      [118.3 + d, 33.9 + d],
      [118.30002, 33.9 + d],
      [118.3, 33.90998],
      [118.30002, 33.90998],
      [118.3, 33.9 + d],
      [118.3, 33.9],
    ];
    const bowTie = [
      [118.3, 33.9],
      [118.31, 33.91],
      [118.31, 33.9],
      [118.3, 33.91],
      [118.3, 33.9],
    ];
    const line = {
      type: 'LineString',
      coordinates: [
        [118.3, 33.9],
        [118.31, 33.91],
      ],
    };
    const report = await run(
      'divisions',
      records(
        { code: '321302101203', name: '环村委会', geometry: { type: 'Polygon', coordinates: [loop] } },
        { code: '321302101204', name: '结村委会', geometry: { type: 'Polygon', coordinates: [bowTie] } },
        { code: '321302101205', name: '线村委会', geometry: line },
      ),
    );
    expect(found(report)).toEqual(['GEOMETRY_REPAIRED@1', 'AREA_CHANGED@2', 'WRONG_GEOMETRY_TYPE@3']);
    expect(report).toMatchObject({ inserted: 1, rejected: 2 });
    const [stored] = await database.manager.query(
      "SELECT ST_IsValid(boundary) AS valid, ST_Area(boundary::geography) AS area FROM administrative_division WHERE code = '321302101203'",
    );
    expect(stored.valid).toBe(true);
    expect(stored.area / 1e6).toBeCloseTo(1.026, 2);
  });

  it('finds swapped, impossible and foreign coordinates', async () => {
    const at = (id: string, lon: number, lat: number) => ({ ...facility, id, lon, lat });
    const report = await run(
      'facilities',
      records(at('a', 33.95, 118.29), at('b', 200, 30), at('c', -51.2, -30.05), at('e', 0, 0)),
      { dryRun: true },
    );
    expect(found(report)).toEqual(
      ['LON_LAT_SWAPPED@1', 'BAD_COORDINATE@2', 'NO_DIVISION_FOUND', 'BAD_COORDINATE@4'].sort(
        (a, b) => Number(a.split('@')[1] ?? 0) - Number(b.split('@')[1] ?? 0),
      ),
    );
    const chinese = await run('facilities', records(at('a', 33.95, 118.29), at('c', -51.2, -30.05)), {
      crs: 'cgcs2000',
      dryRun: true,
    });
    expect(found(chinese)).toEqual(['LON_LAT_SWAPPED@1', 'OUTSIDE_CHINA@2']);
    const coded = await run(
      'facilities',
      records({ ...at('c', -51.2, -30.05), divisionCode: '321302001001' }),
      { dryRun: true },
    );
    expect(found(coded)).toContain('POINTS_OUTSIDE_CHINA');
    await expect(run('facilities', records(facility), { crs: 'xian80' })).rejects.toMatchObject({
      details: { issueCode: 'UNKNOWN_CRS' },
    });
  });

  it('warns of a point outside its declared division, with distance and where it lies', async () => {
    const report = await run('facilities', records({ ...facility, divisionCode: '321302101201' }), {
      dryRun: true,
    });
    expect(report).toMatchObject({ inserted: 1, rejected: 0 });
    expect(report.issues).toMatchObject([
      { code: 'DIVISION_MISMATCH', severity: 'warning', value: '321302101201 汪庄村委会' },
    ]);
    expect(report.issues[0].message).toMatch(/约 1[78]\d\d 米.*321302001001 凤凰居委会/);
  });
});

describe('coordinate systems', () => {
  const toGcj = transformerFromWgs84(GCJ02);
  const spots = Array.from({ length: 12 }, (_, i) => [
    118.2852 + (i % 4) * 0.0032,
    33.9462 + Math.floor(i / 4) * 0.0035,
  ]);
  const shifted = spots.map(([lon, lat], i) => {
    const [x, y] = toGcj(lon, lat);
    return { ...facility, id: `s${i}`, divisionCode: '321302001001', lon: x, lat: y };
  });

  it('brings declared GCJ-02 back to within a metre', async () => {
    const report = await run('facilities', records(...shifted), { crs: 'gcj02', source: { key: 'crs' } });
    expect(report.issues).toEqual([]);
    const rows: { meters: number }[] = await database.manager.query(
      `SELECT ST_Distance(entrance::geography, ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography) AS meters
       FROM facility JOIN unnest($1::text[], $2::float8[], $3::float8[]) AS spot(id, lon, lat) USING (id)`,
      [shifted.map(({ id }) => id), spots.map(([lon]) => lon), spots.map(([, lat]) => lat)],
    );
    expect(rows).toHaveLength(12);
    expect(Math.max(...rows.map(({ meters }) => meters))).toBeLessThan(0.01);
  });

  it('warns of undeclared GCJ-02 with the evidence', async () => {
    const report = await run('facilities', records(...shifted), { dryRun: true, source: { key: 'crs' } });
    const suspect = report.issues.find(({ code }) => code === 'CRS_SUSPECT');
    expect(suspect?.messageEn).toMatch(
      /of 12 points lie inside their division, 100% once taken as gcj02.*shift of about 5\d\d m/,
    );
    expect(report.rejected).toBe(0);
  });

  it('warns when rows come back beside where they are stored', async () => {
    const bare = shifted.map(({ divisionCode: _, ...rest }) => rest);
    const report = await run('facilities', records(...bare), { dryRun: true, source: { key: 'crs' } });
    expect(report.issues.find(({ code }) => code === 'CRS_SUSPECT')?.messageEn).toMatch(/--crs gcj02/);
  });

  it('warns when boundaries lie beside the stored ones', async () => {
    const moved = smallTree.slice(2, 3).map((row) => {
      const [ring] = (row.geometry as { coordinates: number[][][] }).coordinates;
      return {
        ...row,
        geometry: { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => toGcj(lon, lat))] },
      };
    });
    expect(found(await run('divisions', records(...moved), { dryRun: true }))).toContain('CRS_SUSPECT');
    expect(found(await run('divisions', records(...moved), { dryRun: true, crs: 'gcj02' }))).toEqual([]);
  });
});

describe('files as a whole', () => {
  const code = (issueCode: string) => ({ details: { issueCode } });

  it('refuses empty and broken files and stores nothing', async () => {
    const before = await countOf(database, 'import_run');
    await expect(run('facilities', fileOf('a.csv', ''))).rejects.toMatchObject(code('EMPTY_FILE'));
    await expect(run('facilities', fileOf('a.csv', 'id,name,kind\n'))).rejects.toMatchObject(
      code('EMPTY_FILE'),
    );
    await expect(
      run(
        'facilities',
        fileOf(
          'a.geojson',
          '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"1"',
        ),
      ),
    ).rejects.toMatchObject(code('TRUNCATED_FILE'));
    await expect(
      run('facilities', fileOf('a.csv', iconv.encode('编号,名称\n1,站\n', 'gb18030')), { encoding: 'utf-8' }),
    ).rejects.toMatchObject(code('WRONG_ENCODING'));
    expect(await countOf(database, 'import_run')).toBe(before);
  });

  it('reads GB18030 with Chinese headers', async () => {
    const text =
      '设施编号,设施名称,设施类型,服务功能,建筑面积（㎡）,经度,纬度\nG1,凤凰社区居家养老服务站,社区养老服务站,助餐、助浴、文娱,"1,350.5",118.29,33.95\n';
    const report = await run('facilities', fileOf('名单.csv', iconv.encode(text, 'gb18030')), {
      source: { key: 'gb' },
    });
    expect(report).toMatchObject({ inserted: 1, rejected: 0, encoding: 'gb18030', fileName: '名单.csv' });
    const [row] = await database.manager.query(
      "SELECT name, capabilities, floor_area_square_meters AS area FROM facility WHERE id = 'G1'",
    );
    expect(row).toEqual({
      name: '凤凰社区居家养老服务站',
      capabilities: ['BATH', 'MEAL', 'RECREATION'],
      area: 1350.5,
    });
  });

  it('says once that a column is missing, and which columns it could not use', async () => {
    const file = fileOf(
      'a.csv',
      'id,名称,品类,lon,lat\n1,站,助餐点,118.29,33.95\n2,站,助餐点,118.29,33.95\n',
    );
    const report = await run('facilities', file, { dryRun: true });
    expect(report).toMatchObject({ read: 2, rejected: 2, inserted: 0 });
    expect(found(report)).toEqual(['MISSING_COLUMN', 'UNUSED_COLUMNS']);
    expect(report.issues[0].message).toBe(
      '文件里没有“设施类型（kind）”这一列。现有的列：id, 名称, 品类, lon, lat。',
    );
    expect(report.issues[1].message).toContain('品类');
  });

  it('rejects ragged rows one by one', async () => {
    const report = await run(
      'facilities',
      fileOf('a.csv', 'id,name,kind,lon,lat\n1,站,助餐点,118.29,33.95\n2,站\n3,站,助餐点,abc,33.95\n'),
      { dryRun: true },
    );
    expect(found(report).slice(1)).toEqual(['RAGGED_ROW@3', 'BAD_NUMBER@4']);
    expect(report).toMatchObject({ read: 3, inserted: 1, rejected: 2 });
  });

  it('leaves nothing behind after a dry run', async () => {
    const tables = ['facility', 'data_source', 'import_run', 'audit_entry', 'facility_status'];
    const before = await Promise.all(tables.map((table) => countOf(database, table)));
    const revision = await revisionOf(database, 'facilities');
    const report = await run('facilities', records({ ...facility, id: 'dry' }), {
      dryRun: true,
      source: { key: 'dry' },
    });
    expect(report).toMatchObject({ inserted: 1, dryRun: true });
    expect(await Promise.all(tables.map((table) => countOf(database, table)))).toEqual(before);
    expect(await revisionOf(database, 'facilities')).toBe(revision);
  });

  it('refuses real rows under the name of a synthetic source', async () => {
    await run('facilities', records({ ...facility, id: 'syn' }), {
      source: { key: 'made-up', synthetic: true },
    });
    await expect(
      run('facilities', records(facility), { source: { key: 'made-up', synthetic: false } }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(run('facilities', records(facility), { source: { key: 'Bad Key' } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
