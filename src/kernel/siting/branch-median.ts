import { NodeQueue } from '../milp/node-queue.js';
import { fixCandidates } from './lagrangian-mclp.js';
import { keepsLimits, type LagrangianMedian } from './lagrangian-median.js';
import { MedianSwap, type MedianLimits } from './median-swap.js';
import { narrowRanking } from './narrow-ranking.js';
import { PaymentAscent } from './payment-ascent.js';
import { medianCost, type RankedTravel } from './ranked-travel.js';

export interface BranchMedianOptions {
  /** A better cost must gain more than this to matter. */
  readonly step: number;
  readonly pause: () => Promise<void>;
  /** Whether to stop, asked between nodes. */
  readonly isEnough: (cost: number, lowerBound: number) => boolean;
  readonly watch?: (cost: number, lowerBound: number) => void;
}

export interface BranchedMedian {
  readonly open: readonly number[];
  readonly cost: number;
  readonly lowerBound: number;
  readonly isComplete: boolean;
}

const ITERATIONS_A_NODE = 60;
const STRIDE = 0.3;
const POLISH_EVERY = 20;
/** Bytes the payments of waiting nodes may take in all; beyond it children start from the root's. */
const MOST_BYTES = 200e6;

/** A node's payments, kept beside it while it waits. */
type Payments = Float32Array | Float64Array;

/**
 * Branch and bound on Lagrangian bounds alone: a node decides some sites, its bound starts from its parent's payments
 * and takes a few steps more. Small p leaves few decisions, and a step costs a fraction of a simplex solve.
 * Source: J. Beasley (1985), A note on solving large p-median problems, EJOR 21.
 */
export async function branchMedian(
  ranked: RankedTravel,
  limits: MedianLimits,
  root: LagrangianMedian,
  options: BranchMedianOptions,
): Promise<BranchedMedian> {
  return new MedianTree(ranked, limits, root, options).run();
}

class MedianTree {
  private readonly queue = new NodeQueue();
  private readonly paymentsOf = new Map<Int8Array, Payments>();
  private readonly polished = new Set<string>();
  private open: readonly number[];
  private upper: number;
  private nodes = 0;

  constructor(
    private readonly ranked: RankedTravel,
    private readonly limits: MedianLimits,
    private readonly root: LagrangianMedian,
    private readonly options: BranchMedianOptions,
  ) {
    this.open = root.open;
    this.upper = root.cost;
  }

  async run(): Promise<BranchedMedian> {
    const { root, queue } = this;
    const { step, pause, isEnough, watch } = this.options;
    queue.add({ state: root.fixed.slice(), cost: root.lowerBound, branched: -1, up: false, fraction: 0 });
    let bound = root.lowerBound;
    for (let node = queue.takeLowest(); node; node = queue.takeLowest()) {
      bound = Math.min(this.upper, node.cost);
      if (node.cost >= this.upper - step) break;
      if (isEnough(this.upper, bound))
        return { open: this.open, cost: this.upper, lowerBound: bound, isComplete: false };
      await pause();
      watch?.(this.upper, bound);
      await this.expand(node.state, node.cost);
    }
    return { open: this.open, cost: this.upper, lowerBound: this.upper, isComplete: true };
  }

  /** Bounds a node and adds its two halves, unless nothing better lies below it. */
  private async expand(state: Int8Array, parentBound: number): Promise<void> {
    const { limits, options, root } = this;
    this.nodes++;
    const sites = Array.from(state.keys());
    const forced = sites.filter((site) => state[site] > 0);
    const payments = this.paymentsOf.get(state) ?? root.payments;
    this.paymentsOf.delete(state);
    if (!keepsLimits(forced, limits)) return;
    const free = sites.filter((site) => state[site] === 0);
    const all = [...forced, ...free].sort((a, b) => a - b);
    if (keepsLimits(all, limits)) return this.offer(all);
    if (forced.length === limits.p) return this.offer(forced);
    const narrowed = await narrowRanking(root.narrowed, { settled: state }, options.pause);
    const ascent = new PaymentAscent(narrowed, limits, Float64Array.from(payments), STRIDE, forced);
    const average = new Float64Array(state.length);
    for (let iteration = 1; iteration <= ITERATIONS_A_NODE; iteration++) {
      const relaxed = ascent.relax();
      if (ascent.bound >= this.upper - options.step) return;
      for (const site of free) average[site] = 0.9 * average[site] + 0.1 * relaxed.share[site];
      if (iteration === ITERATIONS_A_NODE) await this.polish(relaxed.share, narrowed);
      else if (!ascent.move(relaxed, this.upper)) break;
      if (iteration % 20 === 0) await options.pause();
    }
    fixCandidates(state, -ascent.bestBase, ascent.bestSites!, -this.upper + options.step);
    const branch = mostUndecided(average, state);
    // Everything is settled: the one plan left is looked at as a leaf.
    if (branch < 0) return this.expand(state, parentBound);
    const cost = Math.max(parentBound, ascent.bound);
    const isRoomy = this.paymentsOf.size * ascent.best.length * 4 < MOST_BYTES;
    const kept = isRoomy ? Float32Array.from(ascent.best) : null;
    for (const up of [true, false]) {
      const child = state.slice();
      child[branch] = up ? 1 : -1;
      if (kept) this.paymentsOf.set(child, kept);
      this.queue.add({ state: child, cost, branched: branch, up, fraction: 0.5 });
    }
  }

  private offer(open: readonly number[]): void {
    const cost = medianCost(this.ranked, open);
    if (cost < this.upper) [this.open, this.upper] = [open, cost];
  }

  private async polish(share: Float64Array, narrowed: RankedTravel): Promise<void> {
    const whole = Array.from(share.keys()).filter((site) => share[site] === 1);
    if (!keepsLimits(whole, this.limits)) return;
    this.offer(whole);
    const key = whole.join();
    if (this.nodes % POLISH_EVERY !== 1 || this.polished.has(key)) return;
    this.polished.add(key);
    const swap = new MedianSwap(narrowed, this.limits, this.options.pause);
    this.offer(await swap.descend(whole, 60));
  }
}

/** The undecided site relaxations choose most nearly every other time; the smaller position among equals. */
function mostUndecided(average: Float64Array, state: Int8Array): number {
  let best = -1;
  let score = -1;
  for (let site = 0; site < state.length; site++) {
    const unsure = Math.min(average[site], 1 - average[site]);
    if (state[site] === 0 && unsure > score) [best, score] = [site, unsure];
  }
  return best;
}
