import { describe, expect, it } from 'vitest';
import { parseJsonInTurns } from '../../../src/platform/graphql/parse-json-in-turns.js';
import { randomNumbers } from '../../support/random-town.js';

const parse = (text: string, bytesPerPiece = 8) =>
  parseJsonInTurns(Buffer.from(text), JSON.parse, bytesPerPiece);

const NAMES = ['', 'a', '名称', 'a "quoted" \\ name\\', '__proto__', 'constructor', '7', 'type'];

/** Any JSON value, with what is awkward to cut: brackets and quotation marks in texts, repeated names, empty parts. */
function someValue(random: () => number, depth: number): unknown {
  const kind = random();
  const count = Math.floor(random() * 6);
  const list = Array.from({ length: count }, (_, k) => k);
  if (depth > 0 && kind < 0.35) return list.map(() => someValue(random, depth - 1));
  if (depth > 0 && kind < 0.7) {
    const entries = list.map(() => [
      NAMES[Math.floor(random() * NAMES.length)],
      someValue(random, depth - 1),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
  if (kind < 0.8) return ['[{"', '\\', '\\"]', '养老, 服务', '\n'][count] ?? '';
  return [null, true, false, -1.5e-7, 0, 12][count];
}

describe('JSON read in turns', () => {
  it('is what JSON.parse reads of the whole, wherever it is cut', async () => {
    const random = randomNumbers(3);
    for (let round = 0; round < 400; round++) {
      const value = someValue(random, 5);
      const text = JSON.stringify(value, null, round % 3);
      const expected = JSON.parse(text) as unknown;
      const read = await parse(text, 1 + Math.floor(random() * 40));
      expect(read).toEqual(expected);
      // Names keep their order, and no name becomes a prototype.
      expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
    }
  });

  it('takes the last of repeated names and leaves out a byte order mark', async () => {
    expect(await parse('{"a": [1, 2, 3, 4, 5, 6], "b": 1, "a": [7, 8, 9, 10, 11, 12, 13]}')).toEqual({
      a: [7, 8, 9, 10, 11, 12, 13],
      b: 1,
    });
    expect(await parse('\uFEFF{"a": [1, 2, 3, 4, 5, 6]}')).toEqual({ a: [1, 2, 3, 4, 5, 6] });
  });

  it.each([
    ...[
      '',
      ' ',
      '[1,2',
      '{"a":[1,2,3,4,5,6',
      '"open',
      '[1,2,3,4,5,6]]',
      '[1,2,3,4,5,6],[1]',
      '[1,2,3,4,5,6] 7',
    ],
    ...['[1,2,3,4,5,6,]', '[,1,2,3,4,5,6]', '[1,2,3,4,,5,6,7]', '[[1,2,3,4,5,6],]', '[[1,2,3,4,5,6] 7,8]'],
    ...['[1 [1,2,3,4,5,6]]', '[[1,2,3,4,5,6] [1,2,3,4,5,6]]', '{[1,2,3,4,5,6]}', '{"a" [1,2,3,4,5,6]}'],
    ...['{"a":1 "b":[1,2,3,4,5,6]}', '{"a":[1,2,3,4,5,6}', '[1,2,3,4,5,6}', '{"a":[1,2,3,4,5,6],}', '7,[1]'],
    ...['{"a":\u00a0[1,2,3,4,5,6]}', '[\u00a0[1,2,3,4,5,6]]', '[1,2,3,4,5,6]\u00a0', "['1,2,3,4,5,6']", 'x'],
  ])('refuses what JSON.parse refuses: %s', async (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    for (const bytesPerPiece of [1, 8, 1000])
      await expect(parse(text, bytesPerPiece)).rejects.toThrow(SyntaxError);
  });

  it('lets a parser refuse names in every piece, and in front of long members', async () => {
    const refuse = (text: string): unknown => {
      if (/"__proto__"\s*:|"constructor"\s*:\s*\{[^}]*"prototype"\s*:/.test(text)) throw new Error('refused');
      return JSON.parse(text) as unknown;
    };
    for (const text of [
      '[1,2,3,4,5,6,{"__proto__":1}]',
      '{"__proto__":[1,2,3,4,5,6,7,8,9]}',
      '{"a":[1,2,3,4,5,6],"constructor":{"x":[1,2,3,4,5,6,7],"prototype":1,"y":2,"z":3}}',
    ])
      await expect(parseJsonInTurns(Buffer.from(text), refuse, 4)).rejects.toThrow('refused');
  });

  it('reads deep and long texts without holding the event loop', async () => {
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
    await expect(parse(deep, 100)).resolves.toHaveLength(1);
    const features = Array.from({ length: 20_000 }, (_, k) => ({
      type: 'Feature',
      properties: { id: k, 名称: '路' },
    }));
    const text = JSON.stringify({ variables: { features } });
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    expect(await parseJsonInTurns(Buffer.from(text))).toEqual({ variables: { features } });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(0);
  });
});
