import type { Geometry } from 'geojson';
import { WGS84 } from '../../src/downloads/download-crs.js';
import type { DownloadRow, DownloadTable } from '../../src/downloads/download-table.js';

const COLUMNS = [
  { name: 'id', type: 'text', zh: '编号', en: 'Identifier' },
  { name: 'name', type: 'text', zh: '名称', en: 'Name' },
  { name: 'beds', type: 'integer', zh: '床位数', en: 'Beds' },
  { name: 'share', type: 'number', zh: '占比', en: 'Share' },
  { name: 'published', type: 'boolean', zh: '是否公示', en: 'Published' },
  { name: 'openedOn', type: 'date', zh: '启用日期', en: 'Opened on' },
] as const;

/** A row of every kind of value; some are empty, one looks like a formula. */
export function madeRow(k: number, geometry: Geometry | null): DownloadRow {
  return {
    geometry,
    properties: {
      id: `站-${k}`,
      name: k % 7 === 3 ? '=HYPERLINK("http://bad")' : `养老服务站 "${k}", <东> & 西\n第二行`,
      beds: k % 5 === 0 ? null : k - 3,
      share: k / 8,
      published: k % 2 === 0,
      openedOn: k % 3 === 0 ? null : `20${String(10 + (k % 15))}-02-28`,
    },
  };
}

export function pointAt(k: number): Geometry {
  return { type: 'Point', coordinates: [118 + (k % 331) / 1000, 33.5 + ((k * 7) % 601) / 1000] };
}

/** A square with a hole. */
export function areaAt(k: number): Geometry {
  const [x, y] = [118 + (k % 100) / 100, 33 + Math.floor(k / 100) / 100];
  const ring = (side: number, at: number) => [
    [x + at, y + at],
    [x + at + side, y + at],
    [x + at + side, y + at + side],
    [x + at, y + at + side],
    [x + at, y + at],
  ];
  return { type: 'MultiPolygon', coordinates: [[ring(0.009, 0), ring(0.002, 0.003).reverse()]] };
}

/** A line of so many vertices. */
export function lineAt(k: number, vertices: number): Geometry {
  const coordinates = Array.from({ length: vertices }, (_, v) => [
    118 + k / 1000 + v / 1e5,
    33 + (v % 9) / 1e4,
  ]);
  return { type: 'LineString', coordinates };
}

export function madeTable(
  rows: Iterable<DownloadRow> | AsyncIterable<DownloadRow>,
  other: Partial<DownloadTable> = {},
): DownloadTable {
  return {
    name: 'stations',
    title: { zh: '养老服务站', en: 'Stations' },
    columns: COLUMNS,
    geometry: 'POINT',
    crs: WGS84,
    notes: [
      { key: 'synthetic', zh: '合成数据', en: 'Generated', value: 'true' },
      { key: 'licence', zh: '许可', en: 'Licence', value: '© OpenStreetMap contributors' },
    ],
    batches: inBatches(rows, 250),
    ...other,
  };
}

export function* madeRows(
  count: number,
  shape: (k: number) => Geometry | null = pointAt,
): Generator<DownloadRow> {
  for (let k = 0; k < count; k++) yield madeRow(k, shape(k));
}

async function* inBatches<T>(rows: Iterable<T> | AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  const batch: T[] = [];
  for await (const row of rows) if (batch.push(row) === size) yield batch.splice(0);
  if (batch.length > 0) yield batch;
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
