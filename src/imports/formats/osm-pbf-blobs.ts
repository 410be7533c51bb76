import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { PbfReader } from 'pbf';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { importError } from '../import-issue.js';

/** The format's own hard limits (OSM wiki, PBF Format): a reader may refuse anything larger. */
const HEADER_BYTES_LIMIT = 64 * 1024;
const BLOB_BYTES_LIMIT = 32 * 1024 * 1024;

const inflateBytes = promisify(inflate) as (
  data: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Buffer>;

/** One block of the file, still packed. */
export interface OsmBlob {
  /** 'OSMHeader', 'OSMData', or a type readers must skip. */
  readonly type: string;
  /** Byte position of the packed block, and its size. */
  readonly offset: number;
  readonly size: number;
}

/** Random access to the bytes of a PBF, in memory or on disk. */
export interface OsmPbfSource {
  readonly bytesTotal: number;
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a PBF by path or from memory. Throws EMPTY_FILE when it has no bytes. */
export async function openOsmPbf(input: string | Uint8Array): Promise<OsmPbfSource> {
  const source = typeof input === 'string' ? await openFile(input) : fromBytes(input);
  if (source.bytesTotal > 0) return source;
  await source.close();
  throw importError('EMPTY_FILE');
}

function fromBytes(bytes: Uint8Array): OsmPbfSource {
  return {
    bytesTotal: bytes.byteLength,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: async () => {},
  };
}

async function openFile(path: string): Promise<OsmPbfSource> {
  const handle: FileHandle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    bytesTotal: size,
    read: async (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === bytes.length ? bytes : bytes.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

/** Walks the file's blocks without unpacking them. Throws TRUNCATED_FILE, MALFORMED_FILE or FILE_TOO_LARGE. */
export async function* osmBlobs(source: OsmPbfSource): AsyncGenerator<OsmBlob> {
  let position = 0;
  while (position < source.bytesTotal) {
    const lengthBytes = await readExactly(source, position, 4);
    const headerLength = new DataView(lengthBytes.buffer, lengthBytes.byteOffset, 4).getUint32(0, false);
    position += 4;
    if (headerLength === 0 || headerLength > HEADER_BYTES_LIMIT) {
      throw malformedPbf(`block header of ${headerLength} bytes at byte ${position - 4}`);
    }
    const header = parseBlobHeader(await readExactly(source, position, headerLength));
    position += headerLength;
    if (header.size > BLOB_BYTES_LIMIT) throw tooLarge(header.size);
    if (position + header.size > source.bytesTotal) throw truncated(source.bytesTotal);
    yield { type: header.type, offset: position, size: header.size };
    position += header.size;
  }
}

/** The unpacked bytes of one block; the format's raw and zlib packings are understood, others give a coded error. */
export async function unpackBlob(source: OsmPbfSource, blob: OsmBlob): Promise<Uint8Array> {
  const { raw, zlib, other, rawSize } = await parseBlob(source, blob);
  if (other !== null) throw importError('UNSUPPORTED_COMPRESSION', { detail: other });
  if (raw !== null) return raw;
  if (zlib === null) throw malformedPbf(`block at byte ${blob.offset} is empty`);
  if (rawSize > BLOB_BYTES_LIMIT) throw tooLarge(rawSize);
  let data: Buffer;
  try {
    data = await inflateBytes(zlib, { maxOutputLength: BLOB_BYTES_LIMIT });
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(BLOB_BYTES_LIMIT + 1);
    throw malformedPbf(`block at byte ${blob.offset} does not inflate (${(error as Error).message})`);
  }
  if (rawSize >= 0 && data.length !== rawSize) {
    throw malformedPbf(`block at byte ${blob.offset} has ${data.length} bytes where it promises ${rawSize}`);
  }
  return data;
}

/** Runs a parsing step; whatever the protobuf reader throws on broken bytes becomes MALFORMED_FILE. */
export function parseOsmPbf<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PlanningError) throw error;
    throw malformedPbf((error as Error).message);
  }
}

export function malformedPbf(detail: string): PlanningError {
  return importError('MALFORMED_FILE', { format: 'OSM PBF', detail });
}

function parseBlobHeader(bytes: Uint8Array): { type: string; size: number } {
  return parseOsmPbf(() => {
    const reader = new PbfReader(bytes);
    const header = { type: '', size: -1 };
    while (reader.pos < bytes.length) {
      const key = reader.readVarint();
      if (key >> 3 === 1) header.type = reader.readString();
      else if (key >> 3 === 3) header.size = reader.readVarint(true);
      else reader.skip(key);
    }
    if (header.type === '' || header.size < 0) throw malformedPbf('block header without type or size');
    return header;
  });
}

const PACKINGS: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

interface PackedBlob {
  readonly raw: Uint8Array | null;
  readonly zlib: Uint8Array | null;
  readonly other: string | null;
  /** Size once unpacked as the block promises it, -1 when it does not say. */
  readonly rawSize: number;
}

async function parseBlob(source: OsmPbfSource, blob: OsmBlob): Promise<PackedBlob> {
  const bytes = await readExactly(source, blob.offset, blob.size);
  const found = {
    raw: null as Uint8Array | null,
    zlib: null as Uint8Array | null,
    other: null as string | null,
  };
  let rawSize = -1;
  parseOsmPbf(() => {
    const reader = new PbfReader(bytes);
    while (reader.pos < bytes.length) {
      const key = reader.readVarint();
      const field = key >> 3;
      if (field === 1) found.raw = reader.readBytes();
      else if (field === 2) rawSize = reader.readVarint(true);
      else if (field === 3) found.zlib = reader.readBytes();
      else {
        if (PACKINGS[field] !== undefined) found.other = PACKINGS[field];
        reader.skip(key);
      }
    }
  });
  return { ...found, rawSize };
}

async function readExactly(source: OsmPbfSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length < length) throw truncated(source.bytesTotal);
  return bytes;
}

function truncated(bytesTotal: number): PlanningError {
  return importError('TRUNCATED_FILE', { detail: `OSM PBF, ${bytesTotal} bytes` });
}

function tooLarge(bytes: number): PlanningError {
  return importError(
    'FILE_TOO_LARGE',
    { what: 'OSM PBF 数据块', actual: `${bytes} B`, limit: `${BLOB_BYTES_LIMIT} B` },
    'LIMIT_EXCEEDED',
  );
}
