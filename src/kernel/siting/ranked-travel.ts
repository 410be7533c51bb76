import type { SettledSites } from './settled-sites.js';
import type { SitingGround } from './siting-model.js';

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
}

/** What a travel cost is worth as a cost of the model; pairs that map to Infinity do not count. */
export type CostMap = (travelCost: number) => number;

/** Ranks every point's candidates. @param unserved price of a point nothing standing serves */
export function rankTravel(
  { travel, demandWeight }: SitingGround,
  { standing, choosable }: SettledSites,
  unserved: number,
  map?: CostMap,
): RankedTravel {
  const points = demandWeight.length;
  const base = new Float64Array(points).fill(unserved);
  const costAt = (at: number) => (map ? map(travel.cost[at]) : travel.cost[at]);
  for (const candidate of standing)
    for (let at = travel.offset[candidate]; at < travel.offset[candidate + 1]; at++)
      base[travel.demand[at]] = Math.min(base[travel.demand[at]], costAt(at));
  const counts = (at: number) => costAt(at) < base[travel.demand[at]] && demandWeight[travel.demand[at]] > 0;

  const offset = new Int32Array(points + 1);
  for (const candidate of choosable)
    for (let at = travel.offset[candidate]; at < travel.offset[candidate + 1]; at++)
      if (counts(at)) offset[travel.demand[at] + 1]++;
  for (let point = 0; point < points; point++) offset[point + 1] += offset[point];
  const next = offset.slice(0, points);
  const isWhole = !map && travel.cost instanceof Int32Array;
  const site = new Int32Array(offset[points]);
  const cost = isWhole ? new Int32Array(offset[points]) : new Float64Array(offset[points]);
  choosable.forEach((candidate, index) => {
    for (let at = travel.offset[candidate]; at < travel.offset[candidate + 1]; at++) {
      if (!counts(at)) continue;
      const to = next[travel.demand[at]]++;
      site[to] = index;
      cost[to] = costAt(at);
    }
  });
  for (let point = 0; point < points; point++)
    sortRow(site.subarray(offset[point], offset[point + 1]), cost.subarray(offset[point], offset[point + 1]));
  return { weight: demandWeight, base, offset, site, cost, sites: choosable.length };
}

const SITES_A_KEY = 2 ** 20;

/** Sorts one row by cost; the sites come in ascending order and keep it among equals. */
function sortRow(site: Int32Array, cost: Float64Array | Int32Array): void {
  if (cost instanceof Int32Array) {
    const keys = new Float64Array(site.length);
    for (let at = 0; at < keys.length; at++) keys[at] = cost[at] * SITES_A_KEY + site[at];
    keys.sort();
    for (let at = 0; at < keys.length; at++) {
      cost[at] = Math.floor(keys[at] / SITES_A_KEY);
      site[at] = keys[at] % SITES_A_KEY;
    }
    return;
  }
  const order = Array.from(site.keys()).sort((a, b) => cost[a] - cost[b] || site[a] - site[b]);
  const [sites, costs] = [site.slice(), cost.slice()];
  order.forEach((from, at) => {
    site[at] = sites[from];
    cost[at] = costs[from];
  });
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
