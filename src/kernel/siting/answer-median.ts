import type { Answer, Answered } from './answered.js';
import { compensatedSum } from '../compensated-sum.js';
import type { MedianLimits } from './median-swap.js';
import { proveMedian } from './prove-median.js';
import { rankTravel } from './ranked-travel.js';
import { tooFewSites } from './too-few-sites.js';
import type { GradualQuestion, PMedianQuestion, SitingGround } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';
import { settleMedianTies } from './settle-median-ties.js';

/**
 * Least weighted travel. Demand no candidate reaches is listed and left out; all other demand must be served. Being
 * left unserved is priced high enough that the best plan serves everyone, raised if it once is not.
 */
export const answerPMedian: Answer<PMedianQuestion> = async (question, settled, run) => {
  const served = withoutUnreachable(question, settled);
  const farthest = largest(served.travel.cost);
  const limits = limitsOf(settled);
  let price = 2 * Math.ceil(farthest) + 2;
  for (let raises = 0; ; raises++) {
    const ranked = await rankTravel(served, settled, price, run.pause);
    const search = await proveMedian(ranked, limits, run);
    const left = unservedBy(served, settled, search.open);
    if (left.length === 0 || !search.isComplete || raises > 12) {
      if (left.length > 0) {
        const conflict = await tooFewSites(served, settled, run);
        return conflict
          ? { conflicts: [conflict] }
          : { found: null, isProven: false, terms: medianTerms(farthest) };
      }
      const { open, cost } = await settleMedianTies(ranked, limits, search, settled, run.pause);
      return {
        found: {
          open: open.map((index) => settled.choosable[index]),
          objective: cost,
          bound: search.lowerBound,
        },
        isProven: search.isProven,
        terms: medianTerms(farthest),
      };
    }
    if (raises === 0) {
      const conflict = await tooFewSites(served, settled, run);
      if (conflict) return { conflicts: [conflict] };
    }
    price *= 16;
  }
};

function medianTerms(farthest: number) {
  return {
    sense: 'minimize' as const,
    score: { kind: 'BEST' as const, level: (cost: number) => farthest + 1 - cost, needsAll: true },
    cutoff: null,
  };
}

/** Coverage that fades with distance, as a p-median of what is missing to full coverage (Berman & Krass 2002). */
export const answerGradual: Answer<GradualQuestion> = async (question, settled, run): Promise<Answered> => {
  const { cutoff, farCutoff, demandWeight } = question;
  const level = (cost: number) =>
    cost <= cutoff ? 1 : cost >= farCutoff ? 0 : (farCutoff - cost) / (farCutoff - cutoff);
  const total = compensatedSum(demandWeight);
  const ranked = await rankTravel(question, settled, 1, run.pause, (cost) => 1 - level(cost));
  const watched = run.watching((cost, bound) => run.watch?.(total - cost, total - bound));
  const limits = limitsOf(settled);
  const search = await proveMedian(ranked, limits, watched);
  const { open, cost } = await settleMedianTies(ranked, limits, search, settled, run.pause);
  return {
    found: {
      open: open.map((index) => settled.choosable[index]),
      objective: total - cost,
      bound: total - search.lowerBound,
    },
    isProven: search.isProven,
    terms: { sense: 'maximize', score: { kind: 'BEST', level }, cutoff: farCutoff },
  };
};

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at]);
  return most;
}

function limitsOf({ p, budget, cost, choosable }: SettledSites): MedianLimits {
  return { p: Math.min(p, choosable.length), budget, siteCost: cost };
}

/** The ground with demand nothing reaches weighing nothing. */
function withoutUnreachable<G extends SitingGround>(ground: G, { standing, choosable }: SettledSites): G {
  const reached = new Uint8Array(ground.demandWeight.length);
  const { offset, demand } = ground.travel;
  for (const site of [...standing, ...choosable])
    for (let at = offset[site]; at < offset[site + 1]; at++) reached[demand[at]] = 1;
  return {
    ...ground,
    demandWeight: ground.demandWeight.map((weight, point) => (reached[point] ? weight : 0)),
  };
}

/** Points with weight that neither what stands nor these open candidates reach. */
function unservedBy(ground: SitingGround, settled: SettledSites, open: readonly number[]): number[] {
  const reached = new Uint8Array(ground.demandWeight.length);
  const { offset, demand } = ground.travel;
  for (const site of [...settled.standing, ...open.map((index) => settled.choosable[index])])
    for (let at = offset[site]; at < offset[site + 1]; at++) reached[demand[at]] = 1;
  return Array.from(reached.keys()).filter((point) => !reached[point] && ground.demandWeight[point] > 0);
}
