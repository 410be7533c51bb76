import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { invariant } from '../../kernel/invariant.js';
import type { FilePieces } from '../download-table.js';

export interface ZipMember {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Sizes are told behind each member, as they are not known before it; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1 January 1980: files made of the same data are the same. */
const DATE = 0x21;
const MOST = 0xffffffff;

/** A zip archive as a stream: members are compressed one after the other while they are made. */
export async function* zipPieces(members: Iterable<ZipMember>): FilePieces {
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, pieces } of members) {
    const entry = new EntryCounter();
    const head = localHead(name);
    yield head;
    let packed = 0;
    for await (const piece of deflated(entry.count(pieces))) {
      packed += piece.length;
      yield piece;
    }
    const facts = { name, packed, size: entry.size, checksum: entry.checksum, at };
    yield descriptor(facts);
    directory.push(directoryEntry(facts));
    at += head.length + packed + 16;
    invariant(at < MOST && entry.size < MOST, 'an archive of at most 4 GB');
  }
  const central = Buffer.concat(directory);
  yield central;
  yield directoryEnd(directory.length, central.length, at);
}

class EntryCounter {
  size = 0;
  checksum = 0;

  async *count(pieces: ZipMember['pieces']): FilePieces {
    for await (const piece of pieces) {
      this.size += piece.length;
      this.checksum = crc32(piece, this.checksum);
      yield piece;
    }
  }
}

function deflated(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  // What goes wrong ends both; whoever reads is told by the one it reads.
  pipeline(Readable.from(pieces), deflate, () => {});
  return deflate;
}

interface EntryFacts {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
  /** Where it begins. */
  readonly at: number;
}

function localHead(name: string): Buffer {
  const text = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.write('PK\u0003\u0004', 'latin1');
  writeCommon(head, 4, { packed: 0, size: 0, checksum: 0 }, text.length);
  return Buffer.concat([head, text]);
}

function descriptor({ packed, size, checksum }: EntryFacts): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write('PK\u0007\u0008', 'latin1');
  bytes.writeUInt32LE(checksum, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryEntry(facts: EntryFacts): Buffer {
  const text = Buffer.from(facts.name);
  const entry = Buffer.alloc(46);
  entry.write('PK\u0001\u0002', 'latin1');
  entry.writeUInt16LE(VERSION, 4);
  writeCommon(entry, 6, facts, text.length);
  entry.writeUInt32LE(facts.at, 42);
  return Buffer.concat([entry, text]);
}

function directoryEnd(entries: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

/** What a member's head and its entry in the directory say alike. */
function writeCommon(
  into: Buffer,
  at: number,
  { packed, size, checksum }: Pick<EntryFacts, 'packed' | 'size' | 'checksum'>,
  nameLength: number,
): void {
  into.writeUInt16LE(VERSION, at);
  into.writeUInt16LE(FLAGS, at + 2);
  into.writeUInt16LE(DEFLATE, at + 4);
  into.writeUInt16LE(DATE, at + 8);
  into.writeUInt32LE(checksum, at + 10);
  into.writeUInt32LE(packed, at + 14);
  into.writeUInt32LE(size, at + 18);
  into.writeUInt16LE(nameLength, at + 22);
}
