import { CompensatedSum } from '../compensated-sum.js';
import { invariant } from '../invariant.js';
import { checkDemandReach, reachState, type DemandReach } from './demand-reach.js';

export interface PopulationCoverage {
  readonly coveredWeight: number;
  /** Every point of the unit, reached or not, on the network or not. */
  readonly totalWeight: number;
  /** coveredWeight ÷ totalWeight in 0–1, null when nobody lives there. */
  readonly ratio: number | null;
  readonly pointCount: number;
  readonly coveredCount: number;
  /** Part of totalWeight that lies too far from any walkway to be placed on the network. */
  readonly unsnappedWeight: number;
  readonly unsnappedCount: number;
}

/**
 * Population coverage (METHODS E2): Σ w·1[cost ≤ limit] ÷ Σ w over all points of one area. Unsnapped
 * points stay in the denominator and are reported apart.
 */
export function populationCoverage(reach: DemandReach): PopulationCoverage {
  return populationCoverageByDivision(reach, new Int32Array(reach.weight.length), Int32Array.of(-1)).divisions[0];
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
  checkDemandReach(reach);
  invariant(pointDivision.length === reach.weight.length, 'one division index per demand point');
  const order = childrenFirst(parent);
  const tallies = Array.from(parent, () => new Tally());
  const elsewhere = new Tally();
  for (let i = 0; i < pointDivision.length; i++) {
    const division = pointDivision[i];
    invariant(division >= -1 && division < parent.length, `point ${i} names division ${division} of ${parent.length}`);
    (division < 0 ? elsewhere : tallies[division]).addPoint(reach, i);
  }
  for (const division of order) {
    if (parent[division] >= 0) tallies[parent[division]].addTally(tallies[division]);
  }
  return { divisions: tallies.map((tally) => tally.result()), elsewhere: elsewhere.result() };
}

class Tally {
  private readonly covered = new CompensatedSum();
  private readonly uncovered = new CompensatedSum();
  private readonly unsnapped = new CompensatedSum();
  private pointCount = 0;
  private coveredCount = 0;
  private unsnappedCount = 0;

  addPoint(reach: DemandReach, point: number): void {
    const weight = reach.weight[point];
    const state = reachState(reach, point);
    this.pointCount++;
    if (state === 'COVERED') {
      this.coveredCount++;
      this.covered.add(weight);
      return;
    }
    this.uncovered.add(weight);
    if (state === 'UNSNAPPED') {
      this.unsnappedCount++;
      this.unsnapped.add(weight);
    }
  }

  addTally(child: Tally): void {
    this.covered.add(child.covered.value);
    this.uncovered.add(child.uncovered.value);
    this.unsnapped.add(child.unsnapped.value);
    this.pointCount += child.pointCount;
    this.coveredCount += child.coveredCount;
    this.unsnappedCount += child.unsnappedCount;
  }

  result(): PopulationCoverage {
    const coveredWeight = this.covered.value;
    // Total = covered + uncovered, so a fully covered area is exactly 1 and never 0.9999.
    const totalWeight = coveredWeight + this.uncovered.value;
    return {
      coveredWeight,
      totalWeight,
      ratio: totalWeight > 0 ? coveredWeight / totalWeight : null,
      pointCount: this.pointCount,
      coveredCount: this.coveredCount,
      unsnappedWeight: this.unsnapped.value,
      unsnappedCount: this.unsnappedCount,
    };
  }
}

/** Division indexes with every child before its parent. */
function childrenFirst(parent: Int32Array): Int32Array {
  const openChildren = new Int32Array(parent.length);
  for (const p of parent) {
    invariant(p >= -1 && p < parent.length, `parent ${p} of ${parent.length} divisions`);
    if (p >= 0) openChildren[p]++;
  }
  const order = new Int32Array(parent.length);
  let end = 0;
  for (let d = 0; d < parent.length; d++) if (openChildren[d] === 0) order[end++] = d;
  for (let at = 0; at < end; at++) {
    const p = parent[order[at]];
    if (p >= 0 && --openChildren[p] === 0) order[end++] = p;
  }
  invariant(end === parent.length, 'the division tree has a cycle');
  return order;
}
