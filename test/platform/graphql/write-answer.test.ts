import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonText } from '../../../src/platform/graphql/json-text.js';
import { writeAnswer } from '../../../src/platform/graphql/write-answer.js';
import { randomNumbers } from '../../support/random-town.js';

const jsonText = (text: string) => new JsonText(Buffer.from(text));
const textOf = async (answer: unknown, mostBytes?: number) =>
  Buffer.concat(await writeAnswer(answer, { mostBytes })).toString();

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
    const pieces = await writeAnswer({ rows });
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
