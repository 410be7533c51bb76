import { badInput } from '../platform/errors/bad-input.js';
import type { PlanningError } from '../platform/errors/planning-error.js';
import { MOST_SITES, type PlanPhase } from './siting-question.js';

export function checkCount(count: number | null, field: string): void {
  if (count === null || (Number.isInteger(count) && count >= 1 && count <= MOST_SITES)) return;
  throw wrong(field, `must be a whole number from 1 to ${MOST_SITES}`, count);
}

export function checkBudget(budget: number | null, field: string): void {
  if (budget === null || (budget >= 0 && Number.isFinite(budget))) return;
  throw wrong(field, 'must be 0 or more', budget);
}

/** Whether a year, or some kinds of it, has a budget. */
export function hasBudget({ budget, byKind }: PlanPhase): boolean {
  return budget !== null || byKind.some((limit) => limit.budget !== null);
}

export function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

/** BAD_USER_INPUT that says what was expected and what came. */
export function wrong(field: string, expected: string, came: unknown): PlanningError {
  return badInput(`${field} ${expected}, got ${String(came)}.`, { field });
}
