import { parse } from 'csv-parse/sync';
import { geojson as flatGeobuf } from 'flatgeobuf';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { FeatureCollection } from 'geojson';
import readExcel from 'read-excel-file/node';
import initSqlJs from 'sql.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CGCS2000, gaussKruger } from '../../src/downloads/download-crs.js';
import type { DownloadTable } from '../../src/downloads/download-table.js';
import { type DownloadFormat, FORMATS } from '../../src/downloads/formats/download-format.js';
import { areaAt, bytesOf, lineAt, madeRow, madeRows, madeTable, pointAt } from './made-table.js';

const COUNT = 300;
const points = (count = COUNT) => madeTable(madeRows(count));
const areas = (count = COUNT) => madeTable(madeRows(count, areaAt), { geometry: 'POLYGON' });

function written(format: DownloadFormat, table: DownloadTable, headers: 'zh' | 'field' = 'zh') {
  return bytesOf(FORMATS[format].pieces(table, headers));
}

describe('CSV', () => {
  it('has Chinese headers behind a byte order mark, and no formulas', async () => {
    const bytes = await written('csv', points());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
    expect(rows).toHaveLength(COUNT);
    expect(Object.keys(rows[0]!)).toEqual([
      ...['编号', '名称', '床位数', '占比', '是否公示', '启用日期', '经度', '纬度'],
    ]);
    expect(rows[4]).toEqual({
      ...{
        编号: '站-4',
        名称: '养老服务站 "4", <东> & 西\n第二行',
        床位数: '1',
        占比: '0.5',
        是否公示: '是',
      },
      ...{ 启用日期: '2014-02-28', 经度: '118.004', 纬度: '33.528' },
    });
    expect(rows[3]!['名称']).toBe('\'=HYPERLINK("http://bad")');
    expect(rows[1]!['床位数']).toBe('-2');
  });

  it('has the names of the fields as headers for programs, and shapes as WKT', async () => {
    const rows: Record<string, string>[] = parse(await written('csv', areas(2), 'field'), {
      bom: true,
      columns: true,
    });
    expect(Object.keys(rows[0]!)).toEqual([
      ...['id', 'name', 'beds', 'share', 'published', 'openedOn', 'geometry'],
    ]);
    expect(rows[0]!['published']).toBe('true');
    expect(rows[0]!['geometry']).toMatch(/^MULTIPOLYGON \(\(\(118 33, 118\.009 33, /);
  });

  it('is a header alone without rows', async () => {
    expect(String(await written('csv', points(0)))).toMatch(/^\uFEFF编号,.*纬度\r\n$/);
  });
});

describe('GeoJSON', () => {
  it('is a collection with metadata and a count, without crs in WGS 84', async () => {
    const collection = JSON.parse(String(await written('geojson', points()))) as FeatureCollection & {
      metadata: object;
      numberReturned: number;
    };
    expect(collection.type).toBe('FeatureCollection');
    expect(collection).not.toHaveProperty('crs');
    expect(collection.metadata).toEqual({ synthetic: 'true', licence: '© OpenStreetMap contributors' });
    expect([collection.features.length, collection.numberReturned]).toEqual([COUNT, COUNT]);
    expect(collection.features[4]).toEqual({
      ...{ type: 'Feature', geometry: pointAt(4), properties: madeRow(4, null).properties },
    });
  });

  it('names another system', async () => {
    const table = { ...points(1), crs: CGCS2000 };
    const { crs } = JSON.parse(String(await written('geojson', table))) as { crs: object };
    expect(crs).toEqual({ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } });
  });

  it('is whole without features', async () => {
    expect(JSON.parse(String(await written('geojson', points(0))))).toMatchObject({
      features: [],
      numberReturned: 0,
    });
  });

  it('is a feature a line where lines are wanted', async () => {
    const lines = String(await written('geojsonl', points())).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line).properties.id)).toEqual(
      Array.from({ length: COUNT }, (_, k) => `站-${k}`),
    );
  });
});

describe('XLSX', () => {
  it('has a sheet of rows and one that says what they are', async () => {
    const bytes = await written('xlsx', points());
    const sheets = await readExcel(bytes);
    const [{ data: rows }, { data: about }] = sheets;
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['数据', '说明']);
    expect(rows).toHaveLength(COUNT + 1);
    expect(rows[0]).toEqual(['编号', '名称', '床位数', '占比', '是否公示', '启用日期', '经度', '纬度']);
    expect(rows[5]).toEqual([
      ...['站-4', '养老服务站 "4", <东> & 西\n第二行', 1, 0.5, '是', new Date('2014-02-28'), 118.004, 33.528],
    ]);
    expect(rows[4]![1]).toBe('=HYPERLINK("http://bad")');
    expect(about).toContainEqual(['行数', String(COUNT), 'Rows', 'rows']);
    expect(about).toContainEqual(['许可', '© OpenStreetMap contributors', 'Licence', 'licence']);
  });

  it('says that it leaves out shapes', async () => {
    const [{ data: rows }, { data: about }] = await readExcel(await written('xlsx', areas(1)));
    expect(rows[0]).not.toContain('几何（WKT）');
    expect(about.map(([item]) => item)).toContain('图形');
  });
});

