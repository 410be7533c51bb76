import type { RankedTravel } from './ranked-travel.js';
import { WorkSteps } from './work-steps.js';

export interface Narrowing {
  /** Per candidate −1 = out of the question, 1 = sure to be open, 0 = undecided; default all undecided. */
  readonly settled?: Int8Array;
  /** Keep every so many-th point only; the others count for nothing. Default 1. */
  readonly every?: number;
}

/**
 * Rankings without candidates that are out of the question, each cut after the first that is sure to be open: nobody
 * travels farther. What a plan with all sure ones costs stays the same.
 */
export async function narrowRanking(
  ranked: RankedTravel,
  { settled = new Int8Array(ranked.sites), every = 1 }: Narrowing,
  pause: () => Promise<void>,
): Promise<RankedTravel> {
  const { offset, site, cost } = ranked;
  const points = offset.length - 1;
  const steps = new WorkSteps(pause);
  const isKept = (point: number) => point % every === 0;
  const newOffset = new Int32Array(points + 1);
  for (let point = 0; point < points; point++) {
    let kept = 0;
    const end = isKept(point) ? offset[point + 1] : 0;
    for (let at = offset[point]; at < end; at++) {
      const state = settled[site[at]];
      if (state >= 0) kept++;
      if (state > 0) break;
    }
    newOffset[point + 1] = newOffset[point] + kept;
    if (steps.isDue(end - offset[point])) await steps.rest();
  }
  const newSite = new Int32Array(newOffset[points]);
  const newCost =
    cost instanceof Int32Array ? new Int32Array(newSite.length) : new Float64Array(newSite.length);
  for (let point = 0; point < points; point++) {
    for (let at = offset[point], to = newOffset[point]; to < newOffset[point + 1]; at++) {
      if (settled[site[at]] < 0) continue;
      newSite[to] = site[at];
      newCost[to++] = cost[at];
    }
    if (steps.isDue(newOffset[point + 1] - newOffset[point])) await steps.rest();
  }
  const base = every === 1 ? ranked.base : ranked.base.map((each, point) => (isKept(point) ? each : -1));
  return { ...ranked, base, offset: newOffset, site: newSite, cost: newCost };
}
