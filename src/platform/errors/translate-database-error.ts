import { PlanningError, type PlanningErrorCode } from './planning-error.js';

interface Translation {
  readonly code: PlanningErrorCode;
  readonly message: string;
}

/** PostgreSQL error codes users can meet, and what they mean in plain words. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_CODE: Readonly<Record<string, Translation>> = {
  '57014': {
    code: 'DEADLINE_EXCEEDED',
    message: 'The database ended the statement because it took too long.',
  },
  '25P03': {
    code: 'DEADLINE_EXCEEDED',
    message: 'The database ended a transaction that stood idle too long.',
  },
  '55P03': { code: 'CONFLICT', message: 'Someone else is changing the same rows; try again.' },
  '40001': { code: 'CONFLICT', message: 'Someone else changed the same rows; try again.' },
  '40P01': { code: 'CONFLICT', message: 'Two changes waited for each other; try again.' },
  '23505': { code: 'CONFLICT', message: 'There is already a row with this key.' },
  '23503': {
    code: 'BAD_USER_INPUT',
    message: 'The row refers to one that does not exist, or is still referred to.',
  },
  '23502': { code: 'BAD_USER_INPUT', message: 'A value that is required is missing.' },
  '23514': { code: 'BAD_USER_INPUT', message: 'A value breaks a rule of its table.' },
  '23P01': { code: 'CONFLICT', message: 'The row overlaps another one that excludes it.' },
  '22001': { code: 'BAD_USER_INPUT', message: 'A text is too long for its column.' },
  '22003': { code: 'BAD_USER_INPUT', message: 'A number is out of range.' },
  '22007': { code: 'BAD_USER_INPUT', message: 'A date or time is not written as YYYY-MM-DD.' },
  '22008': { code: 'BAD_USER_INPUT', message: 'A date or time is out of range.' },
  '22012': { code: 'BAD_USER_INPUT', message: 'A division by zero.' },
  '22021': { code: 'BAD_USER_INPUT', message: 'A text holds bytes that are no valid characters.' },
  '22P02': { code: 'BAD_USER_INPUT', message: 'A value cannot be read as the type of its column.' },
  '22P05': { code: 'BAD_USER_INPUT', message: 'A text holds a character the database cannot keep.' },
  '53100': { code: 'UNAVAILABLE', message: 'The disk of the database is full.' },
  '53200': { code: 'UNAVAILABLE', message: 'The database is out of memory.' },
  '53300': { code: 'UNAVAILABLE', message: 'The database has no free connection.' },
  '57P01': { code: 'UNAVAILABLE', message: 'The database is shutting down.' },
  '57P02': { code: 'UNAVAILABLE', message: 'The database stopped.' },
  '57P03': { code: 'UNAVAILABLE', message: 'The database is not ready yet.' },
};

/** PostGIS reports every failure of its geometry library as an internal error; its words tell them from PostgreSQL's own. */
const INTERNAL_ERROR = 'XX000';
const GEOMETRY_WORDS = /GEOS|lwgeom|TopologyException|IllegalArgumentException/;
const GEOMETRY_FAILED: Translation = {
  code: 'FAILED_PRECONDITION',
  message:
    'The database could not combine shapes, and gives no figure rather than a wrong one; ' +
    'outlines that cross themselves or almost coincide are the likely cause.',
};

const UNREACHABLE: Translation = { code: 'UNAVAILABLE', message: 'The database cannot be reached.' };

/** Node's own codes of a connection that could not be made or broke. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

/** Words by which `pg` reports a broken connection; it gives these errors no code. */
const CONNECTION_WORDS =
  /connection terminated|timeout exceeded when trying to connect|embedded database stopped|client was closed/i;

/**
 * What a failed statement means to a user, or null when the error is not the database's or is our own mistake
 * (a wrong column name, say), which stays an unknown error.
 * `details` name the constraint, table and column where PostgreSQL says them; never the statement or its values.
 */
export function translateDatabaseError(error: unknown): PlanningError | null {
  if (!(error instanceof Error)) return null;
  const cause = databaseErrorOf(error);
  const translation = translationOf(cause, error);
  if (!translation) return null;
  const details: Record<string, unknown> = {};
  for (const name of ['constraint', 'table', 'column'] as const) {
    if (typeof cause[name] === 'string') details[name] = cause[name];
  }
  return new PlanningError(translation.code, translation.message, details);
}

/** True where the database's geometry library gave up on a shape. */
export function isGeometryFailure(error: unknown): boolean {
  return error instanceof Error && translationOf(databaseErrorOf(error), error) === GEOMETRY_FAILED;
}

interface DatabaseFailure {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly column?: unknown;
}

/** TypeORM wraps what `pg` threw; a SQLSTATE is told from other codes by its severity. */
function databaseErrorOf(error: Error): DatabaseFailure {
  const { driverError } = error as { driverError?: unknown };
  return (driverError instanceof Error ? driverError : error) as DatabaseFailure;
}

function translationOf(failure: DatabaseFailure, error: Error): Translation | null {
  const code = typeof failure.code === 'string' ? failure.code : null;
  if (code !== null) {
    const known = BY_CODE[code];
    if (known) return known;
    if (code === INTERNAL_ERROR && GEOMETRY_WORDS.test(error.message)) return GEOMETRY_FAILED;
    if (CONNECTION_CODES.has(code) || code.startsWith('08')) return UNREACHABLE;
    return null;
  }
  return CONNECTION_WORDS.test(error.message) ? UNREACHABLE : null;
}
