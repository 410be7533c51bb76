import { CompensatedSum } from '../compensated-sum.js';
import { finish } from '../finish.js';
import { broken, invariant } from '../invariant.js';

/**
 * TWO_STEP = 2SFCA, ENHANCED = E2SFCA, MODIFIED = M2SFCA, BALANCED = BFCA. The formulae and their sources stand at
 * `floatingCatchment`.
 */
export const FLOATING_CATCHMENT_METHODS = ['TWO_STEP', 'ENHANCED', 'MODIFIED', 'BALANCED'] as const;
export type FloatingCatchmentMethod = (typeof FLOATING_CATCHMENT_METHODS)[number];

/** Facilities, people and who reaches whom; the pairs of facility j are offset[j] … offset[j + 1] - 1, as in `CoverLists`. */
export interface CatchmentPairs {
  /** S_j, what each facility offers (beds, places, square metres …), ≥ 0. Its unit carries into the results. */
  readonly capacity: Float64Array;
  /** P_i, the people at each demand point, ≥ 0; may be fractional. */
  readonly population: Float64Array;
  /** Length: facilities + 1. */
  readonly offset: Int32Array;
  /** Demand point of each pair, at most once per facility. */
  readonly demand: Int32Array;
  /** W of each pair in 0–1 (see `decayWeight`); 0 means out of reach. */
  readonly weight: Float64Array;
}

export interface FloatingCatchment {
  /**
   * A_i per demand point: capacity per person (TWO_STEP, ENHANCED, MODIFIED), or the shares of the facilities' levels of
   * service that fall to the point (BALANCED). 0 where nothing is in reach.
   */
  readonly access: Float64Array;
  /** R_j (BALANCED: L_j) per facility, capacity per person; NaN where nobody lives in reach. */
  readonly ratio: Float64Array;
  /** People each facility has to serve, weighted: the denominator of its ratio. */
  readonly facilityDemand: Float64Array;
  /** Facilities whose ratio is undefined because nobody lives in their catchment, rising. They add nothing to `access`. */
  readonly undefinedFacilities: Int32Array;
}

/**
 * Access to capacity by floating catchments (METHODS E5). Sums run over the pairs with W > 0:
 *
 * - TWO_STEP (Luo & Wang 2003): every W counts as 1; R_j = S_j ÷ Σ_k P_k, A_i = Σ_j R_j
 * - ENHANCED (Luo & Qi 2009): R_j = S_j ÷ Σ_k P_k W_kj, A_i = Σ_j R_j W_ij
 * - MODIFIED (Delamater 2013): R_j as ENHANCED, A_i = Σ_j R_j W_ij²
 * - BALANCED (Páez, Higgins & Vivona 2019): Wᵒ_ij = W_ij ÷ Σ_j W_ij, Wᵈ_ij = W_ij ÷ Σ_i W_ij,
 *   L_j = S_j ÷ Σ_i P_i Wᵒ_ij, A_i = Σ_j L_j Wᵈ_ij
 *
 * Laws: Σ P_i A_i = Σ S_j over the facilities with a ratio for TWO_STEP and ENHANCED, and ≤ for MODIFIED. BALANCED:
 * Σ A_i = Σ L_j, and Σ `facilityDemand` = the people who reach any facility, each counted once.
 * Work grows with the number of pairs. Broken shapes, negative numbers and weights above 1 are our own mistakes.
 */
export function floatingCatchment(pairs: CatchmentPairs, method: FloatingCatchmentMethod): FloatingCatchment {
  return finish(floatingCatchmentInSteps(pairs, method));
}

/** The same, a facility a step; what looks at every pair once is done in a step, some milliseconds per million. */
export function* floatingCatchmentInSteps(
  pairs: CatchmentPairs,
  method: FloatingCatchmentMethod,
): Generator<void, FloatingCatchment> {
  yield* checkPairs(pairs);
  const { capacity, population, offset, demand } = pairs;
  const facilities = capacity.length;
  const weight = method === 'TWO_STEP' ? pairs.weight.map((w) => (w > 0 ? 1 : 0)) : pairs.weight;
  const reach = method === 'BALANCED' ? weightPerPoint(pairs) : null;
  yield;

  const access = new Float64Array(population.length);
  const ratio = new Float64Array(facilities);
  const facilityDemand = new Float64Array(facilities);
  const undefinedFacilities: number[] = [];
  for (let j = 0; j < facilities; j++) {
    const served = new CompensatedSum();
    const catchment = new CompensatedSum();
    for (let at = offset[j]; at < offset[j + 1]; at++) {
      if (weight[at] === 0) continue;
      served.add(population[demand[at]] * (reach ? weight[at] / reach[demand[at]] : weight[at]));
      catchment.add(weight[at]);
    }
    facilityDemand[j] = served.value;
    ratio[j] = served.value > 0 ? capacity[j] / served.value : NaN;
    if (!(served.value > 0)) {
      undefinedFacilities.push(j);
      continue;
    }
    for (let at = offset[j]; at < offset[j + 1]; at++) {
      access[demand[at]] += ratio[j] * shareOf(weight[at], catchment.value, method);
    }
    yield;
  }
  return { access, ratio, facilityDemand, undefinedFacilities: Int32Array.from(undefinedFacilities) };
}

/** How much of a facility's ratio one pair passes on. */
function shareOf(weight: number, catchmentWeight: number, method: FloatingCatchmentMethod): number {
  if (method === 'BALANCED') return weight / catchmentWeight;
  return method === 'MODIFIED' ? weight * weight : weight;
}

/** Σ_j W_ij per demand point. */
function weightPerPoint({ population, demand, weight }: CatchmentPairs): Float64Array {
  const sum = new Float64Array(population.length);
  for (let at = 0; at < demand.length; at++) sum[demand[at]] += weight[at];
  return sum;
}

function* checkPairs({
  capacity,
  population,
  offset,
  demand,
  weight,
}: CatchmentPairs): Generator<void, void> {
  const facilities = capacity.length;
  invariant(
    offset.length === facilities + 1 && offset[0] === 0 && offset[facilities] === demand.length,
    `offsets of ${facilities} facilities end at ${offset[offset.length - 1]} of ${demand.length} pairs`,
  );
  invariant(weight.length === demand.length, `${weight.length} weights for ${demand.length} pairs`);
  const isAmount = (value: number): boolean => value >= 0 && value < Infinity;
  capacity.forEach((value, j) => invariant(isAmount(value), `capacity ${value} of facility ${j}`));
  population.forEach((value, i) => isAmount(value) || broken(`population ${value} of point ${i}`));
  const lastFacility = new Int32Array(population.length).fill(-1);
  for (let j = 0; j < facilities; j++) {
    invariant(offset[j] <= offset[j + 1], `offsets fall at facility ${j}`);
    for (let at = offset[j]; at < offset[j + 1]; at++) {
      const point = demand[at];
      if (!(point >= 0 && point < population.length)) broken(`facility ${j} names point ${point}`);
      if (lastFacility[point] === j) broken(`facility ${j} names point ${point} twice`);
      if (!(weight[at] >= 0 && weight[at] <= 1)) broken(`weight ${weight[at]} of pair ${at}`);
      lastFacility[point] = j;
    }
    yield;
  }
}
