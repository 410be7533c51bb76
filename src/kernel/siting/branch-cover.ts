import type { LpEngine } from '../milp/lp-engine.js';
import { NodeQueue, type BranchNode } from '../milp/node-queue.js';
import type { BranchCoverOptions, BranchCoverResult } from './branch-cover-options.js';
import { BranchCosts, coverBranches, type CoverBranch } from './cover-branches.js';
import { CoverRelaxation, MOST_GROUPS, type CoverBounds, type Relaxed } from './cover-relaxation.js';
import { coveredWeight } from './cover-state.js';
import { isAffordable, type MclpModel } from './mclp-model.js';
import { tightenCover } from './tighten-cover.js';

/** A node's cost is its bound with the sign changed. */
interface CoverNode extends BranchNode {
  /** Fewest and most open sites of each group. */
  readonly fewest: Int16Array;
  readonly most: Int16Array;
}

type Solved = Extract<Relaxed, { status: 'optimal' }>;

const WHOLE = 1e-6;
/** Branches of either kind that are looked at, and how many unknown ones are tried out: at the root, then below. */
const LOOKED_AT = 6;
const TRIED_AT_ROOT = 10;
const TRIED_BELOW = 4;
/** Below this many nodes unknown branches are tried out. */
const NODES_WITH_TRIALS = 200;

/**
 * Branch and bound for a covering model on its linear relaxation. Branches are single sites or, where that moves the
 * bound more, the number of open sites among those that cover a class: "at most k" against "at least k + 1".
 * Unknown branches are tried out first; reduced costs settle sites at every node.
 * Source: branching on sums, D. M. Ryan & B. A. Foster (1981); trying out, T. Achterberg, T. Koch & A. Martin (2005).
 */
export async function branchCover(
  model: MclpModel,
  engine: LpEngine,
  options: BranchCoverOptions,
): Promise<BranchCoverResult> {
  const { hint, step, signal } = options;
  const relaxation = await CoverRelaxation.open(model, hint, step, engine, signal);
  try {
    return await new CoverTree(model, relaxation, options).run();
  } finally {
    await relaxation.close();
  }
}

class CoverTree {
  private readonly queue = new NodeQueue();
  private readonly costs = new BranchCosts();
  /** Group per class key. */
  private readonly groupOf = new Map<number, number>();
  private open: readonly number[] | null = null;
  private value: number;
  private nodes = 0;

  constructor(
    private readonly model: MclpModel,
    private readonly relaxation: CoverRelaxation,
    private readonly options: BranchCoverOptions,
  ) {
    this.value = options.incumbent;
  }

  private get mustExceed(): number {
    return this.value + this.options.step;
  }

  async run(): Promise<BranchCoverResult> {
    const { isEnough, pause, secondsLeft, onProgress, restarts } = this.options;
    const sites = this.model.candidate.length;
    let node: CoverNode | null = {
      state: new Int8Array(sites).fill(-1),
      fewest: new Int16Array(MOST_GROUPS),
      most: new Int16Array(MOST_GROUPS).fill(Math.min(sites, 2 ** 15 - 1)),
      ...{ cost: -Infinity, branched: -1, up: false, fraction: 0 },
    };
    let bound = Infinity;
    while (node) {
      await pause();
      bound = -Math.min(node.cost, this.queue.lowestCost);
      if (bound <= this.mustExceed) break;
      if (isEnough(this.value, bound)) return this.result(bound, true);
      onProgress?.(this.value, bound);
      if (secondsLeft() <= 0) return this.result(bound, false);
      this.nodes++;
      const solved = this.nodes === 1 ? await this.tighten(node) : await this.relax(node, this.mustExceed);
      if (solved.status === 'stopped') return this.result(bound, false);
      if (this.nodes === 1 && solved.status === 'optimal') {
        // The root may over-state what its solution covers: it is no end to branch from.
        if (isEnough(this.value, solved.value)) return this.result(solved.value, true);
        if (secondsLeft() <= 0) return this.result(solved.value, false);
      }
      let child: CoverNode | null = null;
      if (solved.status === 'optimal') {
        this.tryRounding(solved.sites);
        if (solved.value > this.mustExceed) {
          const settled = this.fixByPrices(node.state, solved);
          if (this.nodes === 1) {
            const share = settled.reduce((sum, value) => sum + (value >= 0 ? 1 : 0), 0) / settled.length;
            if (restarts(share, this.relaxation.rows)) {
              const result = this.result(solved.value, false);
              const multipliers = this.relaxation.multipliers();
              return { ...result, restart: { settled, multipliers, cuts: this.relaxation.tightCuts() } };
            }
          }
          const next = await this.branch({ ...node, state: settled, cost: -solved.value }, solved);
          if (next === 'stopped') return this.result(Math.min(bound, this.boundWith(solved.value)), false);
          child = next;
        }
      }
      node = child ?? (this.queue.takeLowest() as CoverNode | null);
    }
    return this.result(this.value, true);
  }

