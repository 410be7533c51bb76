import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openDatasetFile, type OpenDatasetOptions } from '../../../src/imports/formats/open-dataset-file.js';
import type { SourceRecord } from '../../../src/imports/source-record.js';
import { issueCodeOf } from '../../support/issue-code.js';
import { makeShapefileZip, dbf, shp } from '../../support/make-shapefile.js';
import { makeZip } from '../../support/make-zip.js';
import { sharedData } from '../../support/shared-data.js';
import { temporaryFile } from '../../support/temporary-file.js';

async function read(name: string, data: string | Uint8Array, options?: OpenDatasetOptions) {
  const file = await openDatasetFile(temporaryFile(name, data), options);
  const records: SourceRecord[] = [];
  for await (const record of file.records()) records.push(record);
  return { file, records };
}

const point = { type: 'Point', coordinates: [118.25, 33.95] } as const;
const feature = (properties: object, geometry: unknown = point): string =>
  JSON.stringify({ type: 'Feature', properties, geometry });
const collection = (...features: string[]): string =>
  `{"type":"FeatureCollection","features":[${features.join(',')}]}`;

describe('GeoJSON', () => {
  it('reads a collection feature by feature', async () => {
    const { file, records } = await read(
      'a.geojson',
      collection(feature({ name: '幸福站 "A" }{][' }), feature({ name: '乙' })),
    );
    expect(file).toMatchObject({ format: 'geojson', encoding: 'utf-8', crsHint: null, issues: [] });
    expect(file.bytesRead()).toBe(file.bytesTotal);
    expect(records).toEqual([
      { row: 1, properties: { name: '幸福站 "A" }{][' }, geometry: point },
      { row: 2, properties: { name: '乙' }, geometry: point },
    ]);
  });

  it('reads a long collection whose features and texts fall across the pieces it is read in', async () => {
    const features = Array.from({ length: 5000 }, (_, index) =>
      feature({ name: `第${index}个养老服务站点`.repeat(5) }),
    );
    const { records } = await read('a.json', collection(...features));
    expect(records.length).toBe(5000);
    expect(records[4999].properties.name).toBe('第4999个养老服务站点'.repeat(5));
  });

  it.each([
    ['a byte order mark', '\ufeff' + collection(feature({ a: 1 }))],
    ['a single feature', feature({ a: 1 })],
    [
      'members after the features',
      collection(feature({ a: 1 })).slice(0, -1) + ',"name":"x","note":[1,{"b":2}]}',
    ],
    [
      'a member named features among the properties',
      collection(feature({ a: 1 }, { ...point, features: [{}] })),
    ],
  ])('accepts %s', async (_, text) => {
    const { records } = await read('a.geojson', text);
    expect(records).toEqual([{ row: 1, properties: { a: 1 }, geometry: point }]);
  });

  it('reads a bare geometry, and keeps a feature id as property', async () => {
    expect((await read('a.geojson', JSON.stringify(point))).records).toEqual([
      { row: 1, properties: {}, geometry: point },
    ]);
    const withId = '{"type":"Feature","id":"321302","properties":{},"geometry":null}';
    expect((await read('a.geojson', withId)).records).toEqual([
      { row: 1, properties: { id: '321302' }, geometry: null },
    ]);
  });

  it('reads GB18030 text', async () => {
    const { file, records } = await read(
      'a.geojson',
      iconv.encode(collection(feature({ name: '宿城区䶮' })), 'gb18030'),
    );
    expect(file.encoding).toBe('gb18030');
    expect(records[0].properties.name).toBe('宿城区䶮');
  });

  it.each([
    ['urn:ogc:def:crs:EPSG::4490', 'cgcs2000'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'wgs84'],
    ['EPSG:4550', 'EPSG:4550'],
    ['EPSG:2437', 'EPSG:2437'],
  ])('hints at the crs member %s', async (name, hint) => {
    const crs = `"crs":{"type":"name","properties":{"name":"${name}"}}`;
    const features = collection(feature({ crs: { properties: { name: 'EPSG:1' } } }));
    const before = await read('a.geojson', features.replace('"features"', `${crs},"features"`));
    const after = await read('a.geojson', `${features.slice(0, -1)},${crs}}`);
    expect([before.file.crsHint, after.file.crsHint]).toEqual([hint, hint]);
  });

  it('warns when the file names another system than was declared, but not about the label on GCJ-02 data', async () => {
    const crs = '"crs":{"type":"name","properties":{"name":"EPSG:4326"}},"features"';
    const text = collection(feature({})).replace('"features"', crs);
    const codes = async (declaredCrs: string) =>
      (await read('a.geojson', text, { declaredCrs })).file.issues.map((issue) => issue.code);
    expect(await codes('EPSG:4548')).toEqual(['CRS_MISMATCH']);
    expect(await codes('cgcs2000')).toEqual([]);
    expect(await codes('gcj02')).toEqual([]);
    expect(await issueCodeOf(read('a.geojson', text, { declaredCrs: 'beijing54' }))).toBe('UNKNOWN_CRS');
  });

  it('closes open rings and rejects what is no geometry, row by row', async () => {
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [118, 33],
          [119, 33],
          [119, 34],
        ],
      ],
    };
    const { records } = await read(
      'a.geojson',
      collection(
        feature({}, open),
        feature({}, { type: 'LineString', coordinates: [[118, 33]] }),
        feature({}, { type: 'Point', coordinates: ['118', 33] }),
        feature({}, { type: 'Circle', coordinates: [118, 33] }),
        feature({}, { type: 'Point', coordinates: [118, 33, 12.5] }),
        feature({}, { type: 'Polygon', coordinates: [] }),
        '7',
      ).replace(',7]', ',{"type":"Feature"}]'),
    );
    expect(records[0].geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [118, 33],
          [119, 33],
          [119, 34],
          [118, 33],
        ],
      ],
    });
    expect(records.map((record) => record.issues?.map((issue) => issue.code) ?? [])).toEqual([
      ['UNCLOSED_RING'],
      ['INVALID_GEOMETRY'],
      ['BAD_COORDINATE'],
      ['WRONG_GEOMETRY_TYPE'],
      [],
      [],
      [],
    ]);
    expect(records[4].geometry).toEqual({ type: 'Point', coordinates: [118, 33] });
    expect(records[5].geometry).toBeNull();
  });

  it.each([
    ['empty', '', 'EMPTY_FILE'],
    ['blank', ' \n\n ', 'EMPTY_FILE'],
    ['a collection of nothing', collection(), 'EMPTY_FILE'],
    [
      'cut inside a feature',
      collection(feature({ a: 1 }), feature({ a: 2 })).slice(0, -30),
      'TRUNCATED_FILE',
    ],
    ['cut between features', collection(feature({ a: 1 }), feature({ a: 2 })).slice(0, -2), 'TRUNCATED_FILE'],
    ['no JSON', '<html>404</html>', 'MALFORMED_FILE'],
    ['a broken feature', collection('{"type":"Feature",}'), 'MALFORMED_FILE'],
    ['something after the end', collection(feature({})) + '}', 'MALFORMED_FILE'],
  ])('refuses a file that is %s', async (_, text, code) => {
    expect(await issueCodeOf(read('a.geojson', text))).toBe(code);
  });

  const fence = sharedData('divisions/fences/321302.json');
  it.skipIf(fence === null)('reads the outline of 宿城区 (needs the shared data)', async () => {
    const file = await openDatasetFile(fence as string);
    const records: SourceRecord[] = [];
    for await (const record of file.records()) records.push(record);
    expect(records.length).toBe(1);
    expect(records[0].geometry?.type).toMatch(/Polygon$/);
  });
});

