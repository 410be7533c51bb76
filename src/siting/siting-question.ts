import type { CoverageQuestion } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { CandidateKind } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CandidateSource } from './candidate-source.js';

export const DEFAULT_TIME_LIMIT_SECONDS = 20;
export const LONGEST_TIME_LIMIT_SECONDS = 60;
export const MOST_SITES = 500;

/** What a siting request fixes. */
export interface SitingQuestion extends CoverageQuestion {
  readonly divisionCode: string;
  readonly cohort: Cohort;
  /** Exactly one of count and budget is given. */
  readonly count: number | null;
  readonly budget: number | null;
  readonly candidateSource: CandidateSource;
  readonly candidateKinds: readonly CandidateKind[] | null;
  readonly timeLimitSeconds: number;
}

/** @throws PlanningError BAD_USER_INPUT that says what was expected and what came. */
export function checkSitingQuestion(question: SitingQuestion): SitingQuestion {
  const { count, budget, candidateSource, candidateKinds, timeLimitSeconds } = question;
  if ((count === null) === (budget === null)) {
    throw badInput('Give either count (how many sites) or budget, not both and not neither.', {
      count,
      budget,
    });
  }
  if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= MOST_SITES)) {
    throw badInput(`count must be a whole number from 1 to ${MOST_SITES}, got ${count}.`, { field: 'count' });
  }
  if (budget !== null && !(budget >= 0 && Number.isFinite(budget))) {
    throw badInput(`budget must be 0 or more, got ${budget}.`, { field: 'budget' });
  }
  if (budget !== null && candidateSource !== 'IMPORTED') {
    throw badInput(
      `Only imported candidates have costs: use count with ${candidateSource}, or candidateSource IMPORTED.`,
      {
        field: 'budget',
      },
    );
  }
  if (candidateKinds !== null && candidateSource !== 'IMPORTED') {
    throw badInput(`candidateKinds choose among imported candidates, not among ${candidateSource}.`, {
      field: 'candidateKinds',
    });
  }
  if (!(timeLimitSeconds > 0 && timeLimitSeconds <= LONGEST_TIME_LIMIT_SECONDS)) {
    throw badInput(
      `timeLimitSeconds must be more than 0 and at most ${LONGEST_TIME_LIMIT_SECONDS}, got ${timeLimitSeconds}.`,
      { field: 'timeLimitSeconds' },
    );
  }
  return question;
}
