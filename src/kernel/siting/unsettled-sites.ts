import { coveredWeight } from './cover-state.js';
import { improveBySwaps } from './greedy-mclp.js';
import { isAffordable, settleCandidates, type MclpModel } from './mclp-model.js';

/** What is left of a covering model once some candidates are settled, and the way back to the whole. */
export class UnsettledSites {
  readonly model: MclpModel;
  /** Weight the settled candidates cover. */
  readonly base: number;
  /** Per class of the whole its class in the rest, -1 = settled. */
  private readonly classOf: Int32Array;
  private readonly opened: readonly number[];
  private readonly wholeIndex: readonly number[];

  /** @param settled per candidate of the whole model 1 = open, -1 = gone, 0 = to be decided */
  constructor(
    private readonly whole: MclpModel,
    private readonly settled: Int8Array,
  ) {
    const sites = Array.from(settled.keys());
    const { model, classOf } = settleCandidates(whole, settled);
    this.model = model;
    this.classOf = classOf;
    this.opened = sites.filter((site) => settled[site] === 1);
    this.wholeIndex = sites.filter((site) => settled[site] === 0);
    this.base = coveredWeight(whole, this.opened);
  }

  /** Whether the settled candidates themselves keep to the limits. */
  get isPossible(): boolean {
    return isAffordable(this.whole, this.opened);
  }

  /** The rest of this rest. @param values per site of the rest 1 = open, 0 = gone, -1 = to be decided */
  settle(values: Int8Array): UnsettledSites {
    const settled = this.settled.slice();
    this.wholeIndex.forEach((site, at) => (settled[site] = values[at] === 1 ? 1 : values[at] === 0 ? -1 : 0));
    return new UnsettledSites(this.whole, settled);
  }

  /** Per class of the rest the sum over the classes of the whole that became it. */
  multipliersOf(ofWhole: Float64Array): Float64Array {
    const sums = new Float64Array(this.model.weight.length);
    this.classOf.forEach((cls, whole) => cls >= 0 && (sums[cls] += ofWhole[whole]));
    return sums;
  }

  /** Per site of the rest its value. */
  ofSites(ofWhole: Float64Array): Float64Array {
    return Float64Array.from(this.wholeIndex, (site) => ofWhole[site]);
  }

  /** The other way: each class of the whole takes its part by weight, those that are settled nothing. */
  spread(ofRest: Float64Array): Float64Array {
    const { weight } = this.whole;
    return Float64Array.from(this.classOf, (cls, whole) =>
      cls < 0 ? 0 : (ofRest[cls] * weight[whole]) / this.model.weight[cls],
    );
  }

  /** Per class of the rest one of the whole that became it. */
  someOfWhole(): Int32Array {
    const some = new Int32Array(this.model.weight.length);
    this.classOf.forEach((cls, whole) => cls >= 0 && (some[cls] = whole));
    return some;
  }

  /** The class of the rest a class of the whole became; -1 = settled. */
  classFor(whole: number): number {
    return this.classOf[whole];
  }

  /** The plan of the whole model that opens the flagged sites of the rest, ascending. */
  wholePlan(flags: Uint8Array): readonly number[] {
    const open = this.wholeIndex.filter((_, at) => flags[at] === 1);
    return [...this.opened, ...open].sort((a, b) => a - b);
  }

  /** A plan of the rest near relaxed values: the largest first as far as the limits go, then swaps. */
  round(values: Float64Array): readonly number[] {
    const byValue = Array.from(this.wholeIndex.keys()).sort((a, b) => values[b] - values[a] || a - b);
    const open: number[] = [];
    for (const site of byValue)
      if (values[site] > 1e-6 && isAffordable(this.model, [...open, site])) open.push(site);
    return improveBySwaps(this.model, open);
  }

  flags(open: readonly number[]): Uint8Array {
    const flags = new Uint8Array(this.wholeIndex.length);
    for (const site of open) flags[site] = 1;
    return flags;
  }
}
