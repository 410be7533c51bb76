import { coverOf } from './answer-lscp.js';
import { coverWithinLimits } from './cover-within-limits.js';
import { proveCover } from './prove-cover.js';
import type { SitingConflict } from './siting-answer.js';
import type { SitingGround, SitingLimits } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

/**
 * Whether the limits leave reachable demand without a site whatever is chosen, and what they would have to be; null
 * when they do not (or it could not be told in time).
 */
export async function tooFewSites(
  ground: SitingGround & SitingLimits,
  settled: SettledSites,
  run: SitingRun,
  cutoff = Infinity,
): Promise<SitingConflict | null> {
  const cover = coverOf(ground, settled, cutoff);
  const within = await coverWithinLimits(cover, settled, run);
  if (within.answer !== 'NO') return null;
  if (within.limit === 'p') {
    const counting = { ...cover, cost: new Float64Array(cover.cost.length).fill(1) };
    const { lowerBound } = await proveCover(counting, run.silent());
    const possible = lowerBound - settled.p + ground.p!;
    const message = `Serving all reachable demand takes ${possible} sites, but only ${ground.p} may open.`;
    return { code: 'TOO_FEW_SITES', message, asked: ground.p, possible };
  }
  const { lowerBound } = await proveCover(cover, run.silent());
  const possible = Math.max(within.least, lowerBound) - settled.budget + ground.budget!;
  const message = `Serving all reachable demand costs ${possible}, more than the budget of ${ground.budget}.`;
  return { code: 'TOO_FEW_SITES', message, asked: ground.budget, possible };
}
