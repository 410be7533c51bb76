import { PlanningError } from '../platform/errors/planning-error.js';
import type { SitingOutcome } from './siting-outcome.types.js';

/** Raised when the shape of outcomes changes: what was stored before is then told apart. */
const FORMAT = 3;

/** A siting outcome on its way through JSON. */
export interface StoredOutcome {
  readonly format: number;
  readonly outcome: SitingOutcome;
}

/** A siting outcome to be kept as JSON; readOutcome brings it back unchanged. */
export function storeOutcome(outcome: SitingOutcome): StoredOutcome {
  return { format: FORMAT, outcome };
}

/**
 * A kept siting outcome as the API shows it.
 * @param stored what JSON.parse makes of a StoredOutcome
 * @throws PlanningError FAILED_PRECONDITION for one of another version of the program
 */
export function readOutcome(stored: unknown): SitingOutcome {
  const { format, outcome } = (stored ?? {}) as Partial<StoredOutcome>;
  if (format === FORMAT && outcome) return outcome;
  throw new PlanningError(
    'FAILED_PRECONDITION',
    'This plan was kept by another version of the program and cannot be read any more; ask for it again.',
    { reason: 'STORED_BY_ANOTHER_VERSION' },
  );
}
