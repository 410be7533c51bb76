import { createReadStream } from 'node:fs';
import { textDecoding } from './text-encoding.js';

/** Counts the bytes handed on so far, for progress bars. */
export interface ByteCounter {
  bytes: number;
}

/** A file's text in pieces of 64 KiB. Throws WRONG_ENCODING where the bytes do not fit the encoding. */
export async function* fileText(
  path: string,
  encoding: string,
  counter: ByteCounter,
): AsyncGenerator<string> {
  const decoding = textDecoding(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
    const bytes = chunk as Uint8Array;
    counter.bytes += bytes.byteLength;
    yield decoding.decode(bytes);
  }
  yield decoding.finish();
}

/** The first characters of a file, for looking at its shape; never fails on a character cut at the end. */
export async function fileHead(path: string, encoding: string, bytes = 1 << 16): Promise<string> {
  const decoding = textDecoding(encoding);
  let text = '';
  for await (const chunk of createReadStream(path, { start: 0, end: bytes - 1 }))
    text += decoding.decode(chunk as Uint8Array);
  return text;
}
