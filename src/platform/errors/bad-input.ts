import { PlanningError } from './planning-error.js';

/** The error for input a person can correct: what was expected and what came. */
export function badInput(message: string, details: Readonly<Record<string, unknown>> = {}): PlanningError {
  return new PlanningError('BAD_USER_INPUT', message, details);
}
