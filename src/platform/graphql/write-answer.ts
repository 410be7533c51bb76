import { setImmediate as letOthersRun } from 'node:timers/promises';
import { AnswerBytes } from './answer-bytes.js';
import { JsonText } from './json-text.js';

const MILLIS_PER_TURN = 5;
const STEPS_PER_LOOK = 256;
/** What a program that reads answers as one text can still hold. */
const MOST_BYTES = 200_000_000;

export interface WriteOptions {
  /** Ends the writing: nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  readonly mostBytes?: number;
}

/** An array or object that is being written: what it holds, how far it has come, and its names if it has any. */
interface Open {
  readonly names: readonly string[] | null;
  readonly values: readonly unknown[];
  next: number;
}

/**
 * JSON of an answer in UTF-8, the same text JSON.stringify gives, in pieces to be sent one after the other. It is
 * written in turns of some milliseconds so that other requests are not kept waiting by a large one; JsonText goes in
 * as it stands. An answer beyond 200 million bytes becomes a LIMIT_EXCEEDED error. Rejects with the signal's reason at
 * the next turn once that has fired.
 */
export async function writeAnswer(
  answer: unknown,
  { signal, mostBytes = MOST_BYTES }: WriteOptions = {},
): Promise<Uint8Array[]> {
  signal?.throwIfAborted();
  const bytes = new AnswerBytes();
  const open: Open[] = [];
  let turnEnds = performance.now() + MILLIS_PER_TURN;
  begin(answer, bytes, open);
  for (let steps = 1; open.length > 0; steps++) {
    if (steps % STEPS_PER_LOOK === 0 && performance.now() > turnEnds) {
      await letOthersRun();
      signal?.throwIfAborted();
      turnEnds = performance.now() + MILLIS_PER_TURN;
    }
    if (bytes.length > mostBytes) return tooLarge(mostBytes);
    const { names, values, next } = open[open.length - 1];
    if (next === values.length) {
      bytes.text(names ? '}' : ']');
      open.pop();
      continue;
    }
    open[open.length - 1].next++;
    if (next > 0) bytes.text(',');
    if (names) bytes.text(`${JSON.stringify(names[next])}:`);
    begin(values[next], bytes, open);
  }
  return bytes.pieces();
}

function tooLarge(mostBytes: number): Uint8Array[] {
  const message = `The answer is longer than ${mostBytes} bytes; ask for fewer rows or smaller areas.`;
  return [Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] }))];
}

/** Writes a value that is small or a text already; opens any other. */
function begin(value: unknown, bytes: AnswerBytes, open: Open[]): void {
  if (value instanceof JsonText) {
    bytes.bytes(value.bytes);
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
