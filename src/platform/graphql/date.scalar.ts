import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A calendar date, YYYY-MM-DD, carried as a string so that no time zone can move it. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date as YYYY-MM-DD, e.g. 2025-12-31. 日期',
  serialize: (value) => checkDate(value),
  parseValue: checkDate,
  parseLiteral: (node) => checkDate(node.kind === Kind.STRING ? node.value : null),
});

function checkDate(value: unknown): string {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  throw new GraphQLError(`Expected a calendar date as YYYY-MM-DD, got ${JSON.stringify(value)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** True for an existing day of the years 1000–9999 written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
