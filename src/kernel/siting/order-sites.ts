import { SiteTally, type SiteScore } from './site-tally.js';
import type { ChosenSite } from './siting-answer.js';
import type { SitingModel } from './siting-model.js';
import { costOf } from './settled-sites.js';

export interface OrderTerms {
  readonly score: SiteScore;
  readonly cutoff: number | null;
  readonly phaseOf: ReadonlyMap<number, number>;
}

/** Lists new sites so that each is the one that adds most to what stands before it; ties by id. */
export function orderSites(
  question: SitingModel,
  standing: readonly number[],
  opened: readonly number[],
  { score, cutoff, phaseOf }: OrderTerms,
): ChosenSite[] {
  const tally = new SiteTally(question, score, cutoff);
  for (const site of standing) tally.add(site);
  const { candidateIds } = question;
  const phase = (site: number) => phaseOf.get(site) ?? 0;
  const left = [...opened].sort(
    (a, b) => phase(a) - phase(b) || (candidateIds[a] < candidateIds[b] ? -1 : 1),
  );
  const sites: ChosenSite[] = [];
  while (left.length > 0) {
    const thisPhase = left.filter((site) => phase(site) === phase(left[0]));
    let best = thisPhase[0];
    let bestGain = -Infinity;
    for (const site of thisPhase) {
      const gain = tally.gain(site);
      if (gain > bestGain) [best, bestGain] = [site, gain];
    }
    left.splice(left.indexOf(best), 1);
    const isMeaningful =
      score.kind !== 'NONE' && !(score.kind === 'BEST' && score.needsAll && tally.leavesOpen);
    sites.push({
      candidate: best,
      candidateId: candidateIds[best],
      contribution: isMeaningful ? bestGain : null,
      newlyCovered: cutoff === null ? null : tally.newlyCovered(best),
      cost: costOf(question, best),
      phase: phase(best),
    });
    tally.add(best);
  }
  return sites;
}
