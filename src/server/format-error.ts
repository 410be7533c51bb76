import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { showError } from '../platform/errors/show-error.js';
import type { Logger } from '../platform/log/create-logger.js';
import { QUERY_LIMITS } from './query-limits.js';

/** Codes of errors that GraphQL itself finds in a request; their messages speak of the request only. */
const REQUEST_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'LIMIT_EXCEEDED',
]);

/** Apollo's formatError. */
export function createFormatError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = unwrapResolverError(error);
    const limit = PARSER_LIMITS.find(({ pattern }) => pattern.test(formatted.message));
    if (limit) return { message: limit.message, ...place, extensions: { code: 'LIMIT_EXCEEDED' } };
    const code = requestCodeOf(error) ?? requestCodeOf(cause);
    if (code === null) return { ...showError(cause, log, { path }), ...place };
    return { message: formatted.message, ...place, extensions: { ...plainDetails(cause), code } };
  };
}

/** The code of an error GraphQL found in the request, or null for an error of a resolver. */
function requestCodeOf(error: unknown): string | null {
  if (!(error instanceof GraphQLError)) return null;
  const { extensions, originalError } = error;
  // Apollo stamps its own code over that of a validation rule or scalar.
  const own = originalError instanceof GraphQLError ? originalError.extensions.code : undefined;
  const code = own ?? extensions.code;
  if (code === 'UNAUTHORIZED') return 'FORBIDDEN';
  return typeof code === 'string' && (REQUEST_CODES.has(code) || code === 'UNAUTHENTICATED') ? code : null;
}

/** Limits that graphql-js keeps itself and reports without a code. */
const PARSER_LIMITS = [
  {
    pattern: /^Syntax Error: Document contains more/,
    message: `This query has more than ${QUERY_LIMITS.tokens} words and signs (tokens).`,
  },
  { pattern: /^Validation aborted\.$/, message: 'This query repeats too many fields to be checked.' },
];

interface BrokenRule {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly BrokenRule[];
}

/** What to pass on of an error's extensions: limits, and broken validation rules without the objects they hold. */
function plainDetails(error: unknown): Record<string, unknown> {
  if (!(error instanceof GraphQLError)) return {};
  const origin = error.originalError instanceof GraphQLError ? error.originalError : error;
  const { validationErrors, limit, cost } = origin.extensions;
  const details: Record<string, unknown> = {};
  if (limit !== undefined) details.limit = limit;
  if (cost !== undefined) details.cost = cost;
  if (Array.isArray(validationErrors)) details.problems = problemsOf(validationErrors as BrokenRule[], '');
  return details;
}

function problemsOf(rules: readonly BrokenRule[], prefix: string): string[] {
  return rules.flatMap(({ property, constraints = {}, children = [] }) => [
    ...Object.values(constraints).map((words) => `${prefix}${property}: ${words}`),
    ...problemsOf(children, `${prefix}${property}.`),
  ]);
}
