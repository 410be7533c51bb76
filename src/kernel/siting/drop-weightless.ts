import type { SitingModel } from './siting-model.js';

/** Per demand point 1 where it weighs something, in phased plans in any year; 0 = it asks for nothing. */
export function weighsSomething(question: SitingModel): Uint8Array {
  const { demandWeight } = question;
  const weights =
    question.model === 'PHASED'
      ? question.phases.map((phase) => phase.demandWeight ?? demandWeight)
      : [demandWeight];
  return Uint8Array.from(demandWeight, (_, point) => (weights.some((weight) => weight[point] > 0) ? 1 : 0));
}

/**
 * The same question with no travel to demand that weighs nothing: nobody there need be served, so no model opens a
 * site for it or assigns it to one. One rule for all models.
 */
export function dropWeightless<Q extends SitingModel>(question: Q): Q {
  const weighs = weighsSomething(question);
  if (weighs.every((flag) => flag === 1)) return question;
  const { travel } = question;
  const offset = new Int32Array(travel.offset.length);
  const demand = new Int32Array(travel.demand.length);
  const cost = travel.cost.slice();
  let end = 0;
  for (let site = 0; site + 1 < offset.length; site++) {
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++) {
      if (weighs[travel.demand[at]] === 0) continue;
      demand[end] = travel.demand[at];
      cost[end++] = travel.cost[at];
    }
    offset[site + 1] = end;
  }
  return { ...question, travel: { offset, demand: demand.slice(0, end), cost: cost.slice(0, end) } };
}
