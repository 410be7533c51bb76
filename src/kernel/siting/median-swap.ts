import type { RankedTravel } from './ranked-travel.js';

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
  private spent = 0;

  constructor(
    private readonly ranked: RankedTravel,
    private readonly limits: MedianLimits,
  ) {
    const { sites, weight } = ranked;
    const slots = Math.min(limits.p, sites);
    this.slotOf = new Int32Array(sites).fill(-1);
    this.first = new Int32Array(weight.length).fill(-1);
    this.second = new Int32Array(weight.length).fill(-1);
    this.gain = new Float64Array(sites);
    this.loss = new Float64Array(slots);
    this.extra = new Float64Array(slots * sites);
  }

  /** The best set found from `start` by adding and exchanging single sites; ascending. */
  descend(start: readonly number[], mostMoves = 1000): readonly number[] {
    this.reset(start);
    for (let moves = 0; moves < mostMoves && this.move(); moves++);
    return [...this.open].filter((index) => index >= 0).sort((a, b) => a - b);
  }

  private reset(start: readonly number[]): void {
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
    for (let point = 0; point < this.first.length; point++) {
      this.findNearest(point);
      this.account(point, 1);
    }
  }

  /** Makes the best improving move; false when there is none. */
  private move(): boolean {
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
    this.exchange(slot, opening);
    return true;
  }

  private exchange(slot: number, opening: number): void {
    const { offset, site, cost, base } = this.ranked;
    const closing = this.open[slot] ?? -1;
    const changed: number[] = [];
    for (let point = 0; point < this.first.length; point++) {
      const start = offset[point];
      const [near, next] = [this.first[point], this.second[point]];
      const usesClosing =
        closing >= 0 &&
        ((near >= 0 && site[start + near] === closing) || (next >= 0 && site[start + next] === closing));
      if (!usesClosing) {
        const limit = next >= 0 ? cost[start + next] : base[point];
        if (!this.reachesBelow(point, opening, limit)) continue;
      }
      changed.push(point);
      this.account(point, -1);
    }
    if (closing >= 0) {
      this.slotOf[closing] = -1;
      this.spent -= this.limits.siteCost[closing];
    }
    this.open[slot] = opening;
    this.slotOf[opening] = slot;
    this.spent += this.limits.siteCost[opening];
    for (const point of changed) {
      this.findNearest(point);
      this.account(point, 1);
    }
  }

  private reachesBelow(point: number, index: number, limit: number): boolean {
    const { offset, site, cost } = this.ranked;
    for (let at = offset[point]; at < offset[point + 1] && cost[at] < limit; at++)
      if (site[at] === index) return true;
    return false;
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

  private account(point: number, sign: 1 | -1): void {
    const { weight, base, offset, site, cost, sites } = this.ranked;
    const { gain, extra } = this;
    const start = offset[point];
    const end = offset[point + 1];
    const near = this.first[point];
    const w = sign * weight[point];
    if (near < 0) {
      for (let at = start; at < end; at++) gain[site[at]] += w * (base[point] - cost[at]);
      return;
    }
    const slot = this.slotOf[site[start + near]];
    const d1 = cost[start + near];
    const d2 = this.second[point] >= 0 ? cost[start + this.second[point]] : base[point];
    this.loss[slot] += w * (d2 - d1);
    const row = slot * sites;
    for (let at = start; at < end; at++) {
      const c = cost[at];
      if (c >= d2) break;
      if (c < d1) {
        gain[site[at]] += w * (d1 - c);
        extra[row + site[at]] += w * (d2 - d1);
      } else extra[row + site[at]] += w * (d2 - c);
    }
  }
}
