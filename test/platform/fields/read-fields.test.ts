import { expect, test } from 'vitest';
import { canBeId, checkSearchText } from '../../../src/platform/errors/check-text.js';
import { readFields } from '../../../src/platform/fields/read-fields.js';

const read = (name: unknown) =>
  readFields({ name: { type: 'text', required: true, description: '', aliases: [] } }, () => name);

test.each([
  ['  宿城\u0000养老\u0007院 ', '宿城 养老 院'],
  ['\ufeff幸福院\u200b', '幸福院'],
  ['\u202e院老养\u202c', '院老养'],
  ['👨‍👩‍👧 之家', '👨‍👩‍👧 之家'],
])('the text %j is read as %j', (written, name) => {
  expect(read(written)).toEqual({ values: { name }, problems: [] });
});

test('a text of invisible signs only is missing', () => {
  expect(read('\u202e\u200b ').problems).toEqual([{ code: 'MISSING_FIELD', field: 'name' }]);
});

test('half a surrogate pair, which no database keeps, is refused where it stands', () => {
  expect(read('养老\ud83d').problems).toMatchObject([{ code: 'BAD_VALUE', field: 'name' }]);
  expect(read('养老😀').problems).toEqual([]);
  expect(() => checkSearchText('\ud83d', 'nameContains')).toThrow(/^nameContains: expected 1 to 100/);
  expect(canBeId('F\udc00')).toBe(false);
});
