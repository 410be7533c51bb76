import type { DivisionTree } from '../coverage/index.js';
import { CompensatedSum } from '../kernel/compensated-sum.js';

/** Something about demand points, added up for every division of the tree with all that lies under it, and for all. */
export class DivisionSums {
  /** Over every point, in a division or not. */
  readonly everywhere: number;
  private readonly sums: Float64Array;

  /**
   * @param pointDivision per demand point the number of its lowest division, -1 = in none
   * @param valueOf the value of a point, by its position
   */
  constructor(tree: DivisionTree, pointDivision: Int32Array, valueOf: (point: number) => number) {
    const own = Array.from(tree.nodes, () => new CompensatedSum());
    const all = new CompensatedSum();
    for (let point = 0; point < pointDivision.length; point++) {
      const value = valueOf(point);
      all.add(value);
      if (pointDivision[point] >= 0) own[pointDivision[point]].add(value);
    }
    // A division stands behind the one above it.
    for (let d = own.length - 1; d >= 0; d--) if (tree.parent[d] >= 0) own[tree.parent[d]].add(own[d].value);
    this.sums = Float64Array.from(own, (sum) => sum.value);
    this.everywhere = all.value;
  }

  /** The sum at or under a division. */
  at(division: number): number {
    return this.sums[division];
  }
}
