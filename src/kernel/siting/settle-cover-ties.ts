import { transposeSets } from './merge-demand.js';
import type { SetCover } from './set-cover.js';

/**
 * The cover that equally good covers reached by single exchanges agree on: each site gives way to the first one (in
 * the order of the candidates) that covers what only it covers and costs no more.
 */
export function settleTiesOfCover({ rows, cost, candidate }: SetCover, chosen: readonly number[]): number[] {
  const covers = transposeSets(rows, candidate.length);
  const rowsOf = (site: number) => covers.member.subarray(covers.offset[site], covers.offset[site + 1]);
  const times = new Int32Array(rows.offset.length - 1);
  const isOpen = new Uint8Array(candidate.length);
  const set = (site: number, value: 0 | 1) => {
    isOpen[site] = value;
    for (const row of rowsOf(site)) times[row] += value ? 1 : -1;
  };
  for (const site of chosen) set(site, 1);
  const needed = new Int32Array(candidate.length);
  for (let changed = true; changed;) {
    changed = false;
    for (const site of Array.from(isOpen.keys()).filter((at) => isOpen[at])) {
      needed.fill(0);
      let alone = 0;
      for (const row of rowsOf(site)) {
        if (times[row] !== 1) continue;
        alone++;
        for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++) needed[rows.member[at]]++;
      }
      const other = needed.findIndex(
        (count, at) => at < site && !isOpen[at] && count === alone && cost[at] <= cost[site],
      );
      if (other < 0) continue;
      set(site, 0);
      set(other, 1);
      changed = true;
    }
  }
  return Array.from(isOpen.keys()).filter((site) => isOpen[site] === 1);
}
