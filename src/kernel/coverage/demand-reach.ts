import { broken, invariant } from '../invariant.js';

/**
 * Demand points against one walking limit, as parallel arrays. Costs are centimetres of level walking to
 * the nearest facility; -1 means none was reached within the search.
 */
export interface DemandReach {
  /** Elderly people of one cohort at each point; may be fractional. */
  readonly weight: Float64Array;
  readonly costCentimeters: Int32Array;
  /** 1 where the point could be placed on the network. */
  readonly snapped: Uint8Array;
  /** Inclusive limit: covered ⇔ cost ≤ limit. */
  readonly limitCentimeters: number;
}

/** Why a demand point counts or does not. */
export const REACH_STATES = ['COVERED', 'TOO_FAR', 'UNREACHED', 'UNSNAPPED'] as const;
export type ReachState = (typeof REACH_STATES)[number];

/** The state of one demand point; UNREACHED = on the network, but the search found no facility at all. */
export function reachState(reach: DemandReach, point: number): ReachState {
  if (!reach.snapped[point]) return 'UNSNAPPED';
  const cost = reach.costCentimeters[point];
  if (cost < 0) return 'UNREACHED';
  return cost <= reach.limitCentimeters ? 'COVERED' : 'TOO_FAR';
}

export function checkDemandReach(reach: DemandReach): void {
  const points = reach.weight.length;
  invariant(
    reach.costCentimeters.length === points && reach.snapped.length === points,
    `demand arrays differ in length: ${points} weights, ${reach.costCentimeters.length} costs, ${reach.snapped.length} snap flags`,
  );
  for (let i = 0; i < points; i++) {
    const weight = reach.weight[i];
    if (!(weight >= 0 && weight < Infinity)) broken(`weight ${weight} of point ${i}`);
  }
}
