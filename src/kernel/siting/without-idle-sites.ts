import type { RankedTravel } from './ranked-travel.js';

/**
 * The open candidates without the new ones that serve nobody better than the others do; of equals the later one goes.
 *
 * @param open choosable candidates, ascending
 * @param isNew per choosable candidate 1 where opening it builds something
 */
export function withoutIdleSites(ranked: RankedTravel, open: readonly number[], isNew: Uint8Array): number[] {
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
