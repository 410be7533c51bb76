import { proveCover } from './prove-cover.js';
import type { SetCover } from './set-cover.js';
import { settleTiesOfCover } from './settle-cover-ties.js';
import type { SettledSites } from './settled-sites.js';
import { SiteProgram, solveProgram } from './site-program.js';
import type { SitingRun } from './siting-run.js';

export type CoverWithinLimits =
  | { readonly answer: 'YES'; readonly chosen: readonly number[] }
  /** No cover keeps to the limits; `least` is what one would need: sites, or money where the number is no obstacle. */
  | { readonly answer: 'NO'; readonly limit: 'p' | 'budget'; readonly least: number }
  | { readonly answer: 'UNKNOWN' };

/** Whether all rows can be covered within the number of sites and the budget. `chosen` are positions in the cover. */
export async function coverWithinLimits(
  cover: SetCover,
  settled: SettledSites,
  run: SitingRun,
): Promise<CoverWithinLimits> {
  const { p, budget } = settled;
  const counting = { ...cover, cost: new Float64Array(cover.cost.length).fill(1) };
  const money = budget * (1 + 1e-12);
  const answer = async (asked: SetCover, limit: 'p' | 'budget', most: number): Promise<CoverWithinLimits> => {
    const { chosen, cost, lowerBound } = await proveCover(asked, run.silent(), { target: most });
    if (cost <= most) return { answer: 'YES', chosen: settleTiesOfCover(asked, chosen) };
    return lowerBound > most ? { answer: 'NO', limit, least: lowerBound } : { answer: 'UNKNOWN' };
  };
  if (budget === Infinity) return answer(counting, 'p', p);
  const priced = await answer(cover, 'budget', money);
  if (priced.answer !== 'YES' || priced.chosen.length <= p) return priced;
  const counted = await answer(counting, 'p', p);
  if (counted.answer !== 'YES') return counted;
  const program = new SiteProgram('minimize', { ...settled, budget: Infinity }, { siteCost: cover.cost });
  const { offset, member } = cover.rows;
  for (let row = 0; row + 1 < offset.length; row++) {
    program.addRow(1, Infinity);
    for (let at = offset[row]; at < offset[row + 1]; at++) program.addTerm(member[at], 1);
  }
  const search = await solveProgram(program, run.silent(), 1e-6);
  if (search.status !== 'found') return { answer: 'UNKNOWN' };
  if (search.objective <= budget * (1 + 1e-9)) return { answer: 'YES', chosen: search.open };
  return search.bound > money
    ? { answer: 'NO', limit: 'budget', least: search.bound }
    : { answer: 'UNKNOWN' };
}
