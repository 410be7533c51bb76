import { add, compare, type Rational, ZERO } from '../rational.js';
import type { RemedyPair, RemedyQuestion } from './remedy-question.js';

/** Why no place near an estate can settle it, whatever it costs. */
export type Unusable =
  /** No place is near. */
  | 'NO_OFFER'
  /** Places are near, but each site is below the rule's minimum. */
  | 'SITES_TOO_SMALL'
  /** Only neighbours have area to spare, and the estate's rule lets nobody share. */
  | 'SHARING_NOT_ALLOWED'
  /** All that is near does not make up what it owes. */
  | 'TOO_LITTLE_AREA';

export interface UsablePairs {
  /** Pairs that may be used, in the order of the question's. */
  readonly pairs: readonly RemedyPair[];
  /** By need, where nothing can be done. */
  readonly hopeless: ReadonlyMap<number, Unusable>;
}

/** Pairs that rules and areas allow, and the needs no set of places can settle. */
export function usablePairs({ needs, offers, pairs }: RemedyQuestion): UsablePairs {
  const near = needs.map((): RemedyPair[] => []);
  for (const pair of pairs) near[pair.need].push(pair);
  const hopeless = new Map<number, Unusable>();
  near.forEach((all, need) => {
    const { minimumSiteSquareMeters: minimum, partSquareMeters: part, mayPool } = needs[need];
    const shareable = all.filter(({ offer }) => mayPool || offers[offer].form !== 'POOLING');
    const large = shareable.filter(({ offer }) => {
      const { siteSquareMeters, areaSquareMeters } = offers[offer];
      return minimum === null || compare(siteSquareMeters ?? areaSquareMeters, minimum) >= 0;
    });
    const area = large.reduce((sum: Rational, { offer }) => add(sum, offers[offer].areaSquareMeters), ZERO);
    near[need] = [];
    if (all.length === 0) hopeless.set(need, 'NO_OFFER');
    else if (shareable.length === 0) hopeless.set(need, 'SHARING_NOT_ALLOWED');
    else if (large.length === 0) hopeless.set(need, 'SITES_TOO_SMALL');
    else if (compare(area, part) < 0) hopeless.set(need, 'TOO_LITTLE_AREA');
    else near[need] = large;
  });
  const kept = new Set(near.flat());
  return { pairs: pairs.filter((pair) => kept.has(pair)), hopeless };
}
