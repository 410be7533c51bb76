import type { LinearProgram } from './linear-program.js';
import type { LpEngine, LpOutcome, LpSession } from './lp-engine.js';
import { NodeQueue, type BranchNode } from './node-queue.js';
import { PseudoCosts } from './pseudo-costs.js';

export interface BinarySolution {
  readonly objective: number;
  /** 1 where a binary variable is set. */
  readonly chosen: Uint8Array;
}

export interface BranchAndBoundOptions {
  /** Objective of the best solution known, if there is one. */
  readonly incumbent?: number;
  /** A better solution must gain more than this to matter. */
  readonly step: number;
  /** Turns the values of a relaxation into a solution that keeps all rows; null when it finds none. */
  readonly round?: (values: Float64Array) => BinarySolution | null;
  /** Seconds left for the whole search, asked between nodes. */
  readonly secondsLeft: () => number;
  /** Whether incumbent and bound are close enough to stop. */
  readonly isEnough?: (objective: number, bound: number) => boolean;
  /** The search ends at its root when at least this share of the binaries is settled there; default never. */
  readonly restartShare?: number;
  readonly pause?: () => Promise<void>;
  readonly onProgress?: (objective: number | null, bound: number) => void;
  readonly signal?: AbortSignal;
}

export interface BranchAndBoundResult {
  /** A solution better than the incumbent by more than `step`; null when none was found. */
  readonly best: BinarySolution | null;
  /** No solution is better than this. */
  readonly bound: number;
  /** Nothing is left to search: `best` (or the incumbent) is optimal up to `step`, or close enough, or nothing is feasible. */
  readonly isComplete: boolean;
  readonly nodes: number;
  /** Per binary its value in every better solution (-1 = open), where the search ended for a restart. */
  readonly settled: Int8Array | null;
}

const WHOLE = 1e-6;

/**
 * Branch and bound over the leading binary variables of a program (its only integer ones) on linear relaxations:
 * reduced-cost fixing at every node, pseudo-costs for branching, the more promising child followed at once and the
 * best bound taken up after it. Depth costs nothing: a node is the state of its binaries.
 * Source: L. Wolsey (1998), Integer Programming, chapter 7; reduced-cost fixing: Crowder, Johnson & Padberg (1983).
 */
export async function branchAndBound(
  program: LinearProgram,
  engine: LpEngine,
  options: BranchAndBoundOptions,
): Promise<BranchAndBoundResult> {
  const session = await engine.open(program, options.signal);
  try {
    return await new Search(program, session, options).run();
  } finally {
    await session.close();
  }
}

/** Everything is minimised inside: costs are objectives times `sign`. */
class Search {
  private readonly sign: 1 | -1;
  private readonly binaries: number;
  private readonly queue = new NodeQueue();
  private readonly pseudo: PseudoCosts;
  private best: BinarySolution | null = null;
  private bestCost = Infinity;
  private nodes = 0;

  constructor(
    private readonly program: LinearProgram,
    private readonly session: LpSession,
    private readonly options: BranchAndBoundOptions,
  ) {
    this.sign = program.sense === 'maximize' ? -1 : 1;
    this.binaries = program.integer.reduce((count, whole) => count + whole, 0);
    this.pseudo = new PseudoCosts(this.binaries);
    if (options.incumbent !== undefined) this.bestCost = this.sign * options.incumbent;
  }

  private get cutoffCost(): number {
    return this.bestCost - this.options.step;
  }

