import type { SettledSites } from './settled-sites.js';
import type { SitingGround, TravelLists } from './siting-model.js';
import { sortPairs } from './sort-pairs.js';
import { WorkSteps } from './work-steps.js';

/** Per demand point the choosable candidates that would serve it better than what stands, nearest first. */
export interface RankedTravel {
  readonly weight: Float64Array;
  /** Cost without any choosable candidate: the nearest standing site, or the price of not being served. */
  readonly base: Float64Array;
  readonly offset: Int32Array;
  /** Choosable candidates, by cost, ties by position. */
  readonly site: Int32Array;
  /** Costs, rising, all below the point's base. */
  readonly cost: Float64Array | Int32Array;
  readonly sites: number;
  readonly bySite: SiteTravel;
}

/** The same travel seen from the sites, as it was given: every pair, also those no better than what stands. */
export interface SiteTravel {
  readonly travel: TravelLists;
  /** Per choosable candidate its position in the travel lists. */
  readonly candidate: readonly number[];
  readonly map?: CostMap;
}

/** What a travel cost is worth as a cost of the model; pairs that map to Infinity do not count. */
export type CostMap = (travelCost: number) => number;

/** Pairs ranked between two pauses: some 20 ms of work. */
const PAIRS_A_STEP = 200_000;

/** Ranks every point's candidates. @param unserved price of a point nothing standing serves */
export async function rankTravel(
  { travel, demandWeight }: SitingGround,
  { standing, choosable }: SettledSites,
  unserved: number,
  pause: () => Promise<void>,
  map?: CostMap,
): Promise<RankedTravel> {
  const points = demandWeight.length;
  const base = new Float64Array(points).fill(unserved);
  const steps = new WorkSteps(pause, PAIRS_A_STEP);
  const costAt = (at: number) => (map ? map(travel.cost[at]) : travel.cost[at]);
  for (const candidate of standing)
    for (let at = travel.offset[candidate]; at < travel.offset[candidate + 1]; at++)
      base[travel.demand[at]] = Math.min(base[travel.demand[at]], costAt(at));
  const counts = (at: number) => costAt(at) < base[travel.demand[at]] && demandWeight[travel.demand[at]] > 0;

  const offset = new Int32Array(points + 1);
  for (const candidate of choosable) {
    const end = travel.offset[candidate + 1];
    for (let at = travel.offset[candidate]; at < end; at++) if (counts(at)) offset[travel.demand[at] + 1]++;
    if (steps.isDue(end - travel.offset[candidate])) await steps.rest();
  }
  for (let point = 0; point < points; point++) offset[point + 1] += offset[point];
  const next = offset.slice(0, points);
  const isWhole = !map && travel.cost instanceof Int32Array;
  const site = new Int32Array(offset[points]);
  const cost = isWhole ? new Int32Array(offset[points]) : new Float64Array(offset[points]);
  for (const [index, candidate] of choosable.entries()) {
    const end = travel.offset[candidate + 1];
    for (let at = travel.offset[candidate]; at < end; at++) {
      if (!counts(at)) continue;
      const to = next[travel.demand[at]]++;
      site[to] = index;
      cost[to] = costAt(at);
    }
    if (steps.isDue(end - travel.offset[candidate])) await steps.rest();
  }
  for (let point = 0; point < points; point++) {
    sortPairs(cost, site, offset[point], offset[point + 1]);
    if (steps.isDue(offset[point + 1] - offset[point])) await steps.rest();
  }
  const bySite = { travel, candidate: choosable, map };
  return { weight: demandWeight, base, offset, site, cost, sites: choosable.length, bySite };
}

/** Total weighted cost when these candidates are open. */
export function medianCost(ranked: RankedTravel, open: Iterable<number>): number {
  const { weight, base, offset, site, cost } = ranked;
  const isOpen = new Uint8Array(ranked.sites);
  for (const index of open) isOpen[index] = 1;
  let sum = 0;
  for (let point = 0; point < weight.length; point++) {
    let least = base[point];
    for (let at = offset[point]; at < offset[point + 1]; at++) {
      if (!isOpen[site[at]]) continue;
      least = cost[at];
      break;
    }
    if (weight[point] > 0) sum += weight[point] * least;
  }
  return sum;
}
