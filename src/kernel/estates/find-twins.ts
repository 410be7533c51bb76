import { exactText } from '../exact-text.js';
import type { Rational } from '../rational.js';
import type { RemedyQuestion } from './remedy-question.js';

/** Positions of two that could change places in any plan, the earlier first. */
export type Twins = readonly [earlier: number, later: number];

/**
 * Needs that ask for the same at the same places, and offers that give the same to the same needs: each with the next
 * like it. Of such the earlier one may always be preferred, so that equal plans differ in nothing.
 */
export function findTwins({ needs, offers, pairs }: RemedyQuestion): {
  readonly needs: readonly Twins[];
  readonly offers: readonly Twins[];
} {
  const near = { needs: needs.map((): number[] => []), offers: offers.map((): number[] => []) };
  for (const { need, offer } of pairs) {
    near.needs[need].push(offer);
    near.offers[offer].push(need);
  }
  const text = (value: Rational | null) => value && exactText(value);
  const sorted = (list: number[]) => list.sort((a, b) => a - b).join(' ');
  return {
    needs: consecutive(
      needs.map(({ lackSquareMeters, partSquareMeters, mayPool }, at) =>
        [text(lackSquareMeters), text(partSquareMeters), mayPool, sorted(near.needs[at])].join('|'),
      ),
    ),
    offers: consecutive(
      offers.map(({ areaSquareMeters, cost }, at) =>
        [text(areaSquareMeters), text(cost), sorted(near.offers[at])].join('|'),
      ),
    ),
  };
}

function consecutive(likenesses: readonly string[]): Twins[] {
  const last = new Map<string, number>();
  return likenesses.flatMap((likeness, at): Twins[] => {
    const before = last.get(likeness);
    last.set(likeness, at);
    return before === undefined ? [] : [[before, at]];
  });
}
