import { fixCandidates } from './lagrangian-mclp.js';
import { MedianSwap, type MedianLimits } from './median-swap.js';
import { medianCost, type RankedTravel } from './ranked-travel.js';
import { SelectionBound } from './selection-bound.js';

export interface LagrangianMedian {
  readonly open: readonly number[];
  readonly cost: number;
  readonly lowerBound: number;
  /** Per candidate: 1 = in every better plan, -1 = in none, 0 = undecided. */
  readonly fixed: Int8Array;
}

export interface LagrangianMedianOptions {
  readonly iterations?: number;
  /** A better cost must gain more than this to matter. */
  readonly step: number;
  readonly pause?: () => Promise<void> | void;
  readonly isEnough?: (cost: number, lowerBound: number) => boolean;
  readonly watch?: (cost: number, lowerBound: number) => void;
}

const POLISH_EVERY = 20;
const MEMORY = 0.8;
const PATIENCE = 25;
const SHRINK = 0.7;
const SHORTEST_STRIDE = 1e-4;

/**
 * Lagrangian relaxation of "everyone is assigned once" (Narula, Ogbu & Samuelsson 1977; Beasley 1993, EJOR 65): each
 * multiplier is what a point pays to be served, a site is worth what it saves those who would pay more than their
 * travel. Sets met on the way are improved by swaps; sites whose forced choice cannot win are fixed.
 */
export async function lagrangianMedian(
  ranked: RankedTravel,
  limits: MedianLimits,
  incumbent: readonly number[],
  { iterations = 1500, step, pause, isEnough = () => false, watch }: LagrangianMedianOptions,
): Promise<LagrangianMedian> {
  const { weight, base, offset, site, cost, sites } = ranked;
  const points = weight.length;
  const swap = new MedianSwap(ranked, limits);
  let open = incumbent;
  let upper = medianCost(ranked, open);
  let lower = -Infinity;
  const fixed = new Int8Array(sites);
  const pays = startPayments(ranked, open);
  const best = pays.slice();
  const slope = new Float64Array(points);
  const saving = new Float64Array(sites);
  const polished = new Set<string>();
  let bestSites: SelectionBound | null = null;
  let bestBase = 0;
  let stride = 1;
  let stalled = 0;

  for (let iteration = 0; iteration < iterations; iteration++) {
    let paid = 0;
    saving.fill(0);
    for (let point = 0; point < points; point++) {
      const w = weight[point];
      const most = pays[point];
      paid += most;
      for (let at = offset[point], end = offset[point + 1]; at < end; at++) {
        const worth = most - w * cost[at];
        if (worth <= 0) break;
        saving[site[at]] += worth;
      }
    }
    const sitesBound = new SelectionBound(saving.slice(), limits.siteCost, limits);
    const bound = paid - sitesBound.bound();
    stalled = bound > lower + 2e-5 * Math.abs(lower) || lower === -Infinity ? 0 : stalled + 1;
    if (bound > lower) {
      lower = bound;
      best.set(pays);
      [bestSites, bestBase] = [sitesBound, -paid];
    }
    const share = sitesBound.selection();
    if (iteration % POLISH_EVERY === POLISH_EVERY - 1) {
      const whole = Array.from(share.keys()).filter((index) => share[index] === 1);
      const key = whole.join();
      if (!polished.has(key) && keepsLimits(whole, limits)) {
        polished.add(key);
        const better = swap.descend(whole, 60);
        const betterCost = medianCost(ranked, better);
        if (betterCost < upper) [open, upper] = [better, betterCost];
      }
      watch?.(upper, lower);
    }
    if (lower >= upper - step || isEnough(upper, lower)) break;
    await pause?.();

    let norm = 0;
    for (let point = 0; point < points; point++) {
      const w = weight[point];
      const most = pays[point];
      let served = 0;
      for (let at = offset[point], end = offset[point + 1]; at < end; at++) {
        if (w * cost[at] >= most) break;
        served += share[site[at]];
      }
      let direction = 1 - served;
      if (direction > 0 && most >= w * base[point]) direction = 0;
      slope[point] = iteration === 0 ? direction : MEMORY * slope[point] + (1 - MEMORY) * direction;
      norm += slope[point] * slope[point];
    }
    if (norm === 0) break;
    if (stalled >= PATIENCE) {
      stride *= SHRINK;
      stalled = 0;
      pays.set(best);
      if (stride < SHORTEST_STRIDE) break;
      continue;
    }
    const length = (stride * (upper * 1.0005 - bound)) / norm;
    for (let point = 0; point < points; point++) {
      const next = pays[point] + length * slope[point];
      const most = weight[point] * base[point];
      pays[point] = next < 0 ? 0 : next > most ? most : next;
    }
  }
  if (bestSites) fixCandidates(fixed, bestBase, bestSites, -upper + step);
  return { open, cost: upper, lowerBound: Math.min(upper, lower), fixed };
}

/** The selection that gives the bound keeps to the stricter limit only. */
function keepsLimits(open: readonly number[], { p, budget, siteCost }: MedianLimits): boolean {
  const spent = open.reduce((sum, index) => sum + siteCost[index], 0);
  return open.length <= p && spent <= budget * (1 + 1e-12);
}

/** Everyone starts paying between the travel to the nearest and to the second nearest open site. */
function startPayments(ranked: RankedTravel, open: readonly number[]): Float64Array {
  const { weight, base, offset, site, cost } = ranked;
  const isOpen = new Uint8Array(ranked.sites);
  for (const index of open) isOpen[index] = 1;
  return weight.map((w, point) => {
    const near: number[] = [];
    for (let at = offset[point]; at < offset[point + 1] && near.length < 2; at++)
      if (isOpen[site[at]]) near.push(cost[at]);
    const [first = base[point], second = base[point]] = near;
    return (w * (first + second)) / 2;
  });
}
