import type { ChosenSite } from './siting-answer.js';
import type { SitingModel } from './siting-model.js';
import { costOf } from './settled-sites.js';

/**
 * What demand is worth to a model. BEST: the best level any open site gives it (0 = none); COUNT: worth of having 0,
 * 1, 2 … covers; GIVEN: figures the solver knows; NONE: sites have no worth of their own.
 */
export type SiteScore =
  | { readonly kind: 'BEST'; readonly level: (cost: number) => number; readonly needsAll?: boolean }
  | { readonly kind: 'COUNT'; readonly worth: (covers: number) => number }
  | { readonly kind: 'GIVEN'; readonly of: (candidate: number) => number }
  | { readonly kind: 'NONE' };

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
  const tally = new Tally(question, score, cutoff);
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

/** What the sites added so far give each demand point. */
class Tally {
  private readonly level: Float64Array;
  private readonly covers: Int32Array;
  private unserved: number;

  constructor(
    private readonly question: SitingModel,
    private readonly score: SiteScore,
    private readonly cutoff: number | null,
  ) {
    this.level = new Float64Array(question.demandWeight.length);
    this.covers = new Int32Array(question.demandWeight.length);
    this.unserved = this.level.length;
  }

  /** Whether some demand has no site yet. */
  get leavesOpen(): boolean {
    return this.unserved > 0;
  }

  add(site: number): void {
    this.forEachPair(site, (point, cost) => {
      if (this.covers[point]++ === 0) this.unserved--;
      if (this.score.kind === 'BEST') this.level[point] = Math.max(this.level[point], this.score.level(cost));
    });
  }

  gain(site: number): number {
    const { score } = this;
    const { demandWeight } = this.question;
    if (score.kind === 'GIVEN') return score.of(site);
    if (score.kind === 'NONE') return 0;
    let sum = 0;
    this.forEachPair(site, (point, cost) => {
      const more =
        score.kind === 'BEST'
          ? Math.max(0, score.level(cost) - this.level[point])
          : score.worth(this.covers[point] + 1) - score.worth(this.covers[point]);
      sum += demandWeight[point] * more;
    });
    return sum;
  }

  newlyCovered(site: number): number {
    let sum = 0;
    this.forEachPair(site, (point) => {
      if (this.covers[point] === 0) sum += this.question.demandWeight[point];
    });
    return sum;
  }

  private forEachPair(site: number, visit: (point: number, cost: number) => void): void {
    const { offset, demand, cost } = this.question.travel;
    const limit = this.cutoff ?? Infinity;
    for (let at = offset[site]; at < offset[site + 1]; at++)
      if (cost[at] <= limit) visit(demand[at], cost[at]);
  }
}
