import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyOrder } from '../../../src/platform/database/key-page.js';
import { decodeCursor, encodeCursor } from '../../../src/platform/graphql/cursor.js';
import { pageRequest } from '../../../src/platform/graphql/page-arguments.js';

const order: KeyOrder = {
  name: 'estate by households',
  by: [
    { sql: '-e.households', type: 'bigint' },
    { sql: 'e.id', type: 'text' },
  ],
};

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('cursors', () => {
  test('come back as they went in', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ unit: 'grapheme', maxLength: 40 }), (number, text) => {
        fc.pre(!text.includes('\0'));
        expect(decodeCursor(order, encodeCursor(order.name, [number, text]))).toEqual([number, text]);
      }),
    );
  });

  test.each([
    ['no base64url', 'not a cursor!'],
    ['empty', ''],
    ['no JSON', Buffer.from('[1,2').toString('base64url')],
    ['no list', base64({ a: 1 })],
    ['another list', base64(['facility', 'f-01'])],
    ['a key too few', base64(['estate by households', -3])],
    ['a key too many', base64(['estate by households', -3, 'e-1', 'x'])],
    ['text for a number', base64(['estate by households', '-3', 'e-1'])],
    ['a fraction', base64(['estate by households', 1.5, 'e-1'])],
    ['a number beyond exactness', base64(['estate by households', 1e300, 'e-1'])],
    ['a zero byte', base64(['estate by households', 1, 'e\0'])],
    ['a nested value', base64(['estate by households', 1, ['e-1']])],
    ['overlong', base64(['estate by households', 1, 'x'.repeat(2000)])],
  ])('%s is BAD_USER_INPUT', (_, cursor) => {
    expect(() => decodeCursor(order, cursor)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  test('any tampering is refused or is a well-formed position, never a crash', () => {
    const honest = encodeCursor(order.name, [-600, 'e-2']);
    fc.assert(
      fc.property(fc.nat(honest.length - 1), fc.constantFrom(...'AZaz09-_=+/ '), (place, letter) => {
        const tampered = honest.slice(0, place) + letter + honest.slice(place + 1);
        try {
          const [number, text] = decodeCursor(order, tampered);
          expect(Number.isSafeInteger(number) && typeof text === 'string').toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
        }
      }),
    );
  });
});

test.each([0, -1, 1001, 2 ** 31 - 1])('a page of %s rows is refused', (first) => {
  expect(() => pageRequest({ first }, order)).toThrow(/`first` must be 1 to 1000/);
});

test('a page of 1 to 1000 rows is taken', () => {
  expect(pageRequest({ first: 1000, after: null }, order)).toEqual({ first: 1000, after: null });
  const after = encodeCursor(order.name, [-600, 'e-2']);
  expect(pageRequest({ first: 1, after }, order)).toEqual({ first: 1, after: [-600, 'e-2'] });
});
