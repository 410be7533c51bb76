import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PlanningError } from '../platform/errors/planning-error.js';
import { translateDatabaseError } from '../platform/errors/translate-database-error.js';
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

export interface ShownError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * The user's view of any error: a PlanningError as it is, a database error translated, anything else masked behind an
 * errorId that the log has together with the error.
 */
export function showError(
  error: unknown,
  log: Logger,
  where: Readonly<Record<string, unknown>> = {},
): ShownError {
  if (error instanceof PlanningError) return shown(error);
  const translated = translateDatabaseError(error);
  if (translated) {
    log.warn({ err: error, ...where }, 'a statement failed');
    return shown(translated);
  }
  const errorId = randomUUID();
  log.error({ errorId, err: error, ...where }, 'unexpected error');
  return {
    message: `Something went wrong inside the program. Quote error ${errorId} when you report it.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
}

function shown(error: PlanningError): ShownError {
  return { message: error.message, extensions: { ...error.details, code: error.code } };
}

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