describe('FlatGeobuf', () => {
  // The reader tells of every step it takes.
  beforeAll(() => void vi.spyOn(console, 'debug').mockImplementation(() => {}));

  const read = async (
    bytes: Uint8Array,
    rect?: { minX: number; minY: number; maxX: number; maxY: number },
  ) => {
    const features = [];
    let header = {} as HeaderMeta;
    const aligned = new Uint8Array(bytes);
    for await (const feature of flatGeobuf.deserialize(aligned, {
      rect,
      headerMetaFn: (meta: HeaderMeta) => (header = meta),
    }))
      features.push(feature);
    return { features, header };
  };

  it.each([
    ['points', points, pointAt],
    ['areas', areas, areaAt],
  ])('of a few %s has an index and says what it holds', async (_name, table, shape) => {
    const bytes = await written('fgb', table());
    const { features, header } = await read(bytes);
    expect(header).toMatchObject({ featuresCount: COUNT, indexNodeSize: 16, title: '养老服务站' });
    expect(header.crs).toMatchObject({ org: 'EPSG', code: 4326 });
    expect(header.columns!.map(({ name, title }) => [name, title])).toContainEqual(['beds', '床位数']);
    const byId = new Map(features.map((feature) => [feature.properties!.id, feature]));
    expect(byId.size).toBe(COUNT);
    for (const k of [0, 1, 4, 299]) {
      const { geometry, properties } = byId.get(`站-${k}`)!;
      expect(geometry).toEqual(shape(k));
      const known = Object.entries(madeRow(k, null).properties).filter(([, value]) => value !== null);
      expect(properties).toEqual(Object.fromEntries(known));
    }
  });

  it('finds by its index what lies in a box, and nothing else', async () => {
    const rect = { minX: 118.1, minY: 33.6, maxX: 118.2, maxY: 33.8 };
    const { features } = await read(await written('fgb', points()), rect);
    const inside = [...madeRows(COUNT)].filter(({ geometry }) => {
      const [x, y] = (geometry as { coordinates: number[] }).coordinates as [number, number];
      return x >= 118.1 && x <= 118.2 && y >= 33.6 && y <= 33.8;
    });
    expect(features.map(({ properties }) => properties!.id).sort()).toEqual(
      inside.map(({ properties }) => properties.id).sort(),
    );
    expect(inside.length).toBeGreaterThan(20);
  });

  it('of many features comes without an index', async () => {
    const table = madeTable(
      madeRows(6000, (k) => lineAt(k, 120)),
      { geometry: 'LINE' },
    );
    const { features, header } = await read(await written('fgb', table));
    expect(header).toMatchObject({ featuresCount: 0, indexNodeSize: 0 });
    expect(features).toHaveLength(6000);
    expect(features[5999]!.geometry).toEqual(lineAt(5999, 120));
  });

  it.each([0, 1, 16, 17])('is whole with %i features', async (count) => {
    expect((await read(await written('fgb', points(count)))).features).toHaveLength(count);
  });

  it('keeps features without a place', async () => {
    const table = madeTable([madeRow(0, null), madeRow(1, pointAt(1))]);
    const bytes = await written('fgb', table);
    expect(bytes.length).toBeGreaterThan(300);
  });
});

describe('GeoPackage', () => {
  const open = async (table: DownloadTable) => {
    const { Database } = await initSqlJs();
    const database = new Database(await written('gpkg', table));
    return (sql: string) => database.exec(sql)[0]?.values ?? [];
  };

  it.each([0, 1, 2, 40, 41, 3000])('of %i rows is sound', async (count) => {
    const query = await open(points(count));
    expect(query('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(query('SELECT count(*) FROM stations')).toEqual([[count]]);
    expect(query('SELECT fid FROM stations ORDER BY fid DESC LIMIT 1')).toEqual(count === 0 ? [] : [[count]]);
  });

  it('is sound with rows longer than a page, whatever their length', async () => {
    const table = madeTable(
      madeRows(700, (k) => lineAt(k, 2 + k * 3)),
      { geometry: 'LINE' },
    );
    const query = await open(table);
    expect(query('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(query('SELECT count(*), sum(length(geom)) FROM stations')).toEqual([
      [700, Array.from({ length: 700 }, (_, k) => 40 + 9 + 16 * (2 + k * 3)).reduce((a, b) => a + b)],
    ]);
  });

  it('holds the values, and says of itself what it is', async () => {
    const query = await open({ ...points(), crs: gaussKruger(4528, 120, 40_500_000) });
    expect(query('SELECT id, name, beds, share, published, "openedOn" FROM stations WHERE fid = 5')).toEqual([
      ['站-4', '养老服务站 "4", <东> & 西\n第二行', 1, 0.5, 1, '2014-02-28'],
    ]);
    expect(query('SELECT beds, "openedOn" FROM stations WHERE fid = 1')).toEqual([[null, null]]);
    expect(query('SELECT typeof(share) FROM stations WHERE fid = 9')).toEqual([['real']]);
    expect(query('PRAGMA application_id')).toEqual([[0x47504b47]]);
    expect(query('SELECT identifier, srs_id, min_x, max_x FROM gpkg_contents')).toEqual([
      ['养老服务站', 4528, 118, 118.299],
    ]);
    expect(query('SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id')).toEqual([
      [-1],
      [0],
      [4326],
      [4528],
    ]);
    expect(query("SELECT title FROM gpkg_data_columns WHERE column_name = 'beds'")).toEqual([['床位数']]);
    expect(JSON.parse(String(query('SELECT metadata FROM gpkg_metadata')[0]![0]))).toEqual({
      ...{ synthetic: 'true', licence: '© OpenStreetMap contributors' },
    });
  });
});
