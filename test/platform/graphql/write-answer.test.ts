import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonText, LateJsonText } from '../../../src/platform/graphql/json-text.js';
import { writeAnswer } from '../../../src/platform/graphql/write-answer.js';
import { randomNumbers } from '../../support/random-town.js';

const jsonText = (text: string) => new JsonText(Buffer.from(text));
const textOf = async (answer: unknown, mostBytes?: number) => {
  const { pieces, rest } = await writeAnswer(answer, { mostBytes });
  expect(rest).toBeNull();
  return Buffer.concat(pieces).toString();
};

describe('writeAnswer', () => {
  it('writes what JSON.stringify writes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.object({
          withDate: true,
          withNullPrototype: true,
          values: [fc.anything(), fc.constant(undefined)],
        }),
        async (value) => {
          const plain = { value, list: [undefined, NaN, 1.5, -0], position: [1, 2], date: new Date(0) };
          expect(await textOf(plain)).toBe(JSON.stringify(plain));
        },
      ),
    );
  });

  it('puts text in as it stands', async () => {
    const answer = { data: { area: jsonText('{"type":"Point","coordinates":[1.50,2.00]}'), size: 3 } };
    expect(await textOf(answer)).toBe(
      '{"data":{"area":{"type":"Point","coordinates":[1.50,2.00]},"size":3}}',
    );
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(await textOf(answer)));
  });

  it('lets others run meanwhile', async () => {
    const rows = Array.from({ length: 300_000 }, (_, id) => ({ id, name: `设施${id}` }));
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const text = await textOf({ rows });
    isDone = true;
    expect(JSON.parse(text).rows).toHaveLength(rows.length);
    expect(turns).toBeGreaterThan(3);
  });

  it('stops soon after its signal has fired', async () => {
    let written = 0;
    const row = () => ({ toJSON: () => ++written });
    const rows = Array.from({ length: 1_000_000 }, row);
    const stopped = new AbortController();
    const answer = writeAnswer({ rows }, { signal: stopped.signal });
    setImmediate(() => stopped.abort(new Error('gone')));
    await expect(answer).rejects.toThrow('gone');
    const then = written;
    expect(then).toBeLessThan(rows.length);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(written).toBe(then);
    await expect(writeAnswer({}, { signal: stopped.signal })).rejects.toThrow('gone');
  });

  it('keeps every byte of large and small pieces in order', async () => {
    const chance = randomNumbers(7);
    const rows = Array.from({ length: 400 }, (_, row) => {
      const size = Math.floor(10 ** (6 * chance()) / 4);
      const text = `${'养老'.repeat(size % 1000)}${'x'.repeat(size)}`;
      return row % 2 === 0 ? { row, text } : { row, list: jsonText(JSON.stringify([text])) };
    });
    const { pieces } = await writeAnswer({ rows });
    expect(Buffer.concat(pieces).toString()).toBe(JSON.stringify({ rows }));
    expect(pieces.length).toBeGreaterThan(10);
  });

  it('answers with an error where the text would grow beyond its bound', async () => {
    const answer = { data: { rows: Array.from({ length: 100 }, () => jsonText('[1.0,2.0]')) } };
    expect(JSON.parse(await textOf(answer, 500))).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
  });
});

describe('writeAnswer, of texts that are still being made', () => {
  /** So many late texts, two to a promise, and what settles the promises. */
  function lateTexts(count: number) {
    const settle: { come: () => void; fail: (reason: Error) => void }[] = [];
    const arrivals = Array.from({ length: count / 2 }, () => {
      const arrival = new Promise<void>((come, fail) => settle.push({ come, fail }));
      arrival.catch(() => {});
      return arrival;
    });
    const texts = Array.from({ length: count }, (_, k) => new LateJsonText(arrivals[k >> 1]));
    const come = (piece: number) => {
      for (const k of [2 * piece, 2 * piece + 1]) texts[k].bytes = Buffer.from(`["text",${k}]`);
      settle[piece].come();
    };
    return { texts, come, fail: (piece: number, reason: Error) => settle[piece].fail(reason) };
  }
  const answerOf = (texts: readonly LateJsonText[]) => ({
    data: { areas: texts.map((polygon, id) => ({ id, polygon })) },
  });
  const expected = (count: number) => ({
    data: { areas: Array.from({ length: count }, (_, id) => ({ id, polygon: ['text', id] })) },
  });
  const turn = () => new Promise(setImmediate);

  it('hands out in order what is there, whatever comes first', async () => {
    const { texts, come } = lateTexts(8);
    let isBegun = false;
    const writing = writeAnswer(answerOf(texts)).then((answer) => ((isBegun = true), answer));
    come(2);
    await turn();
    expect(isBegun).toBe(false);
    come(0);
    const { pieces, rest } = await writing;
    expect(Buffer.concat(pieces).toString()).toBe(
      '{"data":{"areas":[{"id":0,"polygon":["text",0]},{"id":1,"polygon":["text",1]},{"id":2',
    );
    const sent = [...pieces];
    come(1);
    const more = await rest!.next();
    sent.push(...more.value!);
    expect(Buffer.concat(sent).toString()).toMatch(/"id":5,"polygon":\["text",5\]\},\{"id":6$/);
    come(3);
    for (let last = await rest!.next(); !last.done; last = await rest!.next()) sent.push(...last.value);
    expect(JSON.parse(Buffer.concat(sent).toString())).toEqual(expected(8));
  });

  it('does not wait for the second with the first at hand', async () => {
    const { texts, come } = lateTexts(4);
    come(0);
    const { pieces, rest } = await writeAnswer(answerOf(texts));
    expect(Buffer.concat(pieces).length).toBeGreaterThan(50);
    come(1);
    expect((await rest!.next()).done).toBe(false);
  });

  it('is one whole where all have come, or come at once', async () => {
    const { texts, come } = lateTexts(4);
    come(0);
    come(1);
    expect(JSON.parse(await textOf(answerOf(texts)))).toEqual(expected(4));
    const one = lateTexts(2);
    setImmediate(() => one.come(0));
    expect(JSON.parse(await textOf(answerOf(one.texts)))).toEqual(expected(2));
  });

  it('fails as a whole before the first text, and breaks off after it', async () => {
    const first = lateTexts(4);
    first.come(1);
    setImmediate(() => first.fail(0, new Error('no such luck')));
    await expect(writeAnswer(answerOf(first.texts))).rejects.toThrow('no such luck');

    const later = lateTexts(4);
    setImmediate(() => later.come(0));
    const { rest } = await writeAnswer(answerOf(later.texts));
    setImmediate(() => later.fail(1, new Error('no such luck')));
    await expect(rest!.next()).rejects.toThrow('no such luck');
  });

  it('breaks off when its signal fires, and when it becomes too long', async () => {
    const stopped = new AbortController();
    const { texts, come } = lateTexts(4);
    setImmediate(() => come(0));
    const { rest } = await writeAnswer(answerOf(texts), { signal: stopped.signal });
    stopped.abort(new Error('gone'));
    come(1);
    await expect(rest!.next()).rejects.toThrow('gone');

    const long = lateTexts(4);
    setImmediate(() => long.come(0));
    const answer = await writeAnswer(answerOf(long.texts), { mostBytes: 100 });
    long.come(1);
    await expect(answer.rest!.next()).rejects.toThrow('too long');
  });
});
