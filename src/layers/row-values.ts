import type { Conditions } from '../platform/database/conditions.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isStorableText } from '../platform/errors/check-text.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import type { FieldType, LayerField } from './layer.js';

const LONGEST_TEXT = 200;
const SQL_TYPE: Readonly<Record<FieldType, string>> = {
  text: 'text',
  date: 'text',
  integer: 'float8',
  number: 'float8',
  boolean: 'boolean',
};

/** The condition that a field equals what a text says. @throws PlanningError BAD_USER_INPUT as `valueOf` */
export function equalTo(field: LayerField, sql: string, text: string, where: Conditions): string {
  const type = SQL_TYPE[field.type];
  return `(${sql})::${type} = ${where.bind(valueOf(field, text), type)}`;
}

/** What a text says as a value of a field. @throws PlanningError BAD_USER_INPUT that names the field */
export function valueOf({ name, type }: LayerField, text: string): string | number | boolean {
  const value = read(type, text);
  if (value !== null) return value;
  throw badInput(`${name}: expected ${WORDS[type]}, got ${JSON.stringify(text.slice(0, LONGEST_TEXT))}.`, {
    field: name,
    type,
  });
}

const WORDS: Readonly<Record<FieldType, string>> = {
  text: `a text of at most ${LONGEST_TEXT} characters`,
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day as YYYY-MM-DD',
};

function read(type: FieldType, text: string): string | number | boolean | null {
  switch (type) {
    case 'text':
      return text.length <= LONGEST_TEXT && isStorableText(text) ? text : null;
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
    case 'number':
      return /^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?$/.test(text) ? Number(text) : null;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : null;
    case 'date':
      return isCalendarDate(text) ? text : null;
  }
}