describe('newline-delimited GeoJSON', () => {
  it.each([
    ['a.ndjson', `${feature({ a: 1 })}\n\n${feature({ a: 2 })}\n`],
    ['a.geojsonl', `${feature({ a: 1 })}\r\n\r\n${feature({ a: 2 })}`],
    ['a.geojson', `${feature({ a: 1 })}\n\n${feature({ a: 2 })}\n`],
    ['no-extension', `\u001e${feature({ a: 1 })}\n\n\u001e${feature({ a: 2 })}\n`],
  ])('reads %s', async (name, text) => {
    const { file, records } = await read(name, text);
    expect(file.format).toBe('ndjson');
    expect(records.map(({ row, properties }) => [row, properties.a])).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  it('reports a bad line and goes on; a last line cut short is a file cut short', async () => {
    const { records } = await read('a.ndjson', `${feature({ a: 1 })}\nnonsense}\n${feature({ a: 3 })}\n`);
    expect(records.map((record) => record.issues?.[0].code)).toEqual([undefined, 'MALFORMED_ROW', undefined]);
    const cut = `${feature({ a: 1 })}\n${feature({ a: 2 }).slice(0, -20)}`;
    expect(await issueCodeOf(read('a.ndjson', cut))).toBe('TRUNCATED_FILE');
    expect(await issueCodeOf(read('a.ndjson', '\n\n'))).toBe('EMPTY_FILE');
  });
});

describe('CSV', () => {
  const rows = 'id,名称,经度,纬度\n1,幸福站,118.25,33.95\n2,乐龄站,118.26,33.96\n';
  const expected = [
    { row: 2, properties: { id: '1', 名称: '幸福站', 经度: '118.25', 纬度: '33.95' }, geometry: point },
    {
      row: 3,
      properties: { id: '2', 名称: '乐龄站', 经度: '118.26', 纬度: '33.96' },
      geometry: { type: 'Point', coordinates: [118.26, 33.96] },
    },
  ];

  it.each([
    ['UTF-8', Buffer.from(rows), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff' + rows), 'utf-8'],
    ['GB18030', iconv.encode(rows, 'gb18030'), 'gb18030'],
    ['UTF-16 as spreadsheets write it', iconv.encode(rows, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['Windows line ends', Buffer.from(rows.replaceAll('\n', '\r\n')), 'utf-8'],
    ['semicolons', Buffer.from(rows.replaceAll(',', ';')), 'utf-8'],
    ['tabs', Buffer.from(rows.replaceAll(',', '\t')), 'utf-8'],
  ])('reads %s', async (_, bytes, encoding) => {
    const { file, records } = await read('a.csv', bytes);
    expect(file).toMatchObject({ format: 'csv', encoding });
    expect(records).toEqual(expected);
    expect(file.bytesRead()).toBe(file.bytesTotal);
  });

  it('counts lines as an editor does, quoted line breaks and blank lines included', async () => {
    const { records } = await read(
      'a.csv',
      'id,note,lng,lat\n1,"a\nb, ""c""",118.25,33.95\n\n2,x,118.25,33.95\n',
    );
    expect(records.map(({ row, properties }) => [row, properties.note])).toEqual([
      [2, 'a\nb, "c"'],
      [5, 'x'],
    ]);
  });

  it('reports ragged rows and bad numbers, and lets empty positions be', async () => {
    const { records } = await read(
      'a.csv',
      'id,lon,lat\n1,118.25\n2,118.25,33.95,extra\n3,东,33.95\n4,,\n5,118.25,\n6,118.25,33.95,,\n',
    );
    expect(records.map((record) => record.issues?.map((issue) => issue.code) ?? [])).toEqual([
      ['RAGGED_ROW', 'BAD_NUMBER'],
      ['RAGGED_ROW'],
      ['BAD_NUMBER'],
      [],
      ['BAD_NUMBER'],
      [],
    ]);
    expect(records[2].issues?.[0]).toMatchObject({ row: 4, field: 'lon', value: '东' });
    expect(records[3].geometry).toBeNull();
  });

  it('takes named columns, projected x and y, and well-known text', async () => {
    const columns = { lon: 'E', lat: 'N' };
    expect((await read('a.csv', 'id,E,N\n1,118.25,33.95\n', { columns })).records[0].geometry).toEqual(point);
    const missing = read('a.csv', rows, { columns: { lon: 'E', lat: 'N' } });
    expect(await issueCodeOf(missing)).toBe('MISSING_COLUMN');
    const projected = (await read('a.csv', 'x,y\n500000.5,4570000\n')).records[0].geometry;
    expect(projected).toEqual({ type: 'Point', coordinates: [500000.5, 4570000] });
    const wkt =
      'id,WKT\n1,"POLYGON Z ((118 33 1, 119 33 1, 119 34 1, 118 33 1))"\n2,POINT(118.25 33.95)\n3,POINT(118.25\n4,\n';
    const { records } = await read('a.csv', wkt);
    expect(records.map((record) => record.geometry?.type)).toEqual([
      'Polygon',
      'Point',
      undefined,
      undefined,
    ]);
    expect(records.map((record) => record.issues?.[0].code)).toEqual([
      undefined,
      undefined,
      'INVALID_GEOMETRY',
      undefined,
    ]);
  });

  it('reads a file of GB18030 whose first Chinese character comes late', async () => {
    const many = 'id,name\n' + '1,plain\n'.repeat(200_000) + '2,养老院\n';
    const { file, records } = await read('a.csv', iconv.encode(many, 'gb18030'));
    expect(file.encoding).toBe('gb18030');
    expect(records[200_000].properties.name).toBe('养老院');
  });

  it.each([
    ['empty', '', 'EMPTY_FILE'],
    ['a header only', 'id,name\n', 'EMPTY_FILE'],
    ['cut inside quotes', 'id,name\n1,"abc', 'TRUNCATED_FILE'],
    ['binary', Buffer.from([1, 0, 2, 0, 3]), 'WRONG_ENCODING'],
    ['in no known encoding', Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xff, 0x31, 0x0a]), 'WRONG_ENCODING'],
  ])('refuses a file that is %s', async (_, data, code) => {
    expect(await issueCodeOf(read('a.csv', data))).toBe(code);
  });

  it('refuses bytes that do not fit the encoding asked for', async () => {
    const gb = iconv.encode(rows, 'gb18030');
    expect(await issueCodeOf(read('a.csv', gb, { encoding: 'UTF-8' }))).toBe('WRONG_ENCODING');
    expect(await issueCodeOf(read('a.csv', gb, { encoding: 'klingon' }))).toBe('WRONG_ENCODING');
    expect((await read('a.csv', gb, { encoding: 'GBK' })).records).toEqual(expected);
  });
});

describe('zipped Shapefile', () => {
  const records = [
    { 名称: '幸福养老院', 代码: 321302001 },
    { 名称: '乐龄站', 代码: 321302002 },
  ];
  const points = [
    [118.25, 33.95],
    [118.26, 33.96],
  ] as const;
  const prj =
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

  it.each([
    ['GB18030 without a hint', { encoding: 'gb18030' }, 'gb18030'],
    ['GBK by its .cpg', { encoding: 'gb18030', cpg: 'GBK\n' }, 'gb18030'],
    ['GBK by its language driver', { encoding: 'gb18030', languageDriver: 0x4d }, 'gb18030'],
    ['UTF-8 without a hint', { encoding: 'utf-8' }, 'utf-8'],
    ['UTF-8 by its .cpg', { encoding: 'utf-8', cpg: 'UTF-8' }, 'utf-8'],
    ['UTF-8 under an ANSI language driver', { encoding: 'utf-8', languageDriver: 0x57 }, 'utf-8'],
  ])('reads %s', async (_, variant, encoding) => {
    const { file, records: found } = await read(
      'a.zip',
      makeShapefileZip({ points, records, prj, ...variant }),
    );
    expect(file).toMatchObject({ format: 'shapefile', encoding, crsHint: 'cgcs2000' });
    expect(found).toEqual([
      { row: 1, properties: records[0], geometry: { type: 'Point', coordinates: [118.25, 33.95] } },
      { row: 2, properties: records[1], geometry: { type: 'Point', coordinates: [118.26, 33.96] } },
    ]);
    expect(file.bytesRead()).toBe(file.bytesTotal);
  });

  it('reads polygons, and archives under another name', async () => {
    const ring = [
      [118, 33],
      [118, 34],
      [119, 34],
      [118, 33],
    ] as const;
    const { records: found } = await read(
      'a.bin',
      makeShapefileZip({ polygons: [ring], records: [{ a: 'x' }], encoding: 'utf-8' }),
    );
    expect(found[0].geometry).toEqual({
      type: 'Polygon',
      coordinates: [ring.map((position) => [...position])],
    });
  });

  it('never follows names out of the archive and ignores foreign members', async () => {
    const base = { points, records, encoding: 'utf-8' };
    const harmless = makeShapefileZip({
      ...base,
      extra: [
        { name: '__MACOSX/._places.shp', data: 'x' },
        { name: 'readme.txt', data: 'x' },
      ],
    });
    expect((await read('a.zip', harmless)).records.length).toBe(2);
    const slip = makeShapefileZip({ ...base, extra: [{ name: '../../evil.shp', data: 'x' }] });
    expect(await issueCodeOf(read('a.zip', slip))).toBe('MALFORMED_FILE');
  });

  const test = { points, records, encoding: 'utf-8' };
  const whole = makeShapefileZip(test);
  it.each([
    ['cut short', whole.subarray(0, whole.length - 40), 'TRUNCATED_FILE'],
    ['without a .shp', makeZip([{ name: 'a.dbf', data: dbf(test) }]), 'MALFORMED_FILE'],
    [
      'with two layers',
      makeZip([
        { name: 'a.shp', data: shp(test) },
        { name: 'b.shp', data: shp(test) },
      ]),
      'MALFORMED_FILE',
    ],
    [
      'with a .shp cut short',
      makeZip([{ name: 'a.shp', data: shp(test).subarray(0, 120) }]),
      'TRUNCATED_FILE',
    ],
    [
      'with a .dbf cut short',
      makeZip([
        { name: 'a.shp', data: shp(test) },
        { name: 'a.dbf', data: dbf(test).subarray(0, 120) },
      ]),
      'TRUNCATED_FILE',
    ],
    ['with no shapes', makeZip([{ name: 'a.shp', data: shp({ ...test, points: [] }) }]), 'EMPTY_FILE'],
    [
      'with a .cpg that lies',
      makeShapefileZip({ points, records, encoding: 'gb18030', cpg: 'UTF-8' }),
      'WRONG_ENCODING',
    ],
    [
      'that claims gigabytes',
      makeZip([{ name: 'a.shp', data: shp(test), claimedSize: 3_000_000_000 }]),
      'FILE_TOO_LARGE',
    ],
    ['whose sizes lie', makeZip([{ name: 'a.shp', data: shp(test), claimedSize: 10 }]), 'MALFORMED_FILE'],
  ])('refuses an archive %s', async (_, bytes, code) => {
    expect(await issueCodeOf(read('a.zip', bytes))).toBe(code);
  });
});

describe('other files', () => {
  it('says what it can read when it cannot tell', async () => {
    expect(await issueCodeOf(read('a.xyz', 'hello world\n'))).toBe('UNKNOWN_FORMAT');
    expect(await issueCodeOf(read('a.shp', 'x'))).toBe('UNKNOWN_FORMAT');
    expect(await issueCodeOf(read('a.osm.pbf', 'x'))).toBe('UNKNOWN_FORMAT');
    expect(await issueCodeOf(openDatasetFile('/nowhere/at/all.csv'))).toBe('UNKNOWN_FORMAT');
  });

  it('speaks both languages', async () => {
    const error = await openDatasetFile(temporaryFile('a.csv', '')).catch((caught: Error) => caught);
    expect((error as Error).message).toMatch(/文件里没有任何数据.*The file holds no data/);
  });
});
