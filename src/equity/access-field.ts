import type { CoverageView } from '../coverage/index.js';
import type { CoverLists } from '../kernel/accessibility/index.js';
import { CompensatedSum } from '../kernel/compensated-sum.js';
import { decayWeight, walkingDecaySteps } from '../kernel/equity/decay-weight.js';
import { floatingCatchmentInSteps } from '../kernel/equity/floating-catchment.js';
import type { AccessQuestion } from './access-question.js';
import { DivisionSums } from './division-sums.js';

/** Why a facility of the service has a ratio, or has none and adds nothing to anybody's access. */
export type CatchmentState =
  'SERVING' | 'EMPTY_CATCHMENT' | 'CAPACITY_UNKNOWN' | 'NOT_SNAPPED' | 'NO_ENTRANCE';

/** Access to capacity of every demand point. Facilities are in the order of `NearestField.serving`. */
export interface AccessField {
  readonly view: CoverageView;
  readonly question: AccessQuestion;
  /** Pairs of facility and point within the walk, of all facilities of the service. */
  readonly pairs: CoverLists;
  /** Per position in the ground's demand: people, 0 where the cohort is not stated. */
  readonly population: Float64Array;
  /** A_i likewise; 0 where nothing is in reach. */
  readonly access: Float64Array;
  /** People of the points in reach of each facility. */
  readonly peopleInReach: Float64Array;
  /** How many facilities with a ratio are in reach of each point. */
  readonly inReach: Uint32Array;
  /** S_j per facility, NaN where it is not known. */
  readonly capacity: Float64Array;
  /** R_j or L_j per facility, NaN where it has none. */
  readonly ratio: Float64Array;
  /** People a facility has to serve, as its ratio counts them; NaN where it has no part. */
  readonly facilityDemand: Float64Array;
  readonly state: readonly CatchmentState[];
  /** Σ P, Σ P·A and Σ P of those without any access, per division. */
  readonly people: DivisionSums;
  readonly accessTimesPeople: DivisionSums;
  readonly peopleWithout: DivisionSums;
}

/**
 * Who gets how much (METHODS E5), in steps: yields between pieces of some milliseconds. A facility whose capacity is not
 * known is left out as if it were not there, and listed.
 * @param capacity S_j per facility of the service, NaN = not known
 */
export function* accessFieldInSteps(
  view: CoverageView,
  question: AccessQuestion,
  pairs: CoverLists,
  capacity: Float64Array,
): Generator<void, AccessField> {
  const { demand, tree, facilities } = view.ground;
  const { serving, sites } = view.field;
  const people = demand.people[question.cohort];
  const population = people.map((count) => (Number.isNaN(count) ? 0 : count));
  const known = Int32Array.from(serving, (_, j) => j).filter((j) => !Number.isNaN(capacity[j]));
  const taken = pairsOf(pairs, known);
  yield;
  const { walkMinutes, speedMetersPerSecond } = question.limit;
  const weight = decayWeight(taken.costCentimeters, walkingDecaySteps(walkMinutes, speedMetersPerSecond));
  // Where nobody of the cohort lives nobody takes a share of a facility's level of service.
  if (question.method === 'BALANCED')
    taken.demand.forEach((i, at) => {
      if (population[i] === 0) weight[at] = 0;
    });
  yield;
  const of = { capacity: Float64Array.from(known, (j) => capacity[j]), population, weight };
  const { offset, demand: point } = taken;
  const found = yield* floatingCatchmentInSteps({ ...of, offset, demand: point }, question.method);
  yield;
  const ratio = new Float64Array(serving.length).fill(NaN);
  const facilityDemand = new Float64Array(serving.length).fill(NaN);
  const inReach = new Uint32Array(population.length);
  for (const [k, j] of known.entries()) {
    ratio[j] = found.ratio[k];
    facilityDemand[j] = found.facilityDemand[k];
    if (Number.isNaN(found.ratio[k])) continue;
    for (let at = offset[k]; at < offset[k + 1]; at++) inReach[point[at]]++;
    yield;
  }
  const peopleInReach = new Float64Array(serving.length);
  for (let j = 0; j < serving.length; j++) {
    const sum = new CompensatedSum();
    for (let at = pairs.offset[j]; at < pairs.offset[j + 1]; at++) sum.add(population[pairs.demand[at]]);
    peopleInReach[j] = sum.value;
    yield;
  }
  const state = serving.map((position, j): CatchmentState => {
    if (facilities[position].lon === null) return 'NO_ENTRANCE';
    if (!sites.has(j)) return 'NOT_SNAPPED';
    if (Number.isNaN(capacity[j])) return 'CAPACITY_UNKNOWN';
    return Number.isNaN(ratio[j]) ? 'EMPTY_CATCHMENT' : 'SERVING';
  });
  yield;
  const sums = (valueOf: (point: number) => number) => DivisionSums.inSteps(tree, demand.division, valueOf);
  const { access } = found;
  return {
    ...{ view, question, pairs, population, access, peopleInReach, inReach },
    ...{ capacity, ratio, facilityDemand, state },
    people: yield* sums((i) => population[i]),
    accessTimesPeople: yield* sums((i) => population[i] * access[i]),
    peopleWithout: yield* sums((i) => (access[i] === 0 ? population[i] : 0)),
  };
}

/** The pairs of some of the facilities, in their order. */
function pairsOf({ offset, demand, costCentimeters }: CoverLists, facilities: Int32Array): CoverLists {
  if (facilities.length === offset.length - 1) return { offset, demand, costCentimeters };
  const taken = new Int32Array(facilities.length + 1);
  facilities.forEach((j, k) => (taken[k + 1] = taken[k] + offset[j + 1] - offset[j]));
  const part = (values: Int32Array): Int32Array => {
    const some = new Int32Array(taken[facilities.length]);
    facilities.forEach((j, k) => some.set(values.subarray(offset[j], offset[j + 1]), taken[k]));
    return some;
  };
  return { offset: taken, demand: part(demand), costCentimeters: part(costCentimeters) };
}
