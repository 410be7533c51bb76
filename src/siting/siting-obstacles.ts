import type { PosedSiting } from './posed-siting.js';
import type { SitingPlaces } from './siting-places.js';
import type { SitingQuestion } from './siting-question.js';
import type { InfeasibleReason } from './siting-conflict.type.js';

/** Something that makes a plan impossible, before anything is solved. */
export interface SitingObstacle {
  readonly reason: InfeasibleReason;
  readonly message: string;
  readonly asked?: number;
  readonly possible?: number;
  /** Ids concerned. */
  readonly ids?: readonly string[];
}

const SHOWN_IDS = 10;

/** What can be told from the places alone: nobody to cover, and ids that name nothing or contradict each other. */
export function obstaclesOfPlaces(asked: SitingQuestion, places: SitingPlaces): SitingObstacle[] {
  const { points, candidates, existing } = places;
  if (points.length === 0) {
    const message = 'No demand point at or under the division states this age group.';
    return [{ reason: 'NO_DEMAND', message }];
  }
  const obstacles: SitingObstacle[] = [];
  const known = new Set(candidates.map(({ id }) => id));
  const fixed = asked.phases.flatMap((phase) => phase.fixed);
  const unknown = [...new Set([...asked.lockedIn, ...asked.lockedOut, ...fixed])].filter(
    (id) => !known.has(id),
  );
  if (unknown.length > 0) {
    const message = `There is no candidate ${listed(unknown)} among the ${candidates.length} of ${asked.candidateSources.join(', ')} in and around the division.`;
    obstacles.push({ reason: 'UNKNOWN_CANDIDATE', message, ids: unknown });
  }
  const serving = new Set(existing.map(({ id }) => id));
  const strangers = asked.closableFacilityIds.filter((id) => !serving.has(id));
  if (strangers.length > 0) {
    const message = `No operating facility of the service ${asked.service} has the id ${listed(strangers)}.`;
    obstacles.push({ reason: 'UNKNOWN_FACILITY', message, ids: strangers });
  }
  const again = fixed.filter((id, at) => fixed.indexOf(id) !== at);
  if (again.length > 0) {
    const message = `Fixed for more than one year: ${listed(again)}.`;
    obstacles.push({ reason: 'CONTRADICTORY_LOCKS', message, ids: again });
  }
  const both = [...asked.lockedIn, ...fixed].filter((id) => asked.lockedOut.includes(id));
  if (both.length > 0) {
    const message = `Locked in and locked out at once: ${listed(both)}.`;
    obstacles.push({ reason: 'CONTRADICTORY_LOCKS', message, ids: both });
  }
  return obstacles;
}

const UNUSABLE = {
  OFF_NETWORK: 'no walkway is near it',
  WITHOUT_COST: 'it states no cost',
  WITHOUT_CAPACITY: 'it states no capacity',
  OUT_OF_REACH: 'it is too far away',
} as const;

/** What can be told once walks are known: nothing to choose from, too little of it, too little money. */
export function obstaclesOfProblem({ asked, question, sites, leftOut }: PosedSiting): SitingObstacle[] {
  const obstacles: SitingObstacle[] = [];
  for (const id of [...asked.lockedIn, ...asked.phases.flatMap(({ fixed }) => fixed)]) {
    const why = leftOut.get(id);
    if (!why) continue;
    const message = `The candidate ${id} is locked in but cannot be used: ${UNUSABLE[why]}.`;
    obstacles.push({ reason: 'LOCKED_IN_UNUSABLE', message, ids: [id] });
  }
  const opened = sites.flatMap(({ candidate }, site) =>
    candidate && question.roles![site] !== 'LOCKED_OUT' ? [site] : [],
  );
  if (opened.length === 0) {
    const message = 'No usable candidate lies in the division or within the walk of it.';
    return [...obstacles, { reason: 'NO_CANDIDATES', message }];
  }
  const count = asked.count ?? asked.phases.reduce((sum, phase) => sum + (phase.count ?? 0), 0);
  if (count > opened.length) {
    const message = `Asked for ${count} sites, but there are ${opened.length} candidates.`;
    obstacles.push({
      ...{ reason: 'MORE_SITES_THAN_CANDIDATES', message, asked: count, possible: opened.length },
    });
  }
  const budgets = [asked.budget, ...asked.phases.map(({ budget }) => budget)].filter((each) => each !== null);
  if (budgets.length === 0 || question.roles!.includes('CLOSABLE')) return obstacles;
  const most = Math.max(...budgets);
  const cheapest = opened.reduce((least, site) => Math.min(least, question.candidateCost![site]), Infinity);
  if (most < cheapest) {
    const message = `The budget is ${most}; the cheapest candidate costs ${cheapest}.`;
    obstacles.push({ reason: 'BUDGET_TOO_SMALL', message, asked: most, possible: cheapest });
  }
  return obstacles;
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - SHOWN_IDS;
  return ids.slice(0, SHOWN_IDS).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
