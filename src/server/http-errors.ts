import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { PlanningError, type PlanningErrorCode } from '../platform/errors/planning-error.js';
import { showError, type ShownError } from '../platform/errors/show-error.js';
import type { Logger } from '../platform/log/create-logger.js';

const STATUS: Readonly<Record<PlanningErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  FAILED_PRECONDITION: 412,
  LIMIT_EXCEEDED: 429,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Plain words for what the HTTP layer refuses before GraphQL sees it. */
const REFUSALS: Readonly<Record<string, readonly [code: string, message: string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['BAD_REQUEST', 'The body is not valid JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BAD_REQUEST', 'The body is empty; expected JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BAD_REQUEST', 'The body is not as long as Content-Length says.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['LIMIT_EXCEEDED', 'The body is larger than this server takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['BAD_REQUEST', 'Content-Type must be application/json.'],
  FST_ERR_BAD_URL: ['BAD_REQUEST', 'The address is not a valid URL.'],
};

interface Answer {
  readonly status: number;
  readonly error: ShownError;
}

function answerTo(
  error: FastifyError | Error,
  log: Logger,
  where: Readonly<Record<string, unknown>>,
): Answer {
  const { statusCode, code } = error as Partial<FastifyError>;
  if (
    !(error instanceof PlanningError) &&
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500
  ) {
    const [known, message] = REFUSALS[code ?? ''] ?? ['BAD_REQUEST', 'The request cannot be read.'];
    return { status: statusCode, error: { message, extensions: { code: known } } };
  }
  const shown = showError(error, log, where);
  return { status: STATUS[shown.extensions.code as PlanningErrorCode] ?? 500, error: shown };
}

/**
 * Whether an answer ended because its connection had: what compresses it then says that it closed too early. The same
 * said while the client is still there is a failure.
 */
function isDropped(error: FastifyError | Error, { raw }: FastifyReply): boolean {
  return (error as FastifyError).code === 'ERR_STREAM_PREMATURE_CLOSE' && raw.destroyed;
}

/** Every error outside GraphQL's own answers, in the same JSON shape: `{"errors": [{message, extensions: {code}}]}`. */
export function createErrorHandler(log: Logger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    if (isDropped(error, reply)) {
      // Nobody is there to be answered, and nothing went wrong here.
      log.debug({ err: error, route: request.routeOptions?.url }, 'the client went away');
      return reply.code(499).send();
    }
    const { status, error: shown } = answerTo(error, log, {
      method: request.method,
      route: request.routeOptions?.url,
    });
    // What an answer that failed before it was sent had said of itself.
    for (const name of ['content-encoding', 'etag', 'content-crs']) void reply.removeHeader(name);
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    const retryAfter = shown.extensions.retryAfterSeconds;
    if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter);
    // Serialised here: a route's own serialiser or content type must not apply.
    return reply
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify({ errors: [shown] }));
  };
}
