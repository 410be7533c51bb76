import { setImmediate as letOthersRun } from 'node:timers/promises';
import { AnswerBytes } from './answer-bytes.js';
import { JsonText, LateJsonText } from './json-text.js';

const MILLIS_PER_TURN = 5;
const STEPS_PER_LOOK = 256;
/** What a program that reads answers as one text can still hold. */
const MOST_BYTES = 200_000_000;

export interface WriteOptions {
  /** Ends the writing: nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  readonly mostBytes?: number;
}

/** JSON of an answer in UTF-8, in pieces to be sent one after the other. */
export interface WrittenAnswer {
  /** All of it, or what comes before a late text that has to be waited for behind one that is there. */
  readonly pieces: readonly Uint8Array[];
  /** What follows, as it is made; throws where it cannot be. Null where that is all. */
  readonly rest: AsyncIterator<readonly Uint8Array[]> | null;
}

/** An array or object that is being written: what it holds, how far it has come, and its names if it has any. */
interface Open {
  readonly names: readonly string[] | null;
  readonly values: readonly unknown[];
  next: number;
}

/**
 * Writes an answer as JSON.stringify does, in turns of some milliseconds so that other requests are not kept waiting by
 * a large one; JsonText goes in as it stands. What is written is handed out whenever a LateJsonText has to be waited
 * for, but not before the first of them is there: work that fails at once still becomes an error of its own, and only
 * later failures break off an answer that has begun. An answer beyond 200 million bytes becomes a LIMIT_EXCEEDED error,
 * or breaks off. Rejects with the signal's reason at the next turn once that has fired.
 */
export async function writeAnswer(answer: unknown, options: WriteOptions = {}): Promise<WrittenAnswer> {
  const { mostBytes = MOST_BYTES } = options;
  options.signal?.throwIfAborted();
  const rest = write(answer, { ...options, mostBytes });
  try {
    const { value, done } = await rest.next();
    return done ? { pieces: value, rest: null } : { pieces: value, rest: restOf(rest) };
  } catch (error) {
    if (error instanceof TooLong) return { pieces: tooLong(mostBytes), rest: null };
    throw error;
  }
}

/** What a generator yields and then returns, as one sequence. */
async function* restOf(
  pieces: AsyncGenerator<readonly Uint8Array[], readonly Uint8Array[]>,
): AsyncGenerator<readonly Uint8Array[]> {
  yield yield* pieces;
}

class TooLong extends Error {}

function tooLong(mostBytes: number): Uint8Array[] {
  const message = `The answer is longer than ${mostBytes} bytes; ask for fewer rows or smaller areas.`;
  return [Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] }))];
}

/** Yields what is written where it has to wait, and returns what comes last. */
async function* write(
  answer: unknown,
  { signal, mostBytes }: WriteOptions & { readonly mostBytes: number },
): AsyncGenerator<readonly Uint8Array[], readonly Uint8Array[]> {
  const bytes = new AnswerBytes();
  const open: Open[] = [{ names: null, values: [answer], next: 0 }];
  let hasLateText = false;
  let turnEnds = performance.now() + MILLIS_PER_TURN;
  for (let steps = 1; open.length > 0; steps++) {
    if (steps % STEPS_PER_LOOK === 0 && performance.now() > turnEnds) {
      await letOthersRun();
      signal?.throwIfAborted();
      turnEnds = performance.now() + MILLIS_PER_TURN;
    }
    if (bytes.length > mostBytes) throw new TooLong('the answer has become too long');
    const top = open[open.length - 1];
    const { names, values, next } = top;
    if (next === values.length) {
      if (open.length > 1) bytes.text(names ? '}' : ']');
      open.pop();
      continue;
    }
    const value = values[next];
    if (value instanceof LateJsonText) {
      if (value.bytes === null) {
        if (hasLateText) yield bytes.takePieces();
        await value.arrival;
        signal?.throwIfAborted();
        turnEnds = performance.now() + MILLIS_PER_TURN;
      }
      hasLateText = true;
    }
    top.next++;
    if (next > 0) bytes.text(',');
    if (names) bytes.text(`${JSON.stringify(names[next])}:`);
    begin(value, bytes, open);
  }
  return bytes.takePieces();
}

/** Writes a value that is small or a text already; opens any other. */
function begin(value: unknown, bytes: AnswerBytes, open: Open[]): void {
  if (value instanceof JsonText || value instanceof LateJsonText) {
    bytes.bytes(value.bytes!);
  } else if (typeof value !== 'object' || value === null || isPosition(value) || 'toJSON' in value) {
    // In an array JSON has null where JavaScript has nothing.
    bytes.text(JSON.stringify(value) ?? 'null');
  } else if (Array.isArray(value)) {
    bytes.text('[');
    open.push({ names: null, values: value, next: 0 });
  } else {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    bytes.text('{');
    open.push({ names: entries.map(([name]) => name), values: entries.map(([, item]) => item), next: 0 });
  }
}

/** A short array of numbers, such as a geometry holds by the thousand. */
function isPosition(value: object): boolean {
  return Array.isArray(value) && value.length <= 4 && typeof value[0] === 'number';
}