  /** The root with cuts. */
  private tighten(root: CoverNode): Promise<Relaxed> {
    const { cuts = [], isEnough, pause, secondsLeft, onProgress, leaning } = this.options;
    return tightenCover(this.model, this.relaxation, {
      ...{ cuts, leaning, pause, secondsLeft },
      mustExceed: () => this.mustExceed,
      isEnough: (bound) => isEnough(this.value, bound),
      onBound: (bound) => onProgress?.(this.value, bound),
      solve: (values) => this.relaxMeanwhile(root, values),
    });
  }

  /** A first bound for a node; plans are looked for where values lean to while it is found. */
  private async relaxMeanwhile(node: CoverNode, leaning?: Float64Array): Promise<Relaxed> {
    const { look } = this.options;
    const solving = this.relax(node, this.mustExceed, false);
    // Where looking ends by a stop, so does solving: it is told once.
    solving.catch(() => undefined);
    if (look && leaning) this.offer(await look(leaning));
    return solving;
  }

  private boundWith(value: number): number {
    return Math.max(value, -this.queue.lowestCost);
  }

  private relax(node: CoverNode, mustExceed: number, isExact = true): Promise<Relaxed> {
    return this.relaxation.solve(boundsOf(node), mustExceed, this.options.secondsLeft, isExact);
  }

  /** Splits a node; the child to follow next, null when nothing better lies below. */
  private async branch(node: CoverNode, solved: Solved): Promise<CoverNode | null | 'stopped'> {
    const branches = coverBranches(this.model, solved.sites, LOOKED_AT, true).filter((branch) =>
      this.isUsable(branch, node),
    );
    if (branches.length === 0) {
      // Whole values: a plan, and the relaxation over-states it by no more than it may.
      const open = Array.from(solved.sites.keys()).filter((site) => solved.sites[site] > 0.5);
      this.offer(open);
      return null;
    }
    const trials = this.nodes === 1 ? TRIED_AT_ROOT : this.nodes < NODES_WITH_TRIALS ? TRIED_BELOW : 0;
    const isKnown = (branch: CoverBranch) => this.costs.has(branch.key);
    const ofKind = (isGroup: boolean) =>
      branches.filter((each) => !isKnown(each) && each.sites.length > 1 === isGroup);
    const unknown = [...ofKind(true).slice(0, trials / 2), ...ofKind(false).slice(0, trials / 2)];
    let bestPair: { down: CoverNode; up: CoverNode } | null = null;
    let bestScore = -1;
    for (const branch of branches.filter(isKnown)) {
      const score = this.costs.score(branch);
      if (score <= bestScore) continue;
      bestScore = score;
      bestPair = this.split(node, branch, solved.value, solved.value);
    }
    for (const branch of unknown) {
      await this.options.pause();
      const tried = this.split(node, branch, solved.value, solved.value);
      if (!tried) continue;
      const down = await this.relax(tried.down, this.mustExceed, false);
      if (down.status === 'stopped') return 'stopped';
      const up = await this.relax(tried.up, this.mustExceed, false);
      if (up.status === 'stopped') return 'stopped';
      const valueOf = (relaxed: Relaxed) => (relaxed.status === 'optimal' ? relaxed.value : this.mustExceed);
      const share = branch.value - Math.floor(branch.value);
      const lost = { down: solved.value - valueOf(down), up: solved.value - valueOf(up) };
      this.costs.learn(branch.key, Math.max(0, lost.down) / share, Math.max(0, lost.up) / (1 - share));
      // One side is empty: the other is the whole node.
      if (down.status === 'cutoff' && up.status === 'cutoff') return null;
      if (down.status === 'cutoff') return { ...tried.up, cost: -Math.min(solved.value, valueOf(up)) };
      if (up.status === 'cutoff') return { ...tried.down, cost: -Math.min(solved.value, valueOf(down)) };
      const score = this.costs.score(branch);
      if (score <= bestScore) continue;
      bestScore = score;
      bestPair = this.split(
        node,
        branch,
        Math.min(solved.value, valueOf(down)),
        Math.min(solved.value, valueOf(up)),
      );
    }
    bestPair ??= this.split(node, branches.at(-1)!, solved.value, solved.value);
    if (!bestPair) return null;
    const { down, up } = bestPair;
    const share = up.fraction;
    const first = down.cost === up.cost ? (share <= 0.5 ? up : down) : down.cost < up.cost ? down : up;
    this.queue.add(first === up ? down : up);
    return first;
  }

