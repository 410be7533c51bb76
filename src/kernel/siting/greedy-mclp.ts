import { CoverState, coveredWeight } from './cover-state.js';
import { CoverSwap } from './cover-swap.js';
import { fitsBudget, totalCost, type MclpModel } from './mclp-model.js';
import { SelectionBound } from './selection-bound.js';

export interface GreedyMclp {
  /** Open model candidates, ascending. */
  readonly open: readonly number[];
  readonly value: number;
  /**
   * A cheap proven bound: after every greedy step, what is covered plus the best the remaining gains could
   * still add (coverage is submodular, so gains only shrink), never more than everything coverable.
   */
  readonly upperBound: number;
}

/**
 * Greedy adding followed by 1-swaps. With a budget the greedy runs twice, by gain and by gain per cost, and
 * the better plan is kept. Ties go to the candidate with the smaller id.
 */
export function greedyMclp(model: MclpModel): GreedyMclp {
  const plain = addGreedily(model, false);
  let open = improveBySwaps(model, plain.open);
  let value = coveredWeight(model, open);
  let { upperBound } = plain;
  if (model.budget < Infinity) {
    const perCost = addGreedily(model, true);
    const other = improveBySwaps(model, perCost.open);
    const otherValue = coveredWeight(model, other);
    if (otherValue > value) [open, value] = [other, otherValue];
    upperBound = Math.min(upperBound, perCost.upperBound);
  }
  return { open, value, upperBound: Math.max(value, upperBound) };
}

function addGreedily(model: MclpModel, perCost: boolean): { open: readonly number[]; upperBound: number } {
  const state = new CoverState(model);
  const count = model.candidate.length;
  const gain = new Float64Array(count);
  let upperBound = model.totalWeight;
  for (;;) {
    let best = -1;
    let bestScore = 0;
    const left = model.budget - totalCost(model, state.openCandidates);
    for (let candidate = 0; candidate < count; candidate++) {
      gain[candidate] = state.isOpen[candidate] ? 0 : state.gain(candidate);
      if (gain[candidate] === 0 || model.cost[candidate] > left) continue;
      const score = perCost ? gain[candidate] / (model.cost[candidate] || Number.MIN_VALUE) : gain[candidate];
      if (score > bestScore) [best, bestScore] = [candidate, score];
    }
    upperBound = Math.min(upperBound, state.value() + new SelectionBound(gain, model.cost, model).bound());
    if (best < 0 || state.size >= model.p) return { open: state.openCandidates, upperBound };
    state.open(best);
  }
}

/**
 * Adds and exchanges single candidates while the covered weight grows, always taking the best move; the
 * result is at least as good as `start` and keeps to p and the budget.
 */
export function improveBySwaps(model: MclpModel, start: Iterable<number>): readonly number[] {
  const swap = new CoverSwap(model, start);
  descend(model, swap);
  return swap.sites;
}

/** Makes the best move until none is left that matters. */
export function descend(model: MclpModel, swap: CoverSwap): void {
  // Sums of fractional weights wander by their last digits.
  const noise = model.totalWeight * (model.wholeWeights ? 1e-12 : 1e-10);
  for (let moves = 0; moves < MOST_MOVES && swap.move(noise); moves++);
}

const MOST_MOVES = 10_000;

/** Visits every affordable addition and exchange in the order of ids, with its change of covered weight. */
function forEachMove(
  model: MclpModel,
  state: CoverState,
  visit: (open: number, close: number, change: number) => void,
): void {
  const { covers, weight, cost } = model;
  const opened = state.openCandidates;
  const spent = totalCost(model, opened);
  const owner = soleCoverers(model, opened, state);
  const loss = new Float64Array(model.candidate.length);
  for (const candidate of opened) loss[candidate] = state.loss(candidate);
  const kept = new Float64Array(model.candidate.length);
  for (let candidate = 0; candidate < model.candidate.length; candidate++) {
    if (state.isOpen[candidate]) continue;
    let gain = 0;
    for (const open of opened) kept[open] = 0;
    for (let at = covers.offset[candidate]; at < covers.offset[candidate + 1]; at++) {
      const cls = covers.member[at];
      if (state.timesCovered[cls] === 0) gain += weight[cls];
      else if (state.timesCovered[cls] === 1) kept[owner[cls]] += weight[cls];
    }
    if (opened.length < model.p && fitsBudget(model, spent + cost[candidate])) visit(candidate, -1, gain);
    for (const open of opened) {
      if (fitsBudget(model, spent - cost[open] + cost[candidate])) {
        visit(candidate, open, gain + kept[open] - loss[open]);
      }
    }
  }
}

/** Per class covered exactly once the candidate that covers it. */
function soleCoverers(model: MclpModel, opened: readonly number[], state: CoverState): Int32Array {
  const owner = new Int32Array(model.weight.length).fill(-1);
  for (const candidate of opened) {
    for (let at = model.covers.offset[candidate]; at < model.covers.offset[candidate + 1]; at++) {
      const cls = model.covers.member[at];
      if (state.timesCovered[cls] === 1) owner[cls] = candidate;
    }
  }
  return owner;
}

/**
 * The plan all equally good plans reached by single exchanges agree on: sites that add nothing are closed,
 * then each site gives way to one with a smaller id that covers as much and costs no more.
 */
export function settleTies(model: MclpModel, chosen: Iterable<number>): readonly number[] {
  const state = new CoverState(model, chosen);
  const noise = model.totalWeight * 1e-12;
  for (const candidate of state.openCandidates.reverse())
    if (state.loss(candidate) <= 0) state.close(candidate);
  for (;;) {
    let exchange: { open: number; close: number } | null = null;
    forEachMove(model, state, (open, close, change) => {
      if (exchange || close < open || model.cost[open] > model.cost[close] || change < -noise) return;
      exchange = { open, close };
    });
    if (!exchange) return state.openCandidates;
    const { open, close }: { open: number; close: number } = exchange;
    state.close(close);
    state.open(open);
  }
}
