import { CompensatedSum } from '../compensated-sum.js';
import { invariant } from '../invariant.js';
import { checkAccess } from './by-access.js';

/**
 * Poverty of access (METHODS E7; Foster, Greer & Thorbecke 1984): Σ_{A_i < z} (P_i ÷ P)((z − A_i) ÷ z)^α.
 *
 * @param population people per point, ≥ 0
 * @param access A_i per point, ≥ 0
 * @param line z, the least access one should have, in the unit of `access`
 * @param alpha 0 = share of people below the line, 1 = their mean gap, 2 = the gap squared, which weighs the worst off
 * @returns 0–1; null when nobody lives there or the line is 0, below which nobody can fall (a line drawn from the mean
 *   of all-zero access, say). Where a line above 0 stands and nobody has any access the answer is 1: all are poor.
 */
export function fosterGreerThorbecke(
  population: Float64Array,
  access: Float64Array,
  line: number,
  alpha: 0 | 1 | 2,
): number | null {
  checkAccess(population, access);
  invariant(line >= 0 && line < Infinity, `line ${line} of access`);
  const poor = new CompensatedSum();
  const others = new CompensatedSum();
  for (let i = 0; i < population.length; i++) {
    const gap = access[i] < line ? ((line - access[i]) / line) ** alpha : 0;
    poor.add(population[i] * gap);
    others.add(population[i] * (1 - gap));
  }
  const people = poor.value + others.value;
  return line > 0 && people > 0 ? poor.value / people : null;
}
