import type { FieldProblem } from './feature.js';
import type { FieldSpec, FieldTable, FieldValues } from './field-table.js';
import { isStorableText } from '../errors/check-text.js';
import { plainHeader } from './match-headers.js';

type Parsed = { readonly value: unknown } | { readonly problem: Omit<FieldProblem, 'field'> };

/** Reads the fields of one row; an empty cell is null, and only required fields must be there. */
export function readFields<T extends FieldTable>(
  table: T,
  cellOf: (field: string) => unknown,
): { readonly values: FieldValues<T>; readonly problems: FieldProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const field in table) {
    const spec = table[field];
    const cell = cellOf(field);
    values[field] = null;
    if (isEmpty(cell)) {
      if (spec.required) problems.push({ code: 'MISSING_FIELD', field });
      continue;
    }
    const parsed = parseCell(spec, cell);
    if ('value' in parsed) values[field] = parsed.value;
    else problems.push({ field, value: cell, ...parsed.problem });
  }
  return { values: values as FieldValues<T>, problems };
}

function isEmpty(cell: unknown): boolean {
  return (
    cell === undefined ||
    cell === null ||
    (typeof cell === 'string' && visibleText(cell) === '') ||
    (Array.isArray(cell) && cell.length === 0)
  );
}

function parseCell(spec: FieldSpec, cell: unknown): Parsed {
  switch (spec.type) {
    case 'text':
      return readText(cell);
    case 'integer':
    case 'number':
    case 'year':
      return readNumber(spec, cell);
    case 'date':
      return readDate(cell);
    case 'yesNo':
      return readYesNo(cell);
    case 'code':
      return readCode(cell);
    case 'choice':
      return readChoice(spec, cell);
    case 'choiceList':
      return readList(cell, (part) => readChoice(spec, part));
    case 'codeList':
      return readList(cell, readCode);
    case 'textList':
      return readList(cell, readText);
    case 'positions':
      return readPositions(cell);
  }
}

function textOf(cell: unknown): string {
  return String(cell).normalize('NFKC').trim();
}

/**
 * Text without what nobody sees: control characters become spaces (PostgreSQL has no NUL), zero-width signs and changes
 * of writing direction, which let one name look like another, go.
 */
export function visibleText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
}

function readText(cell: unknown): Parsed {
  if (typeof cell === 'object')
    return { problem: { code: 'BAD_VALUE', value: JSON.stringify(cell), expected: '文字 text' } };
  const text = visibleText(String(cell));
  if (!isStorableText(text)) return { problem: { code: 'BAD_VALUE', expected: '文字 text (Unicode)' } };
  if (text.length > LONGEST_TEXT)
    return { problem: { code: 'BAD_VALUE', expected: `≤ ${LONGEST_TEXT} 字 characters` } };
  return { value: text };
}

const LONGEST_TEXT = 2_000;
const LARGEST_INTEGER = 2_147_483_647;

