import { MedianSwap, type MedianLimits } from './median-swap.js';
import type { MedianSearch } from './prove-median.js';
import { medianCost, type RankedTravel } from './ranked-travel.js';
import type { SettledSites } from './settled-sites.js';

/** Costs this close, relatively, are the same: the error of sums in another order. */
const SAME = 1e-11;

/**
 * Among equally good sets the one single exchanges agree on, without new sites that serve nobody better than the
 * others do.
 *
 * @returns choosable candidates, ascending, and their total cost
 */
export async function settleMedianTies(
  ranked: RankedTravel,
  limits: MedianLimits,
  search: MedianSearch,
  { isNew }: SettledSites,
  pause: () => Promise<void>,
): Promise<{ readonly open: readonly number[]; readonly cost: number }> {
  let open = withoutIdleSites(ranked, search.open, isNew);
  for (;;) {
    const settled = await new MedianSwap(ranked, limits, pause).settle(open, isNew, search.cost * SAME);
    const kept = withoutIdleSites(ranked, settled, isNew);
    const isSettled = kept.length === open.length;
    open = kept;
    if (isSettled) return { open, cost: medianCost(ranked, open) };
  }
}

/**
 * The open candidates without the new ones that serve nobody better than the others do; of equals the later one goes.
 *
 * @param open choosable candidates, ascending
 * @param isNew per choosable candidate 1 where opening it builds something
 */
function withoutIdleSites(ranked: RankedTravel, open: readonly number[], isNew: Uint8Array): number[] {
  const kept = [...open];
  for (;;) {
    const isBest = soleBest(ranked, kept);
    const idle = kept.findLastIndex((site) => isNew[site] === 1 && !isBest[site]);
    if (idle < 0) return kept;
    kept.splice(idle, 1);
  }
}

/** 1 for each open candidate that serves some point at less cost than every other one. */
function soleBest({ weight, offset, site, cost, sites }: RankedTravel, open: readonly number[]): Uint8Array {
  const isOpen = new Uint8Array(sites);
  for (const index of open) isOpen[index] = 1;
  const isBest = new Uint8Array(sites);
  for (let point = 0; point < weight.length; point++) {
    if (weight[point] <= 0) continue;
    let best = -1;
    let isSole = false;
    for (let at = offset[point]; at < offset[point + 1]; at++) {
      if (best >= 0 && cost[at] > cost[best]) break;
      if (!isOpen[site[at]]) continue;
      isSole = best < 0;
      if (!isSole) break;
      best = at;
    }
    if (isSole) isBest[site[best]] = 1;
  }
  return isBest;
}
