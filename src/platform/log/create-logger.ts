import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/config.js';
import { secretScrubber } from './scrub-secrets.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Secrets of this run that must not appear in any line. */
  readonly secrets?: readonly string[];
  /** Where lines go; standard error unless given, so that standard output stays for answers. */
  readonly destination?: DestinationStream;
}

const SENSITIVE_FIELDS = [
  'authorization',
  'x-api-key',
  'cookie',
  'password',
  'key',
  'token',
  'DATABASE_URL',
  'ADMIN_API_KEY',
];

/** One JSON line an event, with credentials left out wherever they turn up. */
export function createLogger({ level, secrets = [], destination }: LoggerOptions): Logger {
  const scrub = secretScrubber(secrets);
  const paths = SENSITIVE_FIELDS.flatMap((name) => ['', '*', '*.*'].map((at) => `${at}["${name}"]`));
  return pino(
    {
      level,
      base: null,
      redact: { paths, censor: '[hidden]' },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: scrub },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** What a log line tells of an error: enough to find it, without the parameters of a statement. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, driverError, cause } = error as Error & {
    code?: unknown;
    driverError?: { code?: unknown };
    cause?: unknown;
  };
  return {
    type: error.name,
    message: error.message,
    code: code ?? driverError?.code,
    stack: error.stack,
    cause: cause === undefined ? undefined : describeError(cause),
  };
}
