import { limitCentimeters } from '../accessibility/walk-cost.js';
import { invariant } from '../invariant.js';

/** Walks of at most `upToCentimeters` weigh `weight`, unless an earlier step holds them already. */
export interface DecayStep {
  readonly upToCentimeters: number;
  /** 0–1. */
  readonly weight: number;
}

/** Weights of the three zones of Luo & Qi (2009), slow decay: 10, 20 and 30 minutes by car there. */
const ZONE_WEIGHTS = [1, 0.68, 0.22];

/**
 * The three-zone decay rescaled to walking: equal thirds of the walking time weigh 1, 0.68 and 0.22, which for the
 * default 15 minutes are the zones up to 5, 10 and 15 minutes (METHODS E5).
 *
 * @param walkMinutes the whole walking time, > 0
 */
export function walkingDecaySteps(walkMinutes: number, speedMetersPerSecond: number): readonly DecayStep[] {
  const seconds = 60 * walkMinutes;
  return ZONE_WEIGHTS.map((weight, zone) => ({
    upToCentimeters: limitCentimeters((seconds * (zone + 1)) / ZONE_WEIGHTS.length, speedMetersPerSecond),
    weight,
  }));
}

/**
 * The weight of each walk by the first step that holds it (limits inclusive); 0 past the last step and for a cost below
 * 0 (not reached). One weight per cost.
 *
 * @param steps rising limits, weights in 0–1 that never rise
 */
export function decayWeight(costCentimeters: ArrayLike<number>, steps: readonly DecayStep[]): Float64Array {
  steps.forEach(({ upToCentimeters, weight }, k) => {
    const previous = steps[k - 1] ?? { upToCentimeters: -1, weight: 1 };
    invariant(upToCentimeters > previous.upToCentimeters, `decay step ${k} ends at ${upToCentimeters} cm`);
    invariant(weight >= 0 && weight <= previous.weight, `decay step ${k} weighs ${weight}`);
  });
  const weight = new Float64Array(costCentimeters.length);
  for (let at = 0; at < weight.length; at++) {
    const cost = costCentimeters[at];
    if (cost < 0) continue;
    let step = 0;
    while (step < steps.length && cost > steps[step].upToCentimeters) step++;
    if (step < steps.length) weight[at] = steps[step].weight;
  }
  return weight;
}
