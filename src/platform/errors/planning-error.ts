export type PlanningErrorCode =
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'FAILED_PRECONDITION'
  | 'LIMIT_EXCEEDED'
  | 'DEADLINE_EXCEEDED'
  | 'UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN';

/** The one family of errors a user may see: a stable code, a plain sentence, and details a program can read. */
export class PlanningError extends Error {
  override readonly name = 'PlanningError';

  constructor(
    readonly code: PlanningErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
