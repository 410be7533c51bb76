import { open, mkdtemp, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invariant } from '../../kernel/invariant.js';
import type { CellValue, DownloadColumn, DownloadTable, FilePieces } from '../download-table.js';
import { type Bounds, noBounds, widen } from './bounds.js';
import { GeoPackageFrame } from './geo-package-frame.js';
import { geoPackageGeometry } from './geo-package-geometry.js';
import { PAGE_BYTES, SqliteTable } from './sqlite-table.js';
import { SqliteRecords, type SqliteValue } from './sqlite-record.js';

const PIECE_BYTES = 256 * 1024;
/** Of the number of pages in the file, in its first page (fileformat2, 1.3). */
const PAGES_AT = 28;
/** Bounds that stand for those to come, as long as them. */
const STANDING: Bounds = [0.5, 0.5, 0.5, 0.5];

/**
 * A GeoPackage 1.3, written to a temporary file in the memory of a few pages and then sent. Features have no R-tree.
 * Its metadata say what it holds, its data columns carry the Chinese names.
 */
export async function* geoPackagePieces(table: DownloadTable): FilePieces {
  const folder = await mkdtemp(path.join(tmpdir(), 'carecircle-'));
  const file = await open(path.join(folder, 'download.gpkg'), 'wx+', 0o600);
  try {
    const size = await writeGeoPackage(table, file);
    for (let at = 0; at < size;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at);
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns its size in bytes. */
async function writeGeoPackage(table: DownloadTable, file: FileHandle): Promise<number> {
  const frame = await GeoPackageFrame.open(table, new Date().toISOString());
  try {
    const head = frame.bytes(STANDING);
    const pending = new PendingPages(file, head.length);
    const rows = new SqliteTable(head.length / PAGE_BYTES + 1, (page) => pending.take(page));
    const records = new SqliteRecords();
    const bounds = noBounds();
    let number = 0;
    for await (const batch of table.batches)
      for (const { geometry, properties } of batch) {
        if (geometry) widen(bounds, geometry);
        const shape = geometry && geoPackageGeometry(geometry, table.crs.epsg);
        const values = table.columns.map((column) => stored(properties[column.name], column));
        // The number of a row is the key itself; the record has none for it.
        const record = records.write([null, ...(table.geometry === null ? [] : [shape]), ...values]);
        rows.add(++number, record);
        if (pending.isFull) await pending.flush();
      }
    const root = rows.finish();
    await pending.flush();
    const known = frame.bytes(Number.isFinite(bounds[0]) ? bounds : null);
    invariant(known.length === head.length, 'a frame as long as before');
    known.set(root, (frame.root - 1) * PAGE_BYTES);
    known.writeUInt32BE(rows.pages, PAGES_AT);
    await file.write(known, 0, known.length, 0);
    return rows.pages * PAGE_BYTES;
  } finally {
    frame.close();
  }
}

function stored(value: CellValue | undefined, { type }: DownloadColumn): SqliteValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (type === 'number') return { real: Number(value) };
  return type === 'integer' ? Number(value) : String(value);
}

/** Pages are written some at a time. */
class PendingPages {
  private pages: Uint8Array[] = [];

  constructor(
    private readonly file: FileHandle,
    private position: number,
  ) {}

  get isFull(): boolean {
    return this.pages.length * PAGE_BYTES >= PIECE_BYTES;
  }

  take(page: Uint8Array): void {
    this.pages.push(page);
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pages);
    this.pages = [];
    await this.file.write(bytes, 0, bytes.length, this.position);
    this.position += bytes.length;
  }
}
