import type { MclpProblem } from '../kernel/siting/mclp-problem.js';
import type { InfeasibleReason } from './siting.types.js';

/** What makes a plan impossible before anything is solved, or null. */
export function findObstacle({
  demandIds,
  candidateIds,
  candidateCost,
  p,
  budget,
}: MclpProblem): { readonly reason: InfeasibleReason; readonly message: string } | null {
  if (demandIds.length === 0) {
    return {
      reason: 'NO_DEMAND',
      message: 'No demand point at or under the division states this age group.',
    };
  }
  if (candidateIds.length === 0) {
    return {
      reason: 'NO_CANDIDATES',
      message: 'No usable candidate lies in the division or within the walk of it.',
    };
  }
  if (p !== undefined && p > candidateIds.length) {
    const message = `Asked for ${p} sites, but there are ${candidateIds.length} candidates.`;
    return { reason: 'MORE_SITES_THAN_CANDIDATES', message };
  }
  const cheapest = candidateCost?.reduce((a, b) => Math.min(a, b), Infinity) ?? 0;
  if (budget !== undefined && budget < cheapest) {
    return {
      reason: 'BUDGET_TOO_SMALL',
      message: `The budget is ${budget}; the cheapest candidate costs ${cheapest}.`,
    };
  }
  return null;
}
