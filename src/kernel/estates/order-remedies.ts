import { add, compare, multiply, type Rational, subtract, ZERO } from '../rational.js';
import type { RemedyPlan, RemedyQuestion } from './remedy-question.js';

/** A place to be had next, and whom it settles then. */
export interface RemedyStep {
  readonly offer: number;
  /** Needs whose last share it gives, ascending. */
  readonly settles: readonly number[];
}

/**
 * The order in which to go about a plan: always the place next that settles most lack for its cost, given those before
 * it, so what costs nothing comes first; where none settles anybody by itself, the one that gives most area for its cost. Ties go to the earlier position.
 */
export function orderRemedies(
  { needs, offers }: Pick<RemedyQuestion, 'needs' | 'offers'>,
  { shares, offers: used }: Pick<RemedyPlan, 'shares' | 'offers'>,
): RemedyStep[] {
  const waiting = new Map<number, Set<number>>();
  const given = new Map<number, Rational>(used.map((offer) => [offer, ZERO]));
  for (const { need, offer, areaSquareMeters } of shares) {
    const places = waiting.get(need);
    if (places) places.add(offer);
    else waiting.set(need, new Set([offer]));
    given.set(offer, add(given.get(offer)!, areaSquareMeters));
  }
  const servedBy = new Map(used.map((offer): [number, number[]] => [offer, []]));
  for (const { need, offer } of shares) servedBy.get(offer)!.push(need);
  const left = new Set(used);
  const steps: RemedyStep[] = [];
  while (left.size > 0) {
    let next: Candidate | null = null;
    for (const offer of left) {
      const settles = servedBy.get(offer)!.filter((need) => waiting.get(need)!.size === 1);
      const lack = settles.map((need) => needs[need].lackSquareMeters).reduce(add, ZERO);
      const candidate = { offer, settles, lack, area: given.get(offer)!, cost: offers[offer].cost };
      if (!next || isBetter(candidate, next)) next = candidate;
    }
    const { offer, settles } = next!;
    left.delete(offer);
    for (const need of servedBy.get(offer)!) waiting.get(need)!.delete(offer);
    steps.push({ offer, settles: [...settles].sort((a, b) => a - b) });
  }
  return steps;
}

interface Candidate {
  readonly offer: number;
  readonly settles: readonly number[];
  readonly lack: Rational;
  readonly area: Rational;
  readonly cost: Rational;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  const byLack = perCost(one.lack, one.cost, other.lack, other.cost);
  return byLack !== 0 ? byLack > 0 : perCost(one.area, one.cost, other.area, other.cost) > 0;
}

/** a ÷ costA compared with b ÷ costB, where a cost may be 0. */
function perCost(a: Rational, costA: Rational, b: Rational, costB: Rational): number {
  const isFree = (cost: Rational) => compare(cost, ZERO) === 0;
  if (isFree(costA) && isFree(costB)) return compare(subtract(a, b), ZERO);
  return compare(multiply(a, costB), multiply(b, costA));
}
