import { type WalkLimit } from '../accessibility/index.js';
import { checkDivisionCode } from '../divisions/index.js';
import type { RemedyForm } from '../kernel/estates/remedy-question.js';
import { badInput } from '../platform/errors/bad-input.js';

export const DEFAULT_TIME_LIMIT_SECONDS = 20;
export const LONGEST_TIME_LIMIT_SECONDS = 60;
/** Far beyond what a county lists; a plan of this size is still made in memory. */
export const MOST_ESTATES = 2_000;
export const MOST_PLACES = 5_000;
export const MOST_PAIRS = 20_000;
/** PostgreSQL's numbers and doubles agree exactly below this. */
const LARGEST_BUDGET = 1e15;

/** What a plan of remedies fixes. */
export interface RemedyAsk {
  readonly divisionCode: string;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  /** Total cost at most; null = no limit. */
  readonly budgetYuan: number | null;
  /** Only remedies of these forms. */
  readonly forms: readonly RemedyForm[];
  /** How far an estate's people may walk to a place where its rule does not say; its speed turns rules' minutes into metres. */
  readonly limit: WalkLimit;
  readonly timeLimitSeconds: number;
}

/** @throws PlanningError BAD_USER_INPUT that says what was expected and what came. */
export function checkRemedyAsk(ask: RemedyAsk): RemedyAsk {
  const { budgetYuan: budget, forms, timeLimitSeconds } = ask;
  checkDivisionCode(ask.divisionCode, 'divisionCode');
  if (budget !== null && !(budget >= 0 && budget < LARGEST_BUDGET))
    throw badInput(`budgetYuan must be 0 or more and below ${LARGEST_BUDGET}, got ${budget}.`, {
      field: 'budgetYuan',
    });
  if (forms.length === 0) throw badInput('forms must name at least one form.', { field: 'forms' });
  if (!(timeLimitSeconds > 0 && timeLimitSeconds <= LONGEST_TIME_LIMIT_SECONDS))
    throw badInput(
      `timeLimitSeconds must be more than 0 and at most ${LONGEST_TIME_LIMIT_SECONDS}, got ${timeLimitSeconds}.`,
      { field: 'timeLimitSeconds' },
    );
  return ask;
}
