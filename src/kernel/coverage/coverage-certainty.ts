import { limitCentimeters } from '../accessibility/walk-cost.js';
import { CompensatedSum } from '../compensated-sum.js';
import { invariant } from '../invariant.js';

/** From the least to the most certain of being covered. */
export const CERTAINTIES = ['NEVER', 'SOMETIMES', 'ALWAYS'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/**
 * Walking speeds in m/s that measured means of older people span: the slow end, the default and a brisk walk
 * (docs/models/coverage-certainty.md).
 */
export const SPEED_PROFILES_METERS_PER_SECOND: readonly number[] = [0.64, 0.8, 1];

/** What is not known to the metre when coverage is decided. */
export interface CertaintyRange {
  readonly cutoffSeconds: number;
  /** m/s, one or more, in any order. */
  readonly speedsMetersPerSecond: readonly number[];
  /** By how many metres a whole walk, both access legs together, may be longer or shorter than computed; ≥ 0. */
  readonly accessToleranceMeters: number;
}

/** The walk up to which a search must know costs for `coverageCertainty` to be right, cm of level walking. */
export function certaintySearchLimit(range: CertaintyRange): number {
  return walkBounds(range).longest;
}

/**
 * Whether each point is covered whatever the speed and the snap error (ALWAYS), under some of them (SOMETIMES) or under
 * none (NEVER, points off the network among them). ALWAYS: cost + tolerance ≤ limit at the slowest speed. NEVER:
 * cost − tolerance > limit at the fastest. Faster speeds never make a point less certain; more tolerance and more speeds
 * only turn ALWAYS and NEVER into SOMETIMES.
 *
 * @param costCentimeters walk to the nearest facility per point, level walking; -1 = none within
 *   `certaintySearchLimit(range)` or not on the network
 */
export function coverageCertainty(costCentimeters: Int32Array, range: CertaintyRange): readonly Certainty[] {
  const { shortest, longest } = walkBounds(range);
  const certainty = new Array<Certainty>(costCentimeters.length);
  for (let point = 0; point < certainty.length; point++) {
    const cost = costCentimeters[point];
    if (cost < 0 || cost > longest) certainty[point] = 'NEVER';
    else certainty[point] = cost <= shortest ? 'ALWAYS' : 'SOMETIMES';
  }
  return certainty;
}

/** People by certainty; the three sum to everybody. Weights ≥ 0, one per point, may be fractional. */
export function certaintyWeights(
  certainty: readonly Certainty[],
  weight: Float64Array,
): Readonly<Record<Certainty, number>> {
  invariant(certainty.length === weight.length, `${weight.length} weights for ${certainty.length} points`);
  const sums = { NEVER: new CompensatedSum(), SOMETIMES: new CompensatedSum(), ALWAYS: new CompensatedSum() };
  certainty.forEach((each, i) => sums[each].add(weight[i]));
  return { NEVER: sums.NEVER.value, SOMETIMES: sums.SOMETIMES.value, ALWAYS: sums.ALWAYS.value };
}

/** The longest walk that is surely within the limit, and the longest that may be. */
function walkBounds(range: CertaintyRange): { readonly shortest: number; readonly longest: number } {
  const { cutoffSeconds, speedsMetersPerSecond, accessToleranceMeters } = range;
  invariant(speedsMetersPerSecond.length > 0, 'at least one walking speed');
  invariant(accessToleranceMeters >= 0, `access tolerance of ${accessToleranceMeters} m`);
  const limits = speedsMetersPerSecond.map((speed) => limitCentimeters(cutoffSeconds, speed));
  const tolerance = Math.round(100 * accessToleranceMeters);
  return { shortest: Math.min(...limits) - tolerance, longest: Math.max(...limits) + tolerance };
}
