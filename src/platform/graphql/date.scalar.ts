import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';

/** A calendar date, YYYY-MM-DD, carried as a string so that no time zone can move it. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date as YYYY-MM-DD, e.g. 2025-12-31. 日期',
  serialize: (value) => checkDate(value),
  parseValue: checkDate,
  parseLiteral: (node) => (node.kind === Kind.STRING ? checkDate(node.value) : refuse(print(node))),
});

function checkDate(value: unknown): string {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  return refuse(JSON.stringify(value));
}

function refuse(written: string): never {
  throw new GraphQLError(`Expected a calendar date as YYYY-MM-DD, got ${written}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** True for an existing day of the years 1000–9999 written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
