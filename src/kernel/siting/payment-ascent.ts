import type { MedianLimits } from './median-swap.js';
import type { RankedTravel } from './ranked-travel.js';
import { SelectionBound } from './selection-bound.js';

/** What one relaxation found. */
export interface Relaxed {
  readonly bound: number;
  /** Share (0–1) of each site in the cheapest selection at these payments. */
  readonly share: Float64Array;
}

const MEMORY = 0.8;
const PATIENCE = 10;
const SHRINK = 0.8;
const SHORTEST_STRIDE = 1e-4;
/** A bound has to rise by this share to count as progress. */
const PROGRESS = 2e-5;

/**
 * Subgradient ascent on the Lagrangian dual of the p-median (Held, Wolfe & Crowder 1974; Beasley 1993): each
 * multiplier is what a point pays to be served, a site is worth what it saves those who would pay more than their
 * travel. Directions are smoothed; when the bound stalls the steps shorten and the best payments are taken up again.
 */
export class PaymentAscent {
  /** The best bound so far, its payments, and what it says of the sites. */
  bound = -Infinity;
  readonly best: Float64Array;
  bestSites: SelectionBound | null = null;
  /** The bound is this minus what the undecided sites are worth at most. */
  bestBase = 0;
  private readonly pays: Float64Array;
  private readonly slope: Float64Array;
  /** Per point where its candidates stop costing less than it pays. */
  private readonly depth: Int32Array;
  private readonly free: MedianLimits;
  private stalled = 0;
  private hasMoved = false;

  /** @param forced sites that are open for sure */
  constructor(
    private ranked: RankedTravel,
    limits: MedianLimits,
    payments: Float64Array,
    private stride: number,
    private readonly forced: readonly number[] = [],
  ) {
    this.pays = Float64Array.from(payments);
    this.best = this.pays.slice();
    this.slope = new Float64Array(this.pays.length);
    this.depth = new Int32Array(this.pays.length);
    const spent = forced.reduce((sum, site) => sum + limits.siteCost[site], 0);
    this.free = { ...limits, p: limits.p - forced.length, budget: limits.budget - spent };
  }

  /** Goes on with other rankings: of fewer candidates. */
  narrowTo(ranked: RankedTravel): void {
    this.ranked = ranked;
  }

  /** What the sites are worth at these payments, and the bound that follows. */
  relax(): Relaxed {
    const { weight, offset, site, cost, sites: count } = this.ranked;
    const { pays, depth } = this;
    const saving = new Float64Array(count);
    let paid = 0;
    for (let point = 0; point < pays.length; point++) {
      const w = weight[point];
      const most = pays[point];
      paid += most;
      let at = offset[point];
      for (const end = offset[point + 1]; at < end; at++) {
        const worth = most - w * cost[at];
        if (worth <= 0) break;
        saving[site[at]] += worth;
      }
      depth[point] = at;
    }
    let base = paid;
    for (const index of this.forced) {
      base -= saving[index];
      saving[index] = 0;
    }
    const sites = new SelectionBound(saving, this.free.siteCost, this.free);
    const bound = base - sites.bound();
    const isProgress = bound > this.bound + PROGRESS * Math.abs(this.bound) || this.bound === -Infinity;
    this.stalled = isProgress ? 0 : this.stalled + 1;
    if (bound > this.bound) {
      this.bound = bound;
      this.best.set(pays);
      [this.bestSites, this.bestBase] = [sites, base];
    }
    const share = sites.selection();
    for (const index of this.forced) share[index] = 1;
    return { bound, share };
  }

  /** Moves the payments towards serving everyone once; false when there is nowhere to go. */
  move({ bound, share }: Relaxed, upper: number): boolean {
    const { weight, base, offset, site } = this.ranked;
    const { pays, slope, depth } = this;
    const memory = this.hasMoved ? MEMORY : 0;
    this.hasMoved = true;
    let norm = 0;
    for (let point = 0; point < pays.length; point++) {
      let served = 0;
      for (let at = offset[point], end = depth[point]; at < end; at++) served += share[site[at]];
      let direction = 1 - served;
      if (direction > 0 && pays[point] >= weight[point] * base[point]) direction = 0;
      slope[point] = memory * slope[point] + (1 - memory) * direction;
      norm += slope[point] * slope[point];
    }
    if (norm === 0) return false;
    if (this.stalled >= PATIENCE) {
      this.stride *= SHRINK;
      this.stalled = 0;
      pays.set(this.best);
      return this.stride >= SHORTEST_STRIDE;
    }
    const length = (this.stride * (upper * 1.0005 - bound)) / norm;
    for (let point = 0; point < pays.length; point++) {
      const next = pays[point] + length * slope[point];
      const most = weight[point] * base[point];
      pays[point] = next < 0 ? 0 : next > most ? most : next;
    }
    return true;
  }
}
