import type { Answer } from './answered.js';
import { coverWithinLimits, type CoverWithinLimits } from './cover-within-limits.js';
import { coverOf } from './answer-lscp.js';
import { tooFewSites } from './too-few-sites.js';
import type { PCenterQuestion, SitingGround } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';

/**
 * Least travel for whoever travels farthest: a binary search over the travel costs that occur, each step the question
 * whether so many sites can cover everyone within it (Minieka 1970). Demand nothing reaches is left out.
 */
export const answerPCenter: Answer<PCenterQuestion> = async (ground, settled, run) => {
  const radii = radiiOf(ground, settled);
  const terms = { sense: 'minimize' as const, score: { kind: 'NONE' as const }, cutoff: null };
  const reachableRows = countRows(ground, settled, Infinity);
  const decide = async (radius: number): Promise<CoverWithinLimits> => {
    if (countRows(ground, settled, radius) < reachableRows)
      return { answer: 'NO', limit: 'p', least: Infinity };
    return coverWithinLimits(coverOf(ground, settled, radius), settled, run);
  };
  // Nobody to be served: nothing need open.
  if (radii.length === 0) return { found: { open: [], objective: 0, bound: 0 }, isProven: true, terms };

  let low = -1;
  let high = radii.length - 1;
  let best = await decide(radii[high]);
  if (best.answer === 'NO') {
    const conflict = await tooFewSites(ground, settled, run);
    if (conflict) return { conflicts: [conflict] };
  }
  if (best.answer !== 'YES') return { found: null, isProven: false, terms };
  // What cannot be told in time counts as possible for the bound and as not found for the plan.
  let bound = -1;
  while (low + 1 < high) {
    await run.pause();
    run.watch?.(radii[high], radii[bound + 1]);
    const middle = (low + high) >> 1;
    const step = await decide(radii[middle]);
    if (step.answer === 'YES') {
      high = middle;
      best = step;
    } else {
      low = middle;
      if (step.answer === 'NO') bound = Math.max(bound, middle);
    }
  }
  return {
    found: {
      open: best.chosen.map((index) => settled.choosable[index]),
      objective: radii[high],
      bound: radii[Math.min(high, bound + 1)],
    },
    isProven: bound + 1 >= high,
    terms,
  };
};

/** All travel costs a plan's radius can have, rising. */
function radiiOf({ travel }: SitingGround, { standing, choosable }: SettledSites): Float64Array {
  const costs = new Set<number>();
  for (const site of [...standing, ...choosable])
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++) costs.add(travel.cost[at]);
  return Float64Array.from(costs).sort();
}

/** How many points something standing or choosable reaches within a radius. */
function countRows({ travel, demandWeight }: SitingGround, settled: SettledSites, radius: number): number {
  const reached = new Uint8Array(demandWeight.length);
  for (const site of [...settled.standing, ...settled.choosable])
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++)
      if (travel.cost[at] <= radius) reached[travel.demand[at]] = 1;
  return reached.reduce((sum, flag) => sum + flag, 0);
}
