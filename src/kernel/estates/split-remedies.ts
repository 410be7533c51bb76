import type { RemedyPair, RemedyPlan, RemedyQuestion } from './remedy-question.js';

/** A question none of whose places is near an estate of another, and the way back. */
export interface RemedyPart {
  readonly question: RemedyQuestion;
  /** Positions in the whole question, ascending. */
  readonly needs: readonly number[];
  readonly offers: readonly number[];
}

/** A question cut where nothing can be shared, in the order of their first needs; without needs that have no pair. */
export function splitRemedies({ needs, offers, pairs }: RemedyQuestion): RemedyPart[] {
  const leader = Int32Array.from({ length: needs.length + offers.length }, (_, at) => at);
  const find = (at: number): number => {
    while (leader[at] !== at) at = leader[at] = leader[leader[at]];
    return at;
  };
  for (const { need, offer } of pairs) {
    const [a, b] = [find(need), find(needs.length + offer)];
    leader[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, { needs: number[]; offers: number[]; pairs: RemedyPair[] }>();
  for (const { need } of pairs) parts.set(find(need), { needs: [], offers: [], pairs: [] });
  const place = new Int32Array(needs.length + offers.length);
  for (let at = 0; at < place.length; at++) {
    const part = parts.get(find(at));
    if (!part) continue;
    const list = at < needs.length ? part.needs : part.offers;
    place[at] = list.push(at < needs.length ? at : at - needs.length) - 1;
  }
  for (const { need, offer } of pairs)
    parts.get(find(need))!.pairs.push({ need: place[need], offer: place[needs.length + offer] });
  return [...parts.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, part]) => ({
      needs: part.needs,
      offers: part.offers,
      question: {
        needs: part.needs.map((need) => needs[need]),
        offers: part.offers.map((offer) => offers[offer]),
        pairs: part.pairs,
      },
    }));
}

/** The plan of a part in the positions of the whole question. */
export function widenPlan({ needs, offers }: RemedyPart, plan: RemedyPlan): RemedyPlan {
  return {
    ...plan,
    shares: plan.shares.map((share) => ({ ...share, need: needs[share.need], offer: offers[share.offer] })),
    offers: plan.offers.map((offer) => offers[offer]),
    settled: plan.settled.map((need) => needs[need]),
  };
}
