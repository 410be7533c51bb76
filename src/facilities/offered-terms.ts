import type { PredicateTerms } from './predicate-terms.js';
import type { PredicatesInForce } from './service-predicates.js';

/** What a place must be or offer to count as one service on one date, by the division it stands in. */
export interface OfferedTerms {
  /** Where no jurisdiction has its own. */
  readonly elsewhere: PredicateTerms;
  readonly own: readonly { readonly divisionCodes: readonly string[]; readonly terms: PredicateTerms }[];
}

/**
 * @param codes divisions facilities stand in
 * @param above codes above each division, nearest last
 */
export function offeredTerms(
  inForce: PredicatesInForce,
  codes: readonly string[],
  above: ReadonlyMap<string, readonly string[]>,
): OfferedTerms {
  const byTerms = new Map<PredicateTerms, string[]>();
  for (const code of codes) {
    const terms = inForce.nearest([code, ...[...(above.get(code) ?? [])].reverse()]);
    if (terms === inForce.everywhere) continue;
    const known = byTerms.get(terms);
    if (known) known.push(code);
    else byTerms.set(terms, [code]);
  }
  return {
    elsewhere: inForce.everywhere,
    own: Array.from(byTerms, ([terms, divisionCodes]) => ({ divisionCodes, terms })),
  };
}