function readNumber(spec: FieldSpec, cell: unknown): Parsed {
  const whole = spec.type !== 'number';
  const minimum = spec.minimum ?? (spec.type === 'year' ? 1949 : -Infinity);
  const maximum = spec.maximum ?? (spec.type === 'year' ? 2200 : whole ? LARGEST_INTEGER : Infinity);
  const expected = [
    whole ? '整数 whole number' : '数字 number',
    minimum > -Infinity ? `≥ ${minimum}` : '',
    spec.maximum !== undefined || spec.type === 'year' ? `≤ ${maximum}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const text = typeof cell === 'number' ? String(cell) : textOf(cell).replace(/,(?=\d{3}(\D|$))/g, '');
  const plain = spec.type === 'year' ? text.replace(/年$/, '') : text;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value)) || value < minimum || value > maximum)
    return { problem: { code: 'BAD_NUMBER', expected } };
  return { value };
}

function readDate(cell: unknown): Parsed {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : textOf(cell);
  const match =
    /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|(\d{2})(\d{2}))?(?:T.*|\s.*)?年?$/.exec(text);
  if (!match) return { problem: { code: 'BAD_DATE' } };
  const [year, month, day] = [match[1], match[2] ?? match[4] ?? '1', match[3] ?? match[5] ?? '1'].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return { problem: { code: 'BAD_DATE' } };
  return { value: date.toISOString().slice(0, 10) };
}

const YES = new Set(['true', 'yes', 'y', 't', '1', '是', '有', '对', '√']);
const NO = new Set(['false', 'no', 'n', 'f', '0', '否', '无', '不', '×']);

function readYesNo(cell: unknown): Parsed {
  const text = textOf(cell).toLowerCase();
  if (YES.has(text)) return { value: true };
  if (NO.has(text)) return { value: false };
  return { problem: { code: 'BAD_VALUE', expected: '是/否 (true/false)' } };
}

const CODE_EXPECTED = '12 位数字（或 2、4、6、9 位，后面补 0）12 digits, or 2, 4, 6 or 9 padded with zeros';

function readCode(cell: unknown): Parsed {
  const text = textOf(cell).replace(/^'/, '').replace(/\.0+$/, '');
  if (/^\d{12}$/.test(text)) return { value: text };
  if (/^(\d{2}|\d{4}|\d{6}|\d{9})$/.test(text)) return { value: text.padEnd(12, '0') };
  const expected = /e\+?\d+$/i.test(text)
    ? `${CODE_EXPECTED}；这像是电子表格把代码变成了科学计数，请把该列设为文本 (a spreadsheet turned the code into a number: format the column as text)`
    : CODE_EXPECTED;
  return { problem: { code: 'BAD_CODE', expected } };
}

const choiceWords = new WeakMap<FieldSpec, ReadonlyMap<string, string>>();

function wordsOf(spec: FieldSpec): ReadonlyMap<string, string> {
  let words = choiceWords.get(spec);
  if (!words) {
    words = new Map(
      Object.entries(spec.choices ?? {}).flatMap(([value, synonyms]) =>
        [value, ...synonyms].map((word) => [plainHeader(word), value] as const),
      ),
    );
    choiceWords.set(spec, words);
  }
  return words;
}

function readChoice(spec: FieldSpec, cell: unknown): Parsed {
  const value = wordsOf(spec).get(plainHeader(String(cell)));
  if (value !== undefined) return { value };
  const expected = Object.entries(spec.choices ?? {})
    .map(([name, [chinese]]) => (chinese ? `${chinese} ${name}` : name))
    .join(', ');
  return { problem: { code: 'BAD_VALUE', value: cell, expected } };
}

/** Splits `a;b`, `a、b`, `a，b` or takes an array; keeps the first of repeated values. */
function readList(cell: unknown, readPart: (part: unknown) => Parsed): Parsed {
  const parts = Array.isArray(cell) ? cell : String(cell).split(/[;；、,，|]+/);
  const values: unknown[] = [];
  for (const part of parts) {
    if (isEmpty(part)) continue;
    const parsed = readPart(typeof part === 'string' ? part.trim() : part);
    if ('problem' in parsed) return { problem: { value: part, ...parsed.problem } };
    if (!values.includes(parsed.value)) values.push(parsed.value);
  }
  return { value: values };
}

/** Reads `lon lat;lon lat` or [[lon, lat], …]; degrees or metres as the file's CRS has it. */
function readPositions(cell: unknown): Parsed {
  const pairs: unknown[] =
    typeof cell === 'string' && cell.trim().startsWith('[')
      ? parseJsonList(cell)
      : Array.isArray(cell)
        ? cell
        : String(cell)
            .split(/[;；|]+/)
            .filter((part) => part.trim() !== '');
  const positions: [number, number][] = [];
  for (const pair of pairs) {
    const [x, y, ...rest] = Array.isArray(pair)
      ? pair.map(Number)
      : String(pair)
          .trim()
          .split(/[\s,，]+/)
          .map(Number);
    if (!Number.isFinite(x) || !Number.isFinite(y) || rest.length > 1)
      return { problem: { code: 'BAD_COORDINATE', value: pair } };
    positions.push([x, y]);
  }
  return { value: positions };
}

function parseJsonList(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [text];
  } catch {
    return [text];
  }
}
