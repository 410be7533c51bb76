import { compensatedSum } from '../compensated-sum.js';
import { mergeDemand, transposeSets } from './merge-demand.js';
import type { MclpModel } from './mclp-model.js';
import type { MedianLimits } from './median-swap.js';
import type { RankedTravel } from './ranked-travel.js';

export interface RankedCover {
  readonly model: MclpModel;
  /** Median cost = this − covered weight. */
  readonly ceiling: number;
}

/**
 * A p-median as a covering problem (Cornuéjols, Nemhauser & Wolsey 1980; Elloumi 2010): each step between two costs
 * of a point's ranking is weight that is covered when a candidate at or before the step is open. Rankings that agree
 * on their nearest candidates share their classes.
 *
 * @param settled candidates flagged -1 are left out; those flagged 1 are sure to be open, so nobody looks beyond them
 * @returns null when more than `mostEntries` entries would be needed
 */
export function rankedCover(
  { weight, base, offset, site, cost, sites }: RankedTravel,
  { p, budget, siteCost }: MedianLimits,
  settled: Int8Array,
  mostEntries: number,
): RankedCover | null {
  const weights: number[] = [];
  const rowOffset = [0];
  const member: number[] = [];
  let ceiling = 0;
  for (let point = 0; point < weight.length; point++) {
    if (weight[point] === 0) continue;
    const nearer: number[] = [];
    let farthest = base[point];
    let last = -1;
    const close = (next: number) => {
      if (nearer.length > 0 && next > last) {
        weights.push(weight[point] * (next - last));
        for (const index of [...nearer].sort((a, b) => a - b)) member.push(index);
        rowOffset.push(member.length);
      }
    };
    for (let at = offset[point]; at < offset[point + 1]; at++) {
      const index = site[at];
      if (settled[index] < 0) continue;
      if (cost[at] > last) close(cost[at]);
      last = cost[at];
      nearer.push(index);
      if (settled[index] === 1) {
        farthest = cost[at];
        break;
      }
      if (member.length > mostEntries) return null;
    }
    if (farthest === base[point]) close(farthest);
    ceiling += weight[point] * farthest;
  }
  const merged = mergeDemand(Float64Array.from(weights), {
    offset: Int32Array.from(rowOffset),
    member: Int32Array.from(member),
  });
  const model: MclpModel = {
    candidate: Int32Array.from({ length: sites }, (_, index) => index),
    cost: siteCost,
    weight: merged.weight,
    totalWeight: compensatedSum(merged.weight),
    wholeWeights: merged.weight.every((w) => Number.isSafeInteger(w)),
    covers: transposeSets(merged.sets, sites),
    byClass: merged.sets,
    p,
    budget,
  };
  return { model, ceiling };
}
