import { setImmediate } from 'node:timers/promises';
import { openShp } from 'shapefile';
import { importError, importIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { checkGeometry } from './check-geometry.js';
import { openDbf, type DbfTable } from './dbf-records.js';
import { readZip } from './read-zip.js';

/** The members of a zipped Shapefile that are read. */
export interface ShapefileParts {
  readonly name: string;
  readonly shp: Uint8Array;
  readonly table: DbfTable | null;
  /** The .prj's text, as it stands. */
  readonly projection: string | null;
}

const PART = /\.(shp|dbf|prj|cpg)$/i;

/**
 * Unpacks a zipped Shapefile into memory.
 * @throws PlanningError MALFORMED_FILE when it holds no .shp or several, and as readZip and openDbf do
 */
export async function openZippedShapefile(path: string, encoding: string | null): Promise<ShapefileParts> {
  const members = await readZip(path, (name) => PART.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));
  const layers = [...members.keys()].filter((name) => /\.shp$/i.test(name));
  if (layers.length !== 1) {
    const detail =
      layers.length === 0
        ? '压缩包里没有 .shp 文件 / no .shp inside'
        : `压缩包里有 ${layers.length} 个图层，请分开导入 / several layers: ${layers.join(', ')}`;
    throw importError('MALFORMED_FILE', { format: 'Shapefile', detail });
  }
  const stem = layers[0].slice(0, -4).toLowerCase();
  const part = (extension: string): Uint8Array | null => {
    for (const [name, bytes] of members) if (name.toLowerCase() === stem + extension) return bytes;
    return null;
  };
  const shp = members.get(layers[0]) as Uint8Array;
  checkShpLength(shp);
  const dbf = part('.dbf');
  const text = (bytes: Uint8Array | null): string | null =>
    bytes === null ? null : new TextDecoder().decode(bytes).trim();
  return {
    name: layers[0],
    shp,
    table: dbf === null ? null : openDbf(dbf, text(part('.cpg')), encoding),
    projection: text(part('.prj')),
  };
}

/** The records of a Shapefile; shapes and attributes belong together by position, deleted ones are left out. */
export async function* shapefileRecords(
  parts: ShapefileParts,
  onRead: (share: number) => void,
): AsyncGenerator<SourceRecord> {
  const shapes = await openShp(parts.shp).catch((error: Error) => {
    throw malformed(error);
  });
  let index = 0;
  let count = 0;
  for (; ; index++) {
    const next = await shapes.read().catch((error: Error) => {
      throw malformed(error);
    });
    if (next.done) break;
    const row = index + 1;
    const properties =
      parts.table === null || index >= parts.table.recordCount ? {} : parts.table.record(index);
    if (properties === null) continue;
    count++;
    const { geometry, issues } = checkGeometry(next.value, row);
    const found = [...issues];
    if (parts.table !== null && index >= parts.table.recordCount) {
      found.push(
        importIssue('MALFORMED_ROW', { row, detail: '.dbf 里没有对应的记录 / no attributes for this shape' }),
      );
    }
    yield found.length > 0 ? { row, properties, geometry, issues: found } : { row, properties, geometry };
    if (row % 1000 === 0) {
      onRead(row / Math.max(row, parts.table?.recordCount ?? row));
      await setImmediate();
    }
  }
  if (count === 0) throw importError('EMPTY_FILE');
  onRead(1);
}

const HEADER_BYTES = 100;

/** The header says how long the file must be, in 16-bit words. */
function checkShpLength(shp: Uint8Array): void {
  if (shp.length < HEADER_BYTES) throw importError('TRUNCATED_FILE', { detail: '.shp' });
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  if (view.getInt32(0, false) !== 9994)
    throw importError('MALFORMED_FILE', { format: 'Shapefile', detail: '.shp' });
  const announced = view.getInt32(24, false) * 2;
  if (announced > shp.length) {
    throw importError('TRUNCATED_FILE', { detail: `.shp ${shp.length} < ${announced} 字节 / bytes` });
  }
}

function malformed(error: Error): Error {
  return importError('MALFORMED_FILE', { format: 'Shapefile', detail: error.message });
}
