import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonText } from '../../../src/platform/graphql/json-text.js';
import { stringifyAnswer } from '../../../src/platform/graphql/stringify-answer.js';

describe('stringifyAnswer', () => {
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
          expect(await stringifyAnswer(plain)).toBe(JSON.stringify(plain));
        },
      ),
    );
  });

  it('puts text in as it stands', async () => {
    const answer = { data: { area: new JsonText('{"type":"Point","coordinates":[1.50,2.00]}'), size: 3 } };
    expect(await stringifyAnswer(answer)).toBe(
      '{"data":{"area":{"type":"Point","coordinates":[1.50,2.00]},"size":3}}',
    );
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(await stringifyAnswer(answer)));
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
    const text = await stringifyAnswer({ rows });
    isDone = true;
    expect(JSON.parse(text).rows).toHaveLength(rows.length);
    expect(turns).toBeGreaterThan(3);
  });

  it('answers with an error where the text would grow beyond its bound', async () => {
    const answer = { data: { rows: Array.from({ length: 100 }, () => new JsonText('[1.0,2.0]')) } };
    expect(JSON.parse(await stringifyAnswer(answer, 500))).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
  });
});
