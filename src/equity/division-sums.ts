import type { DivisionTree } from '../coverage/index.js';
import { CompensatedSum } from '../kernel/compensated-sum.js';

const POINTS_PER_STEP = 16_384;

/** Something about demand points, added up for every division of the tree with all that lies under it, and for all. */
export class DivisionSums {
  private constructor(
    private readonly sums: Float64Array,
    /** Over every point, in a division or not. */
    readonly everywhere: number,
  ) {}

  /**
   * Adds up in steps of about a millisecond.
   * @param pointDivision per demand point the number of its lowest division, -1 = in none
   * @param valueOf the value of a point, by its position
   */
  static *inSteps(
    tree: DivisionTree,
    pointDivision: Int32Array,
    valueOf: (point: number) => number,
  ): Generator<void, DivisionSums> {
    const own = Array.from(tree.nodes, () => new CompensatedSum());
    const all = new CompensatedSum();
    for (let point = 0; point < pointDivision.length; point++) {
      const value = valueOf(point);
      all.add(value);
      if (pointDivision[point] >= 0) own[pointDivision[point]].add(value);
      if ((point + 1) % POINTS_PER_STEP === 0) yield;
    }
    // A division stands behind the one above it.
    for (let d = own.length - 1; d >= 0; d--) if (tree.parent[d] >= 0) own[tree.parent[d]].add(own[d].value);
    const sums = new Float64Array(own.length);
    own.forEach((sum, d) => (sums[d] = sum.value));
    yield;
    return new DivisionSums(sums, all.value);
  }

  /** The sum at or under a division. */
  at(division: number): number {
    return this.sums[division];
  }
}
