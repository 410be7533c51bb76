import { COHORTS, type Cohort, type DemandWeights } from '../demand/index.js';
import { sortInSteps } from '../kernel/sort-in-steps.js';
import type { DivisionTree } from './division-tree.js';
import type { GroundDemand } from './planning-ground.js';

const POINTS_PER_STEP = 4096;

/**
 * Demand points laid out as coverage needs them, in steps of about a millisecond. Databases differ in how they sort
 * text; ids are put in code order so that ties fall alike everywhere.
 */
export function* groundDemandInSteps(
  { id, lon, lat, divisionCode, weight }: DemandWeights,
  tree: DivisionTree,
): Generator<void, GroundDemand> {
  const place = new Int32Array(id.length);
  for (let at = 0; at < place.length; at++) place[at] = at;
  const order = yield* sortInSteps(place, (a, b) => (id[a] < id[b] ? -1 : 1));
  const isOrdered = order.every((at, point) => at === point);
  const ordered = (values: Float64Array) =>
    isOrdered ? values : values.map((_, point) => values[order[point]]);
  const division = new Int32Array(id.length);
  for (let point = 0; point < division.length; point++) {
    division[point] = tree.numberOf(divisionCode[order[point]]);
    if ((point + 1) % POINTS_PER_STEP === 0) yield;
  }
  const people = {} as Record<Cohort, Float64Array>;
  for (const cohort of COHORTS) {
    people[cohort] = ordered(weight[cohort]);
    yield;
  }
  const ids = isOrdered ? id : Array.from(order, (at) => id[at]);
  return { ids, lon: ordered(lon), lat: ordered(lat), division, people };
}
