// Writes one generated layer to a file and tells what it took: node write-download.js FORMAT COUNT FILE
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { WGS84 } from '../../src/downloads/download-crs.js';
import type { DownloadRow, DownloadTable } from '../../src/downloads/download-table.js';
import { type DownloadFormat, FORMATS } from '../../src/downloads/formats/download-format.js';
import { peakMegabytes } from './peak-megabytes.js';

/** As the program reads layers. */
const ROWS_AT_ONCE = 1000;

const COLUMNS = [
  { name: 'id', type: 'text', zh: '编号', en: 'Identifier' },
  { name: 'name', type: 'text', zh: '名称', en: 'Name' },
  { name: 'kind', type: 'text', zh: '类型', en: 'Kind' },
  { name: 'households', type: 'integer', zh: '户数', en: 'Households' },
  { name: 'share', type: 'number', zh: '占比', en: 'Share' },
  { name: 'gated', type: 'boolean', zh: '封闭管理', en: 'Gated' },
  { name: 'deliveredOn', type: 'date', zh: '交付日期', en: 'Delivered on' },
  { name: 'divisionCode', type: 'text', zh: '所在区划', en: 'Division' },
] as const;

function row(k: number): DownloadRow {
  return {
    geometry: {
      type: 'Point',
      coordinates: [118 + ((k * 7919) % 100_003) / 1e5, 33 + ((k * 104_729) % 99_991) / 1e5],
    },
    properties: {
      id: `estate-${k}`,
      name: `清溪花园 ${k} 期`,
      kind: k % 3 === 0 ? 'NEW' : 'EXISTING',
      households: (k * 37) % 4000,
      share: ((k * 31) % 1000) / 1000,
      gated: k % 2 === 0,
      deliveredOn: k % 5 === 0 ? null : `20${String(10 + (k % 15))}-06-30`,
      divisionCode: '321302001001',
    },
  };
}

async function* batches(count: number): AsyncGenerator<DownloadRow[]> {
  for (let at = 0; at < count; at += ROWS_AT_ONCE)
    yield Array.from({ length: Math.min(ROWS_AT_ONCE, count - at) }, (_, k) => row(at + k));
}

const [format, countText, file] = process.argv.slice(2) as [DownloadFormat, string, string];
const table: DownloadTable = {
  ...{ name: 'estates', title: { zh: '小区', en: 'Estates' }, columns: COLUMNS, geometry: 'POINT' },
  ...{ crs: WGS84, notes: [], batches: batches(Number(countText)) },
};
const began = performance.now();
const stream = createWriteStream(file);
for await (const piece of FORMATS[format].pieces(table, 'zh'))
  if (!stream.write(piece)) await once(stream, 'drain');
stream.end();
await once(stream, 'close');
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ seconds, megabytes: peakMegabytes() }));