  async run(): Promise<BranchAndBoundResult> {
    const { isEnough = () => false, pause, secondsLeft, onProgress } = this.options;
    const { lower, upper } = this.program;
    const state = new Int8Array(this.binaries).fill(-1);
    for (let v = 0; v < this.binaries; v++) if (lower[v] === upper[v]) state[v] = lower[v];
    let node: BranchNode | null = { state, cost: -Infinity, branched: -1, up: false, fraction: 0 };
    let bound = -Infinity;
    while (node) {
      await pause?.();
      bound = Math.min(node.cost, this.queue.lowestCost);
      if (bound >= this.cutoffCost) break;
      if (isEnough(this.sign * this.bestCost, this.sign * bound)) break;
      onProgress?.(this.bestCost < Infinity ? this.sign * this.bestCost : null, this.sign * bound);
      if (secondsLeft() <= 0) return this.result(bound, false);
      const outcome = await this.relax(node.state, secondsLeft());
      if (outcome.status === 'stopped') return this.result(bound, false);
      const child: BranchNode | null = outcome.status === 'optimal' ? this.expand(node, outcome) : null;
      if (child && this.nodes === 1 && this.isWorthRestarting(child)) {
        child.state[child.branched] = -1;
        return { ...this.result(child.cost, false), settled: child.state };
      }
      node = child ?? this.queue.takeLowest();
      if (node && node.cost >= this.cutoffCost) node = null;
    }
    return this.result(node ? bound : this.bestCost, true);
  }

  private relax(state: Int8Array, timeLimitSeconds: number): Promise<LpOutcome> {
    this.nodes++;
    return this.session.solve({
      lower: Float64Array.from(state, (value) => (value === 1 ? 1 : 0)),
      upper: Float64Array.from(state, (value) => (value === 0 ? 0 : 1)),
      cutoff: this.bestCost < Infinity ? this.sign * (this.cutoffCost + 1e-6) : undefined,
      timeLimitSeconds,
    });
  }

  /** Splits a solved node; the child to follow next, or null when nothing better lies below. */
  private expand(node: BranchNode, lp: Extract<LpOutcome, { status: 'optimal' }>): BranchNode | null {
    const cost = this.sign * lp.objective;
    if (node.branched >= 0 && node.cost > -Infinity)
      this.pseudo.learn(node.branched, node.up, (cost - node.cost) / Math.max(node.fraction, 0.01));
    this.tryRounding(lp.values);
    if (cost >= this.cutoffCost) return null;
    const state = this.fixByReducedCosts(node.state, cost, lp);
    const branch = this.pseudo.choose(lp.values, state, WHOLE);
    if (branch < 0) {
      this.offer({
        objective: lp.objective,
        chosen: Uint8Array.from(state, (_, v) => Math.round(lp.values[v])),
      });
      return null;
    }
    const value = lp.values[branch];
    const child = (up: boolean): BranchNode => {
      const next = state.slice();
      next[branch] = up ? 1 : 0;
      return { state: next, cost, branched: branch, up, fraction: up ? 1 - value : value };
    };
    const upFirst = value >= 0.5;
    this.queue.add(child(!upFirst));
    return child(upFirst);
  }

  private tryRounding(values: Float64Array): void {
    const { round } = this.options;
    if (!round || !(this.nodes <= 8 || this.nodes % 10 === 0)) return;
    const found = round(values);
    if (found) this.offer(found);
  }

  private offer(found: BinarySolution): void {
    const cost = this.sign * found.objective;
    if (cost >= this.bestCost) return;
    this.best = found;
    this.bestCost = cost;
  }

  /** Sets the free binaries whose other value cannot lead to anything better. */
  private fixByReducedCosts(
    state: Int8Array,
    cost: number,
    { values, reducedCosts }: Extract<LpOutcome, { status: 'optimal' }>,
  ): Int8Array {
    const fixed = state.slice();
    for (let v = 0; v < fixed.length; v++) {
      if (fixed[v] >= 0) continue;
      const price = Math.abs(reducedCosts[v]);
      if (price <= 1e-7 || cost + price < this.cutoffCost + 1e-6) continue;
      if (values[v] < WHOLE) fixed[v] = 0;
      else if (values[v] > 1 - WHOLE) fixed[v] = 1;
    }
    return fixed;
  }

  private isWorthRestarting({ state }: BranchNode): boolean {
    const { restartShare = Infinity } = this.options;
    return state.reduce((count, value) => count + (value >= 0 ? 1 : 0), -1) >= restartShare * state.length;
  }

  private result(boundCost: number, isComplete: boolean): BranchAndBoundResult {
    const bound = this.sign * Math.min(boundCost, this.bestCost);
    return { best: this.best, bound, isComplete, nodes: this.nodes, settled: null };
  }
}
