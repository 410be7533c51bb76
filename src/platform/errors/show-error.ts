import { randomUUID } from 'node:crypto';
import type { Logger } from '../log/create-logger.js';
import { PlanningError } from './planning-error.js';
import { translateDatabaseError } from './translate-database-error.js';

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
  log: Pick<Logger, 'warn' | 'error'>,
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
