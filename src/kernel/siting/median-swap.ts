import type { RankedTravel } from './ranked-travel.js';
import { WorkSteps } from './work-steps.js';

export interface MedianLimits {
  readonly p: number;
  readonly budget: number;
  /** Cost of opening each candidate. */
  readonly siteCost: Float64Array;
}

/**
 * Interchange for the p-median with tables of what every opening gains, every closing loses, and what pairs of them
 * correct; only the points a swap touches are computed again.
 * Source: M. Resende & R. Werneck (2003), On the implementation of a swap-based local search procedure (ALENEX).
 */
export class MedianSwap {
  private readonly slotOf: Int32Array;
  private readonly open: number[] = [];
  /** Per point the ranks of its nearest and second nearest open candidate; -1 = what stands. */
  private readonly first: Int32Array;
  private readonly second: Int32Array;
  private readonly gain: Float64Array;
  private readonly loss: Float64Array;
  private readonly extra: Float64Array;
  private readonly isTouched: Uint8Array;
  private readonly steps: WorkSteps;
  private spent = 0;

  constructor(
    private readonly ranked: RankedTravel,
    private readonly limits: MedianLimits,
    pause: () => Promise<void>,
  ) {
    const { sites, weight } = ranked;
    const slots = Math.min(limits.p, sites);
    this.slotOf = new Int32Array(sites).fill(-1);
    this.first = new Int32Array(weight.length).fill(-1);
    this.second = new Int32Array(weight.length).fill(-1);
    this.gain = new Float64Array(sites);
    this.loss = new Float64Array(slots);
    this.extra = new Float64Array(slots * sites);
    this.isTouched = new Uint8Array(weight.length);
    this.steps = new WorkSteps(pause);
  }

  /** The best set found from `start` by adding and exchanging single sites; ascending. */
  async descend(start: readonly number[], mostMoves = 1000): Promise<readonly number[]> {
    await this.reset(start);
    for (let moves = 0; moves < mostMoves && (await this.move()); moves++);
    return [...this.open].filter((index) => index >= 0).sort((a, b) => a - b);
  }

  /**
   * The set that equally good ones reached by single exchanges agree on: each new site gives way to the first closed
   * one before it that serves as well and, under a budget, costs no more.
   *
   * @param isNew per site 1 where opening it builds something
   * @param tolerance difference of the total cost that is none
   */
  async settle(start: readonly number[], isNew: Uint8Array, tolerance: number): Promise<readonly number[]> {
    await this.reset(start);
    while (await this.giveWay(isNew, tolerance));
    return [...this.open].sort((a, b) => a - b);
  }

  /** Makes the first such exchange; false when there is none. Each lowers the sum of the positions, so they end. */
  private async giveWay(isNew: Uint8Array, tolerance: number): Promise<boolean> {
    const { siteCost, budget } = this.limits;
    const { gain, loss, extra, slotOf } = this;
    for (const site of [...this.open].sort((a, b) => a - b)) {
      const slot = slotOf[site];
      const row = slot * this.ranked.sites;
      for (let index = 0; index < site; index++) {
        if (slotOf[index] >= 0 || isNew[index] !== isNew[site]) continue;
        if (budget < Infinity && siteCost[index] > siteCost[site]) continue;
        if (gain[index] + extra[row + index] - loss[slot] < -tolerance) continue;
        await this.exchange(slot, index);
        return true;
      }
    }
    return false;
  }

  private async reset(start: readonly number[]): Promise<void> {
    const { siteCost } = this.limits;
    this.slotOf.fill(-1);
    this.gain.fill(0);
    this.loss.fill(0);
    this.extra.fill(0);
    this.open.length = 0;
    this.spent = 0;
    for (const index of start) {
      this.slotOf[index] = this.open.push(index) - 1;
      this.spent += siteCost[index];
    }
    this.isTouched.fill(1);
    await this.accountAgain();
  }

