import { CompensatedSum, compensatedSum } from '../compensated-sum.js';
import { invariant } from '../invariant.js';
import { byAccess } from './by-access.js';

/** Binary fractions such as 0.07 · 100 must not ask for one point more. */
const ROUNDING = 1e-12;

/**
 * The points with the least access that together hold a share of the people: by rising access, of equal access the one
 * with more people first, then the lower index, until the share is reached. The last point counts whole, so a little
 * more than the share may be named. Give points in the order of their ids and the list depends on nothing else.
 *
 * @param population people per point, ≥ 0; points without people are never named
 * @param access A_i per point, ≥ 0
 * @param share 0–1 of the people, 0.05 for the worst-served 5 %
 * @param order the points as `byAccess` puts them, where that is at hand
 * @returns point indexes, worst first; null when nobody lives there or nobody has any access
 */
export function worstServed(
  population: Float64Array,
  access: Float64Array,
  share: number,
  order: Int32Array | null = byAccess(population, access),
): Int32Array | null {
  invariant(share >= 0 && share <= 1, `share ${share} of the people`);
  if (!order) return null;
  const people = compensatedSum(population);
  const enough = people * (share - ROUNDING);
  const named = new CompensatedSum();
  let count = 0;
  while (count < order.length && named.value < enough) named.add(population[order[count++]]);
  return order.slice(0, count);
}
