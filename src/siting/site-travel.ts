import type { HeldNetwork, SnapSet } from '../accessibility/index.js';
import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import type { TravelLists } from '../kernel/siting/siting-model.js';
import { sharedInt32 } from '../platform/compute/shared-int32.js';
import { PlanningError } from '../platform/errors/planning-error.js';

/** 160 MB of pairs, shared with the thread that ranks them: a plan stays below a gigabyte in all. */
const MOST_PAIRS = 20_000_000;

/**
 * Walks from demand points to sites, by site.
 * @param limitCentimeters inclusive; null = however far
 * @throws PlanningError LIMIT_EXCEEDED when there are too many pairs
 */
export async function siteTravel(
  network: HeldNetwork,
  sites: SnapSet,
  points: SnapSet,
  limitCentimeters: number | null,
  signal?: AbortSignal,
): Promise<TravelLists> {
  if (limitCentimeters !== null) {
    const { offset, demand, costCentimeters } = await network.walksWithin(
      ...([sites, points, limitCentimeters, MOST_PAIRS] as const),
      signal,
    );
    return { offset, demand, cost: costCentimeters };
  }
  checkPairs(sites.length, points.length);
  const costs = await network.travelCosts(points, sites, UNBOUNDED_CENTIMETERS, signal);
  return listsOfMatrix(costs, points.length, sites.length);
}

/**
 * Holds against the limit what walks of any length will be looked at.
 * @throws PlanningError LIMIT_EXCEEDED
 */
export function checkPairs(sites: number, points: number): void {
  const pairs = sites * points;
  if (pairs <= MOST_PAIRS) return;
  const counted = `${sites} candidates and facilities × ${points} demand points are ${pairs} walks of any length`;
  throw new PlanningError(
    'LIMIT_EXCEEDED',
    `${counted}, at most ${MOST_PAIRS} can be looked at: give farWalkMinutes (--far-minutes), fewer candidates, or a division below.`,
    { limit: MOST_PAIRS, pairs, sites, points },
  );
}

/** Pairs with a walk of a matrix with a row a point. */
function listsOfMatrix(costs: Int32Array, points: number, sites: number): TravelLists {
  const offset = new Int32Array(sites + 1);
  for (let at = 0; at < costs.length; at++) if (costs[at] >= 0) offset[(at % sites) + 1]++;
  for (let site = 0; site < sites; site++) offset[site + 1] += offset[site];
  const demand = sharedInt32(offset[sites]);
  const cost = sharedInt32(offset[sites]);
  const next = offset.slice();
  for (let point = 0; point < points; point++)
    for (let site = 0; site < sites; site++) {
      const walk = costs[point * sites + site];
      if (walk < 0) continue;
      demand[next[site]] = point;
      cost[next[site]++] = walk;
    }
  return { offset, demand, cost };
}

/** The lists of some sites, in the order given. */
export function pickSites({ offset, demand, cost }: TravelLists, sites: readonly number[]): TravelLists {
  const pickedOffset = new Int32Array(sites.length + 1);
  sites.forEach((site, at) => (pickedOffset[at + 1] = pickedOffset[at] + offset[site + 1] - offset[site]));
  const pickedDemand = sharedInt32(pickedOffset[sites.length]);
  const entries = pickedDemand.length;
  const pickedCost = cost instanceof Int32Array ? sharedInt32(entries) : new Float64Array(entries);
  sites.forEach((site, at) => {
    pickedDemand.set(demand.subarray(offset[site], offset[site + 1]), pickedOffset[at]);
    pickedCost.set(cost.subarray(offset[site], offset[site + 1]), pickedOffset[at]);
  });
  return { offset: pickedOffset, demand: pickedDemand, cost: pickedCost };
}

/** The demand points a site reaches within a walk. */
export function forEachWithin(
  { offset, demand, cost }: TravelLists,
  site: number,
  limitCentimeters: number,
  visit: (point: number, cost: number) => void,
): void {
  for (let at = offset[site]; at < offset[site + 1]; at++)
    if (cost[at] <= limitCentimeters) visit(demand[at], cost[at]);
}
