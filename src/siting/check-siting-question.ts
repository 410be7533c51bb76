import { walkLimit } from '../accessibility/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkBudget, checkCount, hasBudget, isShare, wrong } from './check-amounts.js';
import { checkPolicy } from './check-policy.js';
import {
  LONGEST_TIME_LIMIT_SECONDS,
  MOST_BESIDE_METERS,
  MOST_IDS,
  SITING_DEFAULTS,
  type SitingAsk,
  type SitingQuestion,
} from './siting-question.js';
import { MODEL_TERMS, type ModelField } from './siting-terms.js';

/**
 * Fills in the defaults and checks everything that can be told without the data.
 * @throws PlanningError BAD_USER_INPUT that says what was expected and what came.
 */
export function checkSitingQuestion(
  ask: SitingAsk,
  longestSeconds = LONGEST_TIME_LIMIT_SECONDS,
): SitingQuestion {
  const given = Object.entries(ask).filter(([, value]) => value !== undefined);
  const question = { ...SITING_DEFAULTS, ...Object.fromEntries(given) } as SitingQuestion;
  checkUnused(question);
  checkLimits(question);
  checkModel(question);
  checkPolicy(question);
  checkCandidates(question);
  const { timeLimitSeconds, gapTolerance } = question;
  if (!(timeLimitSeconds > 0 && timeLimitSeconds <= longestSeconds))
    throw wrong('timeLimitSeconds', `must be more than 0 and at most ${longestSeconds}`, timeLimitSeconds);
  if (!isShare(gapTolerance)) throw wrong('gapTolerance', 'must be a share from 0 to 1', gapTolerance);
  return question;
}

/** A field the model has no use for would be a promise not kept. */
function checkUnused(question: SitingQuestion): void {
  const { model } = question;
  const all = new Set(Object.values(MODEL_TERMS).flatMap(({ fields }) => fields));
  for (const field of all) {
    if (MODEL_TERMS[model].fields.includes(field) || !isGiven(question, field)) continue;
    throw badInput(`${field} means nothing to the model ${model}; leave it out or choose another model.`, {
      ...{ field, model },
    });
  }
}

function isGiven(question: SitingQuestion, field: ModelField): boolean {
  const [value, usual] = [question[field], SITING_DEFAULTS[field]];
  return Array.isArray(value) ? value.length > 0 : value !== usual;
}

function checkLimits({ model, count, budget }: SitingQuestion): void {
  if (MODEL_TERMS[model].hasLimits && count === null && budget === null) {
    throw badInput('Give count (how many sites), budget, or both.', { count, budget });
  }
  checkCount(count, 'count');
  checkBudget(budget, 'budget');
}

function checkModel(question: SitingQuestion): void {
  const { model, goal, farWalkMinutes, firstCoverShare, newSiteCapacity, capacityField, limit } = question;
  if (model === 'COVERAGE_GOAL' && goal === null)
    throw badInput('COVERAGE_GOAL needs goal: the share of all people to be covered.', { field: 'goal' });
  if (goal !== null && !isShare(goal)) throw wrong('goal', 'must be a share from 0 to 1', goal);
  if (firstCoverShare !== null && !isShare(firstCoverShare))
    throw wrong('firstCoverShare', 'must be a share from 0 to 1', firstCoverShare);
  if (model === 'GRADUAL' && farWalkMinutes === null)
    throw badInput('GRADUAL needs farWalkMinutes: how far away nothing counts any more.', {
      field: 'farWalkMinutes',
    });
  if (farWalkMinutes !== null) {
    walkLimit(farWalkMinutes, limit.speedMetersPerSecond);
    if (farWalkMinutes <= limit.walkMinutes)
      throw wrong('farWalkMinutes', `must be more than walkMinutes (${limit.walkMinutes})`, farWalkMinutes);
  }
  if (model === 'CMCLP' && capacityField === null)
    throw badInput('CMCLP needs capacityField: which figure of existing facilities is their capacity.', {
      field: 'capacityField',
    });
  if (newSiteCapacity !== null && !(newSiteCapacity >= 0 && Number.isFinite(newSiteCapacity)))
    throw wrong('newSiteCapacity', 'must be 0 or more', newSiteCapacity);
}

function checkCandidates(question: SitingQuestion): void {
  const { candidateSources, candidateKinds, budget, byCost, phases, besideMeters } = question;
  if (candidateSources.length === 0)
    throw badInput('candidateSources must name at least one source.', { field: 'candidateSources' });
  const isImported = candidateSources.includes('IMPORTED');
  const others = candidateSources.filter((source) => source !== 'IMPORTED').join(', ');
  const wantsCost = budget !== null || byCost || phases.some(hasBudget);
  if (wantsCost && !isImported) {
    throw badInput(
      `Only imported candidates have costs: use count with ${others}, or candidateSources IMPORTED.`,
      { field: budget === null ? 'byCost' : 'budget' },
    );
  }
  if (phases.some(({ byKind }) => byKind.length > 0) && !isImported) {
    throw badInput(`Only imported candidates have a kind: byKind means nothing for ${others}.`, {
      field: 'phases',
    });
  }
  if (candidateKinds !== null && !isImported) {
    throw badInput(`candidateKinds choose among imported candidates, not among ${others}.`, {
      field: 'candidateKinds',
    });
  }
  for (const field of ['lockedIn', 'lockedOut', 'closableFacilityIds'] as const)
    if (question[field].length > MOST_IDS)
      throw wrong(field, `must name at most ${MOST_IDS}`, question[field].length);
  if (besideMeters !== null && !(besideMeters >= 0 && besideMeters <= MOST_BESIDE_METERS))
    throw wrong('besideMeters', `must be 0 to ${MOST_BESIDE_METERS}`, besideMeters);
}
