/** Codes that the client itself gives; all others come from the server. */
export type ClientProblemCode = 'OFFLINE' | 'SERVER_ERROR';

const PASSING = new Set([
  'OFFLINE',
  'SERVER_ERROR',
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'INTERNAL_SERVER_ERROR',
]);

/** A request that was not answered as asked, with the server's code and words. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** `FORBIDDEN`, `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`, `LIMIT_EXCEEDED`, … or a `ClientProblemCode`. */
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** Whether the same request may well be answered a little later. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }
}
