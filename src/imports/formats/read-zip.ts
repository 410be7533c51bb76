import { open, type Entry, type ZipFile } from 'yauzl';
import { importError } from '../import-issue.js';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all wanted members together, unpacked. */
  readonly inflatedBytes: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 2000, inflatedBytes: 1024 * 1024 * 1024 };

/**
 * The wanted members of a zip archive, in memory: nothing is ever written under a name from the archive.
 * @throws PlanningError TRUNCATED_FILE, MALFORMED_FILE, UNSUPPORTED_FEATURE (encrypted) or FILE_TOO_LARGE
 */
export async function readZip(
  path: string,
  isWanted: (name: string) => boolean,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Map<string, Uint8Array>> {
  let zip: ZipFile | null = null;
  try {
    zip = await openZip(path);
    if (zip.entryCount > limits.entries) {
      throw tooLarge('压缩包内文件数 / archive members', zip.entryCount, limits.entries);
    }
    const members = new Map<string, Uint8Array>();
    let left = limits.inflatedBytes;
    for await (const entry of entriesOf(zip)) {
      if (!isWanted(entry.fileName)) continue;
      if (entry.isEncrypted())
        throw importError('UNSUPPORTED_FEATURE', { detail: '加密的压缩包 / encrypted zip' });
      // The announced size is checked first, and the real one as it comes: headers can lie.
      if (entry.uncompressedSize > left) {
        throw tooLarge('解压后字节数 / unpacked bytes', entry.uncompressedSize, limits.inflatedBytes);
      }
      const bytes = await readEntry(zip, entry, left, limits);
      left -= bytes.length;
      members.set(entry.fileName, bytes);
    }
    return members;
  } catch (error) {
    throw translated(error);
  } finally {
    zip?.close();
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (settle: () => void): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
        settle();
      };
      zip.once('entry', (found: Entry) => done(() => resolve(found)));
      zip.once('end', () => done(() => resolve(null)));
      zip.once('error', (error: Error) => done(() => reject(error)));
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
    if (zip.entriesRead >= zip.entryCount) return;
  }
}

async function readEntry(zip: ZipFile, entry: Entry, left: number, limits: ZipLimits): Promise<Uint8Array> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = piece as unknown as Uint8Array;
    size += bytes.length;
    if (size > left) throw tooLarge('解压后字节数 / unpacked bytes', size, limits.inflatedBytes);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces, size);
}

function tooLarge(what: string, actual: number, limit: number): Error {
  return importError('FILE_TOO_LARGE', { what, actual: `${actual}`, limit: `${limit}` }, 'LIMIT_EXCEEDED');
}

/** yauzl and zlib speak of central directories; users have a file that is whole or not. */
function translated(error: unknown): unknown {
  const { name, message, code } = error as { name?: string; message: string; code?: string };
  if (name === 'PlanningError' || code === 'ENOENT' || code === 'EACCES') return error;
  const isCut = /end of central directory|unexpected end|too few bytes|unexpected EOF/i.test(message);
  return isCut
    ? importError('TRUNCATED_FILE', { detail: 'zip' })
    : importError('MALFORMED_FILE', { format: 'zip', detail: message });
}