  /** Makes the best improving move; false when there is none. */
  private async move(): Promise<boolean> {
    const { sites } = this.ranked;
    const { p, budget, siteCost } = this.limits;
    const { gain, loss, extra, slotOf, open } = this;
    let best = 1e-7;
    let slot = -1;
    let opening = -1;
    const isBound = budget < Infinity;
    const left = budget * (1 + 1e-12) - this.spent;
    if (open.length < Math.min(p, sites)) {
      for (let index = 0; index < sites; index++) {
        if (slotOf[index] >= 0 || gain[index] <= best || siteCost[index] > left) continue;
        [best, slot, opening] = [gain[index], open.length, index];
      }
    }
    // Filling a place beats exchanging one; exchanges are looked at when none is left to fill.
    for (let out = 0; slot !== open.length && out < open.length; out++) {
      const row = out * sites;
      const lost = loss[out];
      const freed = left + siteCost[open[out]];
      for (let index = 0; index < sites; index++) {
        const change = gain[index] + extra[row + index] - lost;
        if (change <= best || slotOf[index] >= 0 || (isBound && siteCost[index] > freed)) continue;
        [best, slot, opening] = [change, out, index];
      }
    }
    if (opening < 0) return false;
    await this.exchange(slot, opening);
    return true;
  }

  private async exchange(slot: number, opening: number): Promise<void> {
    const closing = this.open[slot] ?? -1;
    this.isTouched.fill(0);
    this.touchUsers(closing);
    this.touchGainers(opening);
    for (let point = 0; point < this.isTouched.length; point++)
      if (this.isTouched[point] && this.steps.isDue(this.account(point, -1))) await this.steps.rest();
    if (closing >= 0) {
      this.slotOf[closing] = -1;
      this.spent -= this.limits.siteCost[closing];
    }
    this.open[slot] = opening;
    this.slotOf[opening] = slot;
    this.spent += this.limits.siteCost[opening];
    await this.accountAgain();
  }

  /** Marks the points whose nearest or second nearest is this site. */
  private touchUsers(index: number): void {
    if (index < 0) return;
    const { offset, site } = this.ranked;
    for (let point = 0; point < this.first.length; point++) {
      const [near, next] = [this.first[point], this.second[point]];
      if (near < 0) continue;
      const start = offset[point];
      if (site[start + near] === index || (next >= 0 && site[start + next] === index))
        this.isTouched[point] = 1;
    }
  }

  /** Marks the points to which this site would be nearest or second nearest. */
  private touchGainers(index: number): void {
    const { offset, cost, base, bySite } = this.ranked;
    const { travel, candidate, map } = bySite;
    const from = candidate[index];
    for (let at = travel.offset[from]; at < travel.offset[from + 1]; at++) {
      const point = travel.demand[at];
      const next = this.second[point];
      const limit = next >= 0 ? cost[offset[point] + next] : base[point];
      if ((map ? map(travel.cost[at]) : travel.cost[at]) < limit) this.isTouched[point] = 1;
    }
  }

  /** Finds the nearest open sites of the touched points and enters what they mean into the tables. */
  private async accountAgain(): Promise<void> {
    for (let point = 0; point < this.isTouched.length; point++) {
      if (!this.isTouched[point]) continue;
      this.findNearest(point);
      if (this.steps.isDue(this.account(point, 1))) await this.steps.rest();
    }
  }

  private findNearest(point: number): void {
    const { offset, site } = this.ranked;
    const { slotOf } = this;
    const start = offset[point];
    const end = offset[point + 1];
    this.first[point] = this.second[point] = -1;
    for (let at = start; at < end; at++) {
      if (slotOf[site[at]] < 0) continue;
      if (this.first[point] < 0) this.first[point] = at - start;
      else {
        this.second[point] = at - start;
        return;
      }
    }
  }

  /** Adds (1) or takes back (−1) what a point means to the tables; returns how many entries that took. */
  private account(point: number, sign: 1 | -1): number {
    const { weight, base, offset, site, cost, sites } = this.ranked;
    const { gain, extra } = this;
    const start = offset[point];
    const end = offset[point + 1];
    const near = this.first[point];
    const w = sign * weight[point];
    if (near < 0) {
      for (let at = start; at < end; at++) gain[site[at]] += w * (base[point] - cost[at]);
      return end - start;
    }
    const slot = this.slotOf[site[start + near]];
    const d1 = cost[start + near];
    const d2 = this.second[point] >= 0 ? cost[start + this.second[point]] : base[point];
    this.loss[slot] += w * (d2 - d1);
    const row = slot * sites;
    let at = start;
    for (; at < end; at++) {
      const c = cost[at];
      if (c >= d2) break;
      if (c < d1) {
        gain[site[at]] += w * (d1 - c);
        extra[row + site[at]] += w * (d2 - d1);
      } else extra[row + site[at]] += w * (d2 - c);
    }
    return at - start;
  }
}
