import { Turns } from '../compute/in-turns.js';

/** A fraction of a millisecond of JSON.parse. */
const BYTES_PER_PIECE = 1 << 16;
/** Arrays and objects below this depth are parsed whole, however long. */
const DEEPEST_CUT = 32;

const [QUOTE, BACKSLASH, COMMA] = [...'"\\,'].map((sign) => sign.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [...'[]{}'].map((sign) => sign.charCodeAt(0));

/** Parses the text of one JSON value; throws where it is none, or refuses it. */
export type ParseJson = (text: string) => unknown;

/** An array or object whose end has not been met. */
interface Open {
  readonly isArray: boolean;
  /** Position of its bracket. */
  readonly start: number;
  /** Where the members begin that are not in `value` yet. */
  runStart: number;
  /** Where the last member met begins. */
  memberStart: number;
  /** What is parsed of it so far; null while nothing had to be cut off. */
  value: unknown[] | Record<string, unknown> | null;
  /** True from the end of a member that was parsed apart to the comma behind it. */
  isBetween: boolean;
}

/**
 * The value of a long JSON text in UTF-8, the same as `parse` gives for the whole, read in turns of some milliseconds:
 * long arrays and objects are cut between their members, and the pieces parsed one after the other.
 * @throws SyntaxError and whatever `parse` throws
 */
export async function parseJsonInTurns(
  bytes: Buffer,
  parse: ParseJson = JSON.parse,
  bytesPerPiece = BYTES_PER_PIECE,
): Promise<unknown> {
  const turns = new Turns();
  for (const step = new CutJson(withoutMark(bytes), parse, bytesPerPiece).steps(); ;) {
    const { done, value } = step.next();
    if (done) return value;
    await turns.pause();
  }
}

class CutJson {
  private readonly open: Open[] = [];
  /** The whole value, once it had to be put together here. */
  private whole: { readonly value: unknown; readonly end: number } | null = null;

  constructor(
    private readonly bytes: Buffer,
    private readonly parse: ParseJson,
    private readonly bytesPerPiece: number,
  ) {}

  /** Pauses after every piece. */
  *steps(): Generator<void, unknown> {
    const { bytes, open } = this;
    let uncut = 0;
    for (let at = 0; at < bytes.length; at++) {
      const sign = bytes[at];
      if (sign === QUOTE) {
        at = this.endOfText(at);
      } else if (sign === OPEN_ARRAY || sign === OPEN_OBJECT) {
        if (uncut > 0 || open.length === DEEPEST_CUT) uncut++;
        else open.push(opened(sign === OPEN_ARRAY, at));
      } else if (sign === CLOSE_ARRAY || sign === CLOSE_OBJECT) {
        if (uncut > 0) uncut--;
        else if (this.close(at, sign === CLOSE_ARRAY)) yield;
      } else if (sign === COMMA && uncut === 0 && this.nextMember(at)) {
        yield;
      }
    }
    if (open.length > 0) throw new SyntaxError('an array or object without an end');
    if (!this.whole) return this.parse(this.text(0, bytes.length));
    this.demandBlank(this.whole.end, bytes.length);
    return this.whole.value;
  }

  /** Position of the quotation mark that ends a text. */
  private endOfText(begin: number): number {
    const { bytes } = this;
    for (let end = bytes.indexOf(QUOTE, begin + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
      let before = end - 1;
      while (bytes[before] === BACKSLASH) before--;
      if ((end - before) % 2 === 1) return end;
    }
    throw new SyntaxError('a text without an end');
  }

  /** A comma between members. @returns whether a piece was parsed */
  private nextMember(at: number): boolean {
    const inside = this.open[this.open.length - 1];
    if (!inside) throw new SyntaxError('a comma between values');
    const isLong = !inside.isBetween && at - inside.runStart >= this.bytesPerPiece;
    if (inside.isBetween) this.demandBlank(inside.runStart, at);
    if (isLong) this.take(inside, at);
    if (inside.isBetween || isLong) inside.runStart = at + 1;
    inside.isBetween = false;
    inside.memberStart = at + 1;
    return isLong;
  }

  /** The end of an array or object. @returns whether a piece was parsed */
  private close(at: number, isArray: boolean): boolean {
    const { open } = this;
    const ended = open.pop();
    if (ended?.isArray !== isArray) throw new SyntaxError('brackets that do not match');
    if (!ended.value) return false;
    if (ended.isBetween) this.demandBlank(ended.runStart, at);
    else this.take(ended, at);
    const around = open[open.length - 1];
    if (around) this.put(around, ended.start, ended.value, at + 1);
    else {
      if (this.whole) throw new SyntaxError('two values');
      this.demandBlank(0, ended.start);
      this.whole = { value: ended.value, end: at + 1 };
    }
    return true;
  }

  /** Parses the members up to a position, at least one. */
  private take(into: Open, end: number): void {
    const text = this.text(into.runStart, end);
    if (text.trim() === '') throw new SyntaxError('a comma without a member');
    into.value ??= into.isArray ? [] : {};
    if (Array.isArray(into.value)) {
      // One by one: a call takes only so many arguments.
      for (const member of this.parse(`[${text}]`) as unknown[]) into.value.push(member);
    } else {
      for (const [name, member] of Object.entries(this.parse(`{${text}}`) as object))
        setOwn(into.value, name, member);
    }
  }

  /** Adds a member that was parsed apart. */
  private put(into: Open, start: number, value: object, end: number): void {
    if (into.isBetween) throw new SyntaxError('a member without a comma');
    if (into.memberStart > into.runStart) this.take(into, into.memberStart - 1);
    into.value ??= into.isArray ? [] : {};
    if (Array.isArray(into.value)) {
      this.demandBlank(into.memberStart, start);
      into.value.push(value);
    } else setOwn(into.value, this.nameOf(into.memberStart, start, value), value);
    into.runStart = into.memberStart = end;
    into.isBetween = true;
  }

  /** The name in front of a member; parsed with brackets only, so that what is refused is refused here too. */
  private nameOf(from: number, start: number, value: object): string {
    const before = this.text(from, start);
    const brackets = Array.isArray(value)
      ? '[]'
      : Object.hasOwn(value, 'prototype')
        ? '{"prototype":0}'
        : '{}';
    const [name] = Object.keys(this.parse(`{${before}${brackets}}`) as object);
    return name;
  }

  private demandBlank(from: number, to: number): void {
    if (/[^ \t\r\n]/.test(this.text(from, to))) throw new SyntaxError('something between members');
  }

  private text(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }
}

function opened(isArray: boolean, start: number): Open {
  return { isArray, start, runStart: start + 1, memberStart: start + 1, value: null, isBetween: false };
}

/** Without the byte order mark some programs write. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
