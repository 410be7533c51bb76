import { compensatedSum } from '../compensated-sum.js';
import { weighsSomething } from './drop-weightless.js';
import type { SitingModel } from './siting-model.js';

/**
 * What demand is worth to a model. BEST: the best level any open site gives it (0 = none); COUNT: worth of having 0,
 * 1, 2 … covers; GIVEN: figures the solver knows; NONE: sites have no worth of their own.
 */
export type SiteScore =
  | { readonly kind: 'BEST'; readonly level: (cost: number) => number; readonly needsAll?: boolean }
  | { readonly kind: 'COUNT'; readonly worth: (covers: number) => number }
  | { readonly kind: 'GIVEN'; readonly of: (candidate: number) => number }
  | { readonly kind: 'NONE' };

/** What a plan is told beside its search. */
export interface PlanTerms {
  readonly sense: 'maximize' | 'minimize';
  readonly score: SiteScore;
  /** Cutoff of the covering models. */
  readonly cutoff: number | null;
}

/** What the sites added so far give each demand point. */
export class SiteTally {
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
    this.unserved = weighsSomething(question).reduce((sum, flag) => sum + flag, 0);
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

  /** What all of them are worth together (scores BEST and COUNT). */
  total(weight: Float64Array): number {
    const { score, covers, level } = this;
    const worth = (point: number) => (score.kind === 'COUNT' ? score.worth(covers[point]) : level[point]);
    return compensatedSum(weight.map((each, point) => each * worth(point)));
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
