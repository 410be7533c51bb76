import type { MclpModel } from './mclp-model.js';

/**
 * Adding and exchanging single sites of a covering model with tables of what every opening gains, every closing loses
 * and what pairs of them correct; a move updates only the classes it touches.
 * Source: the tables of Resende & Werneck (2003) for the p-median, carried over to coverage.
 */
export class CoverSwap {
  private readonly slotOf: Int32Array;
  private readonly open: number[] = [];
  private readonly times: Int32Array;
  /** Per class the sum of the slots that cover it: the slot itself where only one does. */
  private readonly slotSum: Int32Array;
  private readonly gain: Float64Array;
  private readonly loss: Float64Array;
  /** Row per slot: what a candidate would keep covered if that slot closed. */
  private readonly kept: Float64Array;
  private spent = 0;
  /** Weight covered; a running sum, so its last digits wander where weights are no whole numbers. */
  value = 0;

  constructor(
    private readonly model: MclpModel,
    start: Iterable<number>,
  ) {
    const { candidate, weight, byClass, p } = model;
    const sites = candidate.length;
    const opened = [...start];
    const slots = Math.min(sites, Math.max(opened.length, p));
    this.slotOf = new Int32Array(sites).fill(-1);
    this.times = new Int32Array(weight.length);
    this.slotSum = new Int32Array(weight.length);
    this.gain = new Float64Array(sites);
    this.loss = new Float64Array(slots);
    this.kept = new Float64Array(slots * sites);
    for (let cls = 0; cls < weight.length; cls++)
      for (let at = byClass.offset[cls]; at < byClass.offset[cls + 1]; at++)
        this.gain[byClass.member[at]] += weight[cls];
    for (const site of opened) this.fill(this.open.length, site);
  }

  get sites(): readonly number[] {
    return [...this.open].sort((a, b) => a - b);
  }

  /** The open sites in the order of their slots. */
  get slots(): readonly number[] {
    return [...this.open];
  }

  get count(): number {
    return this.open.length;
  }

  isOpen(site: number): boolean {
    return this.slotOf[site] >= 0;
  }

  /** Puts a closed site in the place of the open one in a slot, whatever that does; false when the budget forbids. */
  exchange(slot: number, site: number): boolean {
    const { cost, budget } = this.model;
    if (this.spent - cost[this.open[slot]] + cost[site] > budget * (1 + 1e-12)) return false;
    this.empty(slot);
    this.fill(slot, site);
    return true;
  }

  /** Makes the best move that adds more than `least`; false when there is none. */
  move(least: number): boolean {
    const { cost, p, budget } = this.model;
    const { gain, loss, kept, slotOf, open } = this;
    const sites = gain.length;
    const isBound = budget < Infinity;
    const left = budget * (1 + 1e-12) - this.spent;
    let best = least;
    let slot = -1;
    let opening = -1;
    if (open.length < p) {
      for (let site = 0; site < sites; site++) {
        if (gain[site] <= best || slotOf[site] >= 0 || cost[site] > left) continue;
        [best, slot, opening] = [gain[site], open.length, site];
      }
    }
    for (let out = 0; out < open.length; out++) {
      const row = out * sites;
      const lost = loss[out];
      const freed = left + cost[open[out]];
      for (let site = 0; site < sites; site++) {
        const change = gain[site] + kept[row + site] - lost;
        if (change <= best || slotOf[site] >= 0 || (isBound && cost[site] > freed)) continue;
        [best, slot, opening] = [change, out, site];
      }
    }
    if (opening < 0) return false;
    if (slot < open.length) this.empty(slot);
    this.fill(slot, opening);
    return true;
  }

  private fill(slot: number, site: number): void {
    const { covers, weight, cost } = this.model;
    this.open[slot] = site;
    this.slotOf[site] = slot;
    this.spent += cost[site];
    for (let at = covers.offset[site]; at < covers.offset[site + 1]; at++) {
      const cls = covers.member[at];
      const times = this.times[cls]++;
      if (times === 0) {
        this.value += weight[cls];
        this.addTo(this.gain, 0, cls, -weight[cls]);
        this.own(cls, slot, weight[cls]);
      } else if (times === 1) this.own(cls, this.slotSum[cls], -weight[cls]);
      this.slotSum[cls] += slot;
    }
  }

  private empty(slot: number): void {
    const { covers, weight, cost } = this.model;
    const site = this.open[slot];
    this.slotOf[site] = -1;
    this.spent -= cost[site];
    for (let at = covers.offset[site]; at < covers.offset[site + 1]; at++) {
      const cls = covers.member[at];
      const times = --this.times[cls];
      this.slotSum[cls] -= slot;
      if (times === 0) {
        this.value -= weight[cls];
        this.own(cls, slot, -weight[cls]);
        this.addTo(this.gain, 0, cls, weight[cls]);
      } else if (times === 1) this.own(cls, this.slotSum[cls], weight[cls]);
    }
  }

  /** Books a class as covered by one slot alone (or takes it back). */
  private own(cls: number, slot: number, weight: number): void {
    this.loss[slot] += weight;
    this.addTo(this.kept, slot * this.gain.length, cls, weight);
  }

  private addTo(table: Float64Array, row: number, cls: number, weight: number): void {
    const { offset, member } = this.model.byClass;
    for (let at = offset[cls], end = offset[cls + 1]; at < end; at++) table[row + member[at]] += weight;
  }
}