  private isUsable({ key, sites, value }: CoverBranch, node: CoverNode): boolean {
    if (sites.length === 1) return node.state[sites[0]] < 0;
    const group = this.groupOf.get(key);
    if (group === undefined) return this.groupOf.size < MOST_GROUPS;
    return node.fewest[group] <= value && node.most[group] >= value;
  }

  /** Both sides of a branch with their bounds. */
  private split(node: CoverNode, { key, sites, value }: CoverBranch, down: number, up: number) {
    const whole = Math.floor(value);
    const side = (isUp: boolean, bound: number): CoverNode => {
      const child = {
        ...{ state: node.state.slice(), fewest: node.fewest.slice(), most: node.most.slice() },
        ...{ cost: -bound, branched: key, up: isUp, fraction: isUp ? whole + 1 - value : value - whole },
      };
      if (sites.length === 1) child.state[sites[0]] = isUp ? 1 : 0;
      else if (isUp) child.fewest[this.groupFor(key, sites)] = whole + 1;
      else child.most[this.groupFor(key, sites)] = whole;
      return child;
    };
    if (sites.length > 1 && this.groupFor(key, sites) < 0) return null;
    return { down: side(false, down), up: side(true, up) };
  }

  private groupFor(key: number, sites: readonly number[]): number {
    const known = this.groupOf.get(key);
    if (known !== undefined) return known;
    const group = this.relaxation.link(sites);
    if (group >= 0) this.groupOf.set(key, group);
    return group;
  }

  private tryRounding(values: Float64Array): void {
    if (this.nodes <= 8 || this.nodes % 10 === 0) this.offer(this.options.round(values));
  }

  private offer(open: readonly number[]): void {
    if (!isAffordable(this.model, open)) return;
    const value = coveredWeight(this.model, open);
    if (value <= this.value) return;
    this.open = open;
    this.value = value;
  }

  /** Settles the free sites whose other value cannot lead to anything better. */
  private fixByPrices(state: Int8Array, { value, sites, prices }: Solved): Int8Array {
    const settled = state.slice();
    for (let site = 0; site < settled.length; site++) {
      if (settled[site] >= 0) continue;
      const price = Math.abs(prices[site]);
      if (price <= 1e-7 || value - price > this.mustExceed - 1e-6) continue;
      if (sites[site] < WHOLE) settled[site] = 0;
      else if (sites[site] > 1 - WHOLE) settled[site] = 1;
    }
    return settled;
  }

  private result(bound: number, isComplete: boolean): BranchCoverResult {
    return {
      ...{ open: this.open, bound: Math.max(bound, this.value), isComplete, nodes: this.nodes },
      restart: null,
    };
  }
}

function boundsOf({ state, fewest, most }: CoverNode): CoverBounds {
  const lower = new Float64Array(state.length + fewest.length);
  const upper = new Float64Array(state.length + fewest.length);
  state.forEach((value, site) => {
    lower[site] = value === 1 ? 1 : 0;
    upper[site] = value === 0 ? 0 : 1;
  });
  lower.set(fewest, state.length);
  upper.set(most, state.length);
  return { lower, upper };
}
