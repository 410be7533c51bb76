import { CompensatedSum } from '../compensated-sum.js';
import { byAccess } from './by-access.js';

/**
 * Gini index of access among people (METHODS E7): 1 − Σ_k (X_k − X_{k−1})(Y_k + Y_{k−1}) over the points sorted by
 * access, X the cumulative share of people and Y of people times access. 0 = everyone the same, towards 1 = one has all.
 * Equal access lies on one straight stretch of the curve and is taken as one point, so ties cannot depend on an order.
 * Equals half the mean absolute difference divided by the mean.
 *
 * @param population people per point, ≥ 0; points without people do not count
 * @param access A_i per point, ≥ 0; the unit does not matter
 * @param order the points as `byAccess` puts them, where that is at hand
 * @returns 0–1; null when nobody lives there or nobody has any access
 */
export function gini(
  population: Float64Array,
  access: Float64Array,
  order: Int32Array | null = byAccess(population, access),
): number | null {
  if (!order) return null;
  // Relative to the highest, so that tiny values cannot underflow.
  const highest = access[order[order.length - 1]];
  const people = new CompensatedSum();
  const held = new CompensatedSum();
  const area = new CompensatedSum();
  for (let k = 0; k < order.length;) {
    const level = access[order[k]];
    const tied = new CompensatedSum();
    for (; k < order.length && access[order[k]] === level; k++) tied.add(population[order[k]]);
    const before = held.value;
    people.add(tied.value);
    held.add(tied.value * (level / highest));
    area.add(tied.value * (before + held.value));
  }
  return Math.max(0, 1 - area.value / (people.value * held.value));
}
