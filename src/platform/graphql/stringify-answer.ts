import { setImmediate as letOthersRun } from 'node:timers/promises';
import { JsonText } from './json-text.js';

const MILLIS_PER_TURN = 8;
const STEPS_PER_LOOK = 256;
/** Well below the longest text JavaScript can hold. */
const MOST_CHARACTERS = 200_000_000;

/** An array or object that is being written: what it holds, how far it has come, and its names if it has any. */
interface Open {
  readonly names: readonly string[] | null;
  readonly values: readonly unknown[];
  next: number;
}

/**
 * JSON of an answer, the same text JSON.stringify gives, written in turns of some milliseconds so that other requests
 * are not kept waiting by a large one. JsonText goes in as it stands. An answer beyond 200 million characters becomes a
 * LIMIT_EXCEEDED error.
 */
export async function stringifyAnswer(answer: unknown, mostCharacters = MOST_CHARACTERS): Promise<string> {
  const parts: string[] = [];
  const open: Open[] = [];
  let turnEnds = performance.now() + MILLIS_PER_TURN;
  begin(answer, parts, open);
  let counted = 0;
  let length = 0;
  for (let steps = 1; open.length > 0; steps++) {
    if (steps % STEPS_PER_LOOK === 0 && performance.now() > turnEnds) {
      await letOthersRun();
      turnEnds = performance.now() + MILLIS_PER_TURN;
    }
    for (; counted < parts.length; counted++) length += parts[counted].length;
    if (length > mostCharacters) return tooLarge(mostCharacters);
    const { names, values, next } = open[open.length - 1];
    if (next === values.length) {
      parts.push(names ? '}' : ']');
      open.pop();
      continue;
    }
    open[open.length - 1].next++;
    if (next > 0) parts.push(',');
    if (names) parts.push(JSON.stringify(names[next]), ':');
    begin(values[next], parts, open);
  }
  return parts.join('');
}

function tooLarge(mostCharacters: number): string {
  const message = `The answer is longer than ${mostCharacters} characters; ask for fewer rows or smaller areas.`;
  return JSON.stringify({ errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] });
}

/** Writes a value that is small or a text already; opens any other. */
function begin(value: unknown, parts: string[], open: Open[]): void {
  if (value instanceof JsonText) {
    parts.push(value.text);
  } else if (typeof value !== 'object' || value === null || isPosition(value) || 'toJSON' in value) {
    // In an array JSON has null where JavaScript has nothing.
    parts.push(JSON.stringify(value) ?? 'null');
  } else if (Array.isArray(value)) {
    parts.push('[');
    open.push({ names: null, values: value, next: 0 });
  } else {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    parts.push('{');
    open.push({ names: entries.map(([name]) => name), values: entries.map(([, item]) => item), next: 0 });
  }
}

/** A short array of numbers, such as a geometry holds by the thousand. */
function isPosition(value: object): boolean {
  return Array.isArray(value) && value.length <= 4 && typeof value[0] === 'number';
}
