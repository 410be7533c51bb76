import type { NearestTwoFacilities } from '../accessibility/nearest-two-facilities.js';
import { CompensatedSum } from '../compensated-sum.js';
import { broken, invariant } from '../invariant.js';

/** What is lost when one facility alone closes, per facility. */
export interface DropOneLoss {
  /** People who lose cover. */
  readonly lostWeight: Float64Array;
  /** Demand points that lose cover. */
  readonly lostCount: Int32Array;
}

/** How much of the cover rests on one facility and how much on two or more (Hogan & ReVelle 1986, backup coverage). */
export interface BackupWeight {
  /** People at all points, covered or not. */
  readonly totalWeight: number;
  /** People with at least one facility within the limit: `singleWeight` + `backedUpWeight`. */
  readonly coveredWeight: number;
  /** People whom exactly one facility covers. */
  readonly singleWeight: number;
  /** People whom at least two facilities cover. */
  readonly backedUpWeight: number;
}

/**
 * The cover each facility alone carries: Σ w_i over the points it covers and no other facility does. A covered point
 * with a runner-up within the limit keeps its cover whichever one facility closes, so nearest and runner-up settle it
 * without another search. Σ `lostWeight` = `singleWeight` of `backupWeight`.
 *
 * @param two nearest and runner-up per demand point, searched to at least the limit
 * @param weight people of one cohort per demand point, ≥ 0; may be fractional
 * @param facilityCount facilities the indexes of `two` count through, closed places included
 * @param limitCentimeters inclusive walking limit, cm of level walking
 */
export function dropOneLoss(
  two: NearestTwoFacilities,
  weight: Float64Array,
  facilityCount: number,
  limitCentimeters: number,
): DropOneLoss {
  checkWeights(two, weight);
  const lost = Array.from({ length: facilityCount }, () => new CompensatedSum());
  const lostCount = new Int32Array(facilityCount);
  for (let i = 0; i < weight.length; i++) {
    if (coversOf(two, i, limitCentimeters) !== 1) continue;
    const facility = two.nearest[i];
    if (facility >= facilityCount) broken(`point ${i} names facility ${facility} of ${facilityCount}`);
    lost[facility].add(weight[i]);
    lostCount[facility]++;
  }
  return { lostWeight: Float64Array.from(lost, (sum) => sum.value), lostCount };
}

/** The people covered by one and by two or more facilities; parameters as of `dropOneLoss`. */
export function backupWeight(
  two: NearestTwoFacilities,
  weight: Float64Array,
  limitCentimeters: number,
): BackupWeight {
  checkWeights(two, weight);
  const sums = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()] as const;
  for (let i = 0; i < weight.length; i++) sums[coversOf(two, i, limitCentimeters)].add(weight[i]);
  const [uncovered, singleWeight, backedUpWeight] = sums.map((sum) => sum.value);
  const coveredWeight = singleWeight + backedUpWeight;
  return { totalWeight: coveredWeight + uncovered, coveredWeight, singleWeight, backedUpWeight };
}

/** Facilities that cover a point: none, one, or 2 for two and more. */
function coversOf(two: NearestTwoFacilities, point: number, limitCentimeters: number): 0 | 1 | 2 {
  const holds = (facility: number, cost: number): boolean => facility >= 0 && cost <= limitCentimeters;
  if (!holds(two.nearest[point], two.costCentimeters[point])) return 0;
  return holds(two.second[point], two.secondCostCentimeters[point]) ? 2 : 1;
}

function checkWeights(two: NearestTwoFacilities, weight: Float64Array): void {
  invariant(
    two.nearest.length === weight.length,
    `${weight.length} weights for ${two.nearest.length} points`,
  );
  weight.forEach((value, i) => (value >= 0 && value < Infinity) || broken(`weight ${value} of point ${i}`));
}
