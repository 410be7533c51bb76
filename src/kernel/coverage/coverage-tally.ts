import { CompensatedSum } from '../compensated-sum.js';
import type { ReachState } from './demand-reach.js';

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

/** Adds up one division. The result depends on the order of the points and children to the last bit, and on nothing else. */
export class CoverageTally {
  private readonly covered = new CompensatedSum();
  private readonly uncovered = new CompensatedSum();
  private readonly unsnapped = new CompensatedSum();
  private pointCount = 0;
  private coveredCount = 0;
  private unsnappedCount = 0;

  addPoint(weight: number, state: ReachState): void {
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

  addTally(child: CoverageTally): void {
    this.covered.add(child.covered.value);
    this.uncovered.add(child.uncovered.value);
    this.unsnapped.add(child.unsnapped.value);
    this.pointCount += child.pointCount;
    this.coveredCount += child.coveredCount;
    this.unsnappedCount += child.unsnappedCount;
  }

  /** A tally that goes on from where this one stands. */
  copy(): CoverageTally {
    const copy = new CoverageTally();
    copy.covered.continueFrom(this.covered);
    copy.uncovered.continueFrom(this.uncovered);
    copy.unsnapped.continueFrom(this.unsnapped);
    copy.pointCount = this.pointCount;
    copy.coveredCount = this.coveredCount;
    copy.unsnappedCount = this.unsnappedCount;
    return copy;
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
