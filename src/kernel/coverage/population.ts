import { finish } from '../finish.js';
import { broken, invariant } from '../invariant.js';
import { childrenFirst } from './children-first.js';
import { CoverageTally, type PopulationCoverage } from './coverage-tally.js';
import { checkDemandReach, reachState, type DemandReach } from './demand-reach.js';

export type { PopulationCoverage } from './coverage-tally.js';

/**
 * Population coverage (METHODS E2): Σ w·1[cost ≤ limit] ÷ Σ w over all points of one area. Unsnapped
 * points stay in the denominator and are reported apart.
 */
export function populationCoverage(reach: DemandReach): PopulationCoverage {
  return populationCoverageByDivision(reach, new Int32Array(reach.weight.length), Int32Array.of(-1))
    .divisions[0];
}

export interface DivisionPopulationCoverage {
  /** One entry per division, in the order of `parent`. */
  readonly divisions: readonly PopulationCoverage[];
  /** The points that belong to no division. */
  readonly elsewhere: PopulationCoverage;
}

/**
 * Population coverage of every division of a tree in one pass: a point counts for its own division and all
 * of its ancestors.
 *
 * @param pointDivision per demand point the index of its (lowest) division, -1 = in none
 * @param parent per division the index of its parent, -1 = a root; any order, no cycles
 */
export function populationCoverageByDivision(
  reach: DemandReach,
  pointDivision: Int32Array,
  parent: Int32Array,
): DivisionPopulationCoverage {
  return finish(populationByDivisionInSteps(reach, pointDivision, parent));
}

const POINTS_PER_STEP = 8192;

/** The same in steps of less than a millisecond. */
export function* populationByDivisionInSteps(
  reach: DemandReach,
  pointDivision: Int32Array,
  parent: Int32Array,
): Generator<void, DivisionPopulationCoverage> {
  checkDemandReach(reach);
  invariant(pointDivision.length === reach.weight.length, 'one division index per demand point');
  const order = childrenFirst(parent);
  const tallies = Array.from(parent, () => new CoverageTally());
  const elsewhere = new CoverageTally();
  for (let i = 0; i < pointDivision.length; i++) {
    const division = pointDivision[i];
    if (!(division >= -1 && division < parent.length))
      broken(`point ${i} names division ${division} of ${parent.length}`);
    (division < 0 ? elsewhere : tallies[division]).addPoint(reach.weight[i], reachState(reach, i));
    if ((i + 1) % POINTS_PER_STEP === 0) yield;
  }
  for (const division of order) {
    if (parent[division] >= 0) tallies[parent[division]].addTally(tallies[division]);
  }
  return { divisions: tallies.map((tally) => tally.result()), elsewhere: elsewhere.result() };
}
