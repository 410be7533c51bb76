import { checkDivisionCode } from '../divisions/index.js';
import type { CandidateKind } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CandidateSource } from '../siting/index.js';
import type { MealQuestion } from './meal-question.js';

export const DEFAULT_TIME_LIMIT_SECONDS = 20;
export const LONGEST_TIME_LIMIT_SECONDS = 60;
export const MOST_PLACES = 100;
/** What each candidate adds is told by a flow of its own. */
export const MOST_CANDIDATES = 500;

/** What a plan of meal points fixes. */
export interface MealPlanAsk extends MealQuestion {
  readonly divisionCode: string;
  /** New ones at most; null with a budget = no limit, without = none. */
  readonly canteens: number | null;
  readonly kitchens: number | null;
  readonly budget: number | null;
  /** What a central kitchen costs at a candidate, as a multiple of the candidate's cost. */
  readonly kitchenCostFactor: number;
  /** Whether new canteens cook for themselves; otherwise central kitchens supply them. */
  readonly newCanteensCook: boolean;
  readonly candidateSources: readonly CandidateSource[];
  /** Imported candidates only of these kinds. */
  readonly candidateKinds: readonly CandidateKind[] | null;
  /** Candidates of these kinds alone may become central kitchens; null = all. */
  readonly kitchenKinds: readonly CandidateKind[] | null;
  /** Candidates, by id, that must become canteens, that must become kitchens, and that nothing may open at. */
  readonly lockedCanteens: readonly string[];
  readonly lockedKitchens: readonly string[];
  readonly lockedOut: readonly string[];
  /** For posing and solving together. */
  readonly timeLimitSeconds: number;
  /** Relative gap that is good enough; 0 = prove the optimum. */
  readonly gapTolerance: number;
}

/**
 * @param longestSeconds the longest time limit; a job may take longer than a request
 * @throws PlanningError BAD_USER_INPUT that says what was expected and what came.
 */
export function checkMealPlanAsk(ask: MealPlanAsk, longestSeconds = LONGEST_TIME_LIMIT_SECONDS): MealPlanAsk {
  const { canteens, kitchens, budget, kitchenCostFactor, candidateSources, timeLimitSeconds, gapTolerance } =
    ask;
  if (canteens === null && kitchens === null && budget === null)
    throw badInput('Give canteens, kitchens (how many at most) or budget.', { field: 'canteens' });
  for (const [field, count] of Object.entries({ canteens, kitchens }))
    if (count !== null && !(Number.isInteger(count) && count >= 0 && count <= MOST_PLACES))
      throw badInput(`${field} must be a whole number from 0 to ${MOST_PLACES}, got ${count}.`, { field });
  if (budget === null && (canteens ?? 0) + (kitchens ?? 0) === 0)
    throw badInput('canteens and kitchens are both 0: there is nothing to propose.', { field: 'canteens' });
  if (budget !== null && !(budget >= 0 && Number.isFinite(budget)))
    throw badInput(`budget must be 0 or more, got ${budget}.`, { field: 'budget' });
  if (candidateSources.length === 0)
    throw badInput('candidateSources must name at least one source.', { field: 'candidateSources' });
  if (budget !== null && candidateSources.some((source) => source !== 'IMPORTED'))
    throw badInput('Only imported candidates have costs: use canteens and kitchens, or IMPORTED alone.', {
      field: 'budget',
    });
  if (!(kitchenCostFactor >= 0 && kitchenCostFactor <= 1000))
    throw badInput(`kitchenCostFactor must be 0–1000, got ${kitchenCostFactor}.`, {
      field: 'kitchenCostFactor',
    });
  for (const field of ['lockedCanteens', 'lockedKitchens', 'lockedOut'] as const)
    if (ask[field].length > MOST_CANDIDATES)
      throw badInput(`${field} must name at most ${MOST_CANDIDATES}, got ${ask[field].length}.`, { field });
  if (!(timeLimitSeconds > 0 && timeLimitSeconds <= longestSeconds))
    throw badInput(
      `timeLimitSeconds must be more than 0 and at most ${longestSeconds}, got ${timeLimitSeconds}.`,
      { field: 'timeLimitSeconds' },
    );
  if (!(gapTolerance >= 0 && gapTolerance <= 1))
    throw badInput(`gapTolerance must be 0–1, got ${gapTolerance}.`, { field: 'gapTolerance' });
  checkDivisionCode(ask.divisionCode, 'divisionCode');
  return ask;
}
