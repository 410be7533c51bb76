import { invariant } from '../invariant.js';

/**
 * The points where somebody lives, from the least access to the most; of equal access the one with more people first,
 * then the lower index. Null when nobody lives anywhere or nobody has any access: then no order means anything.
 *
 * @param population people per point, ≥ 0; may be fractional
 * @param access A_i per point, ≥ 0, in any unit
 */
export function byAccess(population: Float64Array, access: Float64Array): Int32Array | null {
  checkAccess(population, access);
  const points = Int32Array.from(population.keys())
    .filter((i) => population[i] > 0)
    .sort((a, b) => access[a] - access[b] || population[b] - population[a] || a - b);
  return points.length > 0 && access[points[points.length - 1]] > 0 ? points : null;
}

/** One access of 0 or more per count of people, all finite. */
export function checkAccess(population: Float64Array, access: Float64Array): void {
  const points = population.length;
  invariant(points === access.length, `${access.length} access values for ${points} points`);
  for (let i = 0; i < points; i++) {
    invariant(population[i] >= 0 && population[i] < Infinity, `population ${population[i]} of point ${i}`);
    invariant(access[i] >= 0 && access[i] < Infinity, `access ${access[i]} of point ${i}`);
  }
}
