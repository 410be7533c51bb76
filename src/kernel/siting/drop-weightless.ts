import type { SitingGround } from './siting-model.js';

/** The same ground with no travel to demand that weighs nothing: nobody there need be served. */
export function dropWeightless<G extends SitingGround>(ground: G): G {
  const { travel, demandWeight } = ground;
  if (demandWeight.every((weight) => weight > 0)) return ground;
  const offset = new Int32Array(travel.offset.length);
  const kept: number[] = [];
  for (let site = 0; site + 1 < offset.length; site++) {
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++)
      if (demandWeight[travel.demand[at]] > 0) kept.push(at);
    offset[site + 1] = kept.length;
  }
  const demand = Int32Array.from(kept, (at) => travel.demand[at]);
  const isWhole = travel.cost instanceof Int32Array;
  const cost = isWhole
    ? Int32Array.from(kept, (at) => travel.cost[at])
    : Float64Array.from(kept, (at) => travel.cost[at]);
  return { ...ground, travel: { offset, demand, cost } };
}
