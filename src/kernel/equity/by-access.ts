import { finish } from '../finish.js';
import { broken, invariant } from '../invariant.js';
import { sortInSteps } from '../sort-in-steps.js';

/**
 * The points where somebody lives, from the least access to the most; of equal access the one with more people first,
 * then the lower index. Null when nobody lives anywhere or nobody has any access: then no order means anything.
 *
 * @param population people per point, ≥ 0; may be fractional
 * @param access A_i per point, ≥ 0, in any unit
 */
export function byAccess(population: Float64Array, access: Float64Array): Int32Array | null {
  return finish(byAccessInSteps(population, access));
}

/** The same in steps of about a millisecond. */
export function* byAccessInSteps(
  population: Float64Array,
  access: Float64Array,
): Generator<void, Int32Array | null> {
  checkAccess(population, access);
  const inhabited = new Int32Array(population.length);
  let count = 0;
  for (let i = 0; i < population.length; i++) if (population[i] > 0) inhabited[count++] = i;
  yield;
  const points = yield* sortInSteps(
    inhabited.subarray(0, count),
    (a, b) => access[a] - access[b] || population[b] - population[a] || a - b,
  );
  return count > 0 && access[points[count - 1]] > 0 ? points : null;
}

/** One access of 0 or more per count of people, all finite. */
export function checkAccess(population: Float64Array, access: Float64Array): void {
  const points = population.length;
  invariant(points === access.length, `${access.length} access values for ${points} points`);
  for (let i = 0; i < points; i++) {
    if (!(population[i] >= 0 && population[i] < Infinity))
      broken(`population ${population[i]} of point ${i}`);
    if (!(access[i] >= 0 && access[i] < Infinity)) broken(`access ${access[i]} of point ${i}`);
  }
}
