import type { SetList } from './merge-demand.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingGround } from './siting-model.js';

/** Who can cover whom, seen from the demand. */
export interface CoverGround {
  /** Per demand point the choosable candidates (positions among them, ascending) within the cutoff. */
  readonly rows: SetList;
  /** Per demand point how many standing sites cover it. */
  readonly standingCovers: Int32Array;
}

/** Covers within a cutoff (inclusive); a pair listed twice counts once. */
export function coverGround(
  { travel, demandWeight }: SitingGround,
  { standing, choosable }: SettledSites,
  cutoff: number,
): CoverGround {
  const lastSite = new Int32Array(demandWeight.length).fill(-1);
  const forEachCovered = (candidate: number, visit: (point: number) => void) => {
    for (let at = travel.offset[candidate]; at < travel.offset[candidate + 1]; at++) {
      const point = travel.demand[at];
      if (travel.cost[at] > cutoff || lastSite[point] === candidate) continue;
      lastSite[point] = candidate;
      visit(point);
    }
  };
  const standingCovers = new Int32Array(demandWeight.length);
  for (const candidate of standing) forEachCovered(candidate, (point) => standingCovers[point]++);
  lastSite.fill(-1);
  const offset = new Int32Array(demandWeight.length + 1);
  for (const candidate of choosable) forEachCovered(candidate, (point) => offset[point + 1]++);
  for (let point = 0; point < demandWeight.length; point++) offset[point + 1] += offset[point];
  const next = offset.slice(0, demandWeight.length);
  const member = new Int32Array(offset[demandWeight.length]);
  lastSite.fill(-1);
  choosable.forEach((candidate, at) => forEachCovered(candidate, (point) => (member[next[point]++] = at)));
  return { rows: { offset, member }, standingCovers };
}
