import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { importError } from '../import-issue.js';

/** Turns bytes into text piece by piece; a piece may end inside a character. */
export interface TextDecoding {
  /** The name as iconv-lite and the report know it: utf-8, gb18030, utf-16le, … */
  readonly encoding: string;
  /** Throws WRONG_ENCODING where the bytes are not text in this encoding. */
  decode(bytes: Uint8Array): string;
  /** What is left after the last piece; throws WRONG_ENCODING when it ends inside a character. */
  finish(): string;
}

/** What people, .cpg files and dBASE write for the encodings met in Chinese data. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  '65001': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  windows936: 'gb18030',
  ansi936: 'gb18030',
  oem936: 'gb18030',
  '936': 'gb18030',
  euccn: 'gb18030',
  big5: 'big5',
  cp950: 'big5',
  '950': 'big5',
  ansi950: 'big5',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
};

/** The canonical name of an encoding (GBK and its kin are read as GB18030, their superset), or null if unknown. */
export function encodingNamed(name: string): string | null {
  const key = name
    .trim()
    .toLowerCase()
    .replace(/[-_\s]/g, '');
  const known = new Map(Object.entries(ALIASES)).get(key);
  if (known !== undefined) return known;
  return iconv.encodingExists(name.trim()) ? name.trim().toLowerCase() : null;
}

/** A strict decoder; throws WRONG_ENCODING for an unknown name. A leading byte order mark is taken off. */
export function textDecoding(name: string): TextDecoding {
  const encoding = encodingNamed(name);
  if (encoding === null)
    throw importError('WRONG_ENCODING', { encoding: name, detail: '未知编码 / unknown encoding' });
  return encoding === 'utf-8' ? strictUtf8() : strictLegacy(encoding);
}

/**
 * The encoding of a text file by looking at all of it: a byte order mark, else UTF-8 when every byte fits, else
 * GB18030 when that fits. Text cut inside its last character still counts. Throws WRONG_ENCODING for bytes that are no text.
 */
export async function detectFileEncoding(path: string): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Uint8Array;
    if (first) {
      first = false;
      if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
      if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    }
    if (bytes.includes(0))
      throw importError('WRONG_ENCODING', { encoding: 'UTF-8', detail: '二进制内容 / binary data' });
    try {
      utf8.decode(bytes, { stream: true });
    } catch {
      return 'gb18030';
    }
  }
  return 'utf-8';
}

/** The encoding of bytes at hand: UTF-8 when they all fit, else GB18030. */
export function detectBytesEncoding(pieces: Iterable<Uint8Array>): 'utf-8' | 'gb18030' {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const piece of pieces) utf8.decode(piece);
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

function strictUtf8(): TextDecoding {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const strictly = (decode: () => string): string => {
    try {
      return decode();
    } catch {
      throw importError('WRONG_ENCODING', { encoding: 'UTF-8' });
    }
  };
  return {
    encoding: 'utf-8',
    decode: (bytes) => strictly(() => decoder.decode(bytes, { stream: true })),
    finish: () => strictly(() => decoder.decode()),
  };
}

function strictLegacy(encoding: string): TextDecoding {
  const decoder = iconv.getDecoder(encoding);
  let first = true;
  const checked = (text: string): string => {
    const at = text.indexOf('\ufffd');
    if (at >= 0) {
      throw importError('WRONG_ENCODING', {
        encoding: encoding.toUpperCase(),
        detail: text.slice(Math.max(0, at - 12), at + 1),
      });
    }
    if (!first || text.length === 0) return text;
    first = false;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
  return {
    encoding,
    decode: (bytes) => checked(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
    finish: () => checked(decoder.end() ?? ''),
  };
}
