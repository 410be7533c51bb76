import { open, mkdtemp, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invariant } from '../../kernel/invariant.js';
import { noteValues } from '../download-notes.js';
import type { CellValue, DownloadColumn, DownloadTable, FilePieces } from '../download-table.js';
import { type Bounds, noBounds, widen } from './bounds.js';
import { geoPackageFrame } from './geo-package-frame.js';
import { geoPackageGeometry } from './geo-package-geometry.js';
import { PAGE_BYTES, SqliteTable } from './sqlite-table.js';
import { sqliteRecord, type SqliteValue } from './sqlite-record.js';

const PIECE_BYTES = 256 * 1024;
/** Of the number of pages in the file, in its first page (fileformat2, 1.3). */
const PAGES_AT = 28;

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
  const now = new Date().toISOString();
  const notes = noteValues(table.notes);
  // Bounds that stand for those to come, as long as them.
  const frame = await geoPackageFrame(table, notes, now, [0.5, 0.5, 0.5, 0.5]);
  const pending = new PendingPages(file, frame.bytes.length);
  const rows = new SqliteTable(frame.bytes.length / PAGE_BYTES + 1, (page) => pending.take(page));
  const bounds = noBounds();
  let number = 0;
  for await (const batch of table.batches)
    for (const { geometry, properties } of batch) {
      if (geometry) widen(bounds, geometry);
      const shape = geometry && geoPackageGeometry(geometry, table.crs.epsg);
      const values = table.columns.map((column) => stored(properties[column.name], column));
      // The number of a row is the key itself; the record has none for it.
      const record = sqliteRecord([null, ...(table.geometry === null ? [] : [shape]), ...values]);
      await rows.add(++number, record);
    }
  const root = await rows.finish();
  await pending.flush();
  await writeFrame(table, file, { frame, root, pages: rows.pages, bounds: number > 0 ? bounds : null, now });
  return rows.pages * PAGE_BYTES;
}

interface Finished {
  readonly frame: Awaited<ReturnType<typeof geoPackageFrame>>;
  readonly root: Uint8Array;
  readonly pages: number;
  readonly bounds: Bounds | null;
  readonly now: string;
}

/** The first pages, now that bounds and length are known. */
async function writeFrame(
  table: DownloadTable,
  file: FileHandle,
  { frame, root, pages, bounds, now }: Finished,
): Promise<void> {
  const known = bounds && Number.isFinite(bounds[0]) ? bounds : null;
  const { bytes } = await geoPackageFrame(table, noteValues(table.notes), now, known);
  invariant(bytes.length === frame.bytes.length, 'a frame as long as before');
  const head = Buffer.from(bytes);
  head.set(root, (frame.root - 1) * PAGE_BYTES);
  head.writeUInt32BE(pages, PAGES_AT);
  await file.write(head, 0, head.length, 0);
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

  async take(page: Uint8Array): Promise<void> {
    this.pages.push(page);
    if (this.pages.length * PAGE_BYTES >= PIECE_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pages);
    this.pages = [];
    await this.file.write(bytes, 0, bytes.length, this.position);
    this.position += bytes.length;
  }
}
