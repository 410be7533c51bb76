import { PlanningError } from '../../src/platform/errors/planning-error.js';

/** The issue code of the error a promise is rejected with; fails loudly for any other outcome. */
export async function issueCodeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PlanningError) return error.details.issueCode;
    throw error;
  }
  throw new Error('an error was expected, and there was none');
}
