import { CoverState, coveredWeight } from './cover-state.js';
import { improveBySwaps } from './greedy-mclp.js';
import { isAffordable, type MclpModel } from './mclp-model.js';
import { SelectionBound } from './selection-bound.js';

export interface LagrangianMclp {
  readonly open: readonly number[];
  readonly value: number;
  readonly upperBound: number;
  /** Per candidate: 1 = in every better plan, -1 = in none, 0 = undecided. */
  readonly fixed: Int8Array;
}

export interface LagrangianOptions {
  readonly iterations?: number;
  /** A better value must exceed the incumbent by more than this to matter. */
  readonly step: number;
  /** Awaited between iterations so that the caller may let other work through or stop. */
  readonly pause?: () => Promise<void> | void;
}

const POLISH_EVERY = 20;
/** Share of the previous direction kept in the next: damps the zigzag of plain subgradients. */
const MEMORY = 0.9;

/**
 * Lagrangian relaxation of y_i ≤ Σ x_j (Galvão & ReVelle 1996, EJOR 88): every multiplier vector u in [0, w]
 * bounds the optimum by Σ(w−u) + the best selection by site values Σu. Deflected subgradient steps (Camerini
 * et al. 1975), scaled by the class weights, tighten the bound; the selections met on the way are polished by
 * swaps, and candidates whose forced choice cannot beat the incumbent are fixed.
 */
export async function lagrangianMclp(
  model: MclpModel,
  incumbent: readonly number[],
  { iterations = 400, step, pause }: LagrangianOptions,
): Promise<LagrangianMclp> {
  const { byClass, weight } = model;
  const classes = weight.length;
  let open = incumbent;
  let value = coveredWeight(model, open);
  let upperBound = Infinity;
  const fixed = new Int8Array(model.candidate.length);
  const slope = new Float64Array(classes);
  const u = startMultipliers(model, incumbent);
  const best = u.slice();
  let stride = 1;
  let stalled = 0;

  for (let iteration = 0; iteration < iterations && upperBound > value + step; iteration++) {
    const { base, sites } = relaxMclp(model, u);
    const bound = base + sites.bound();
    if (bound < upperBound) {
      const isProgress = upperBound === Infinity || bound < upperBound - 1e-3 * (upperBound - value);
      stalled = isProgress ? 0 : stalled + 1;
      upperBound = bound;
      best.set(u);
    } else {
      stalled++;
    }
    if (stalled >= 12) {
      stride /= 2;
      stalled = 0;
      u.set(best);
      if (stride < 1e-3) break;
      continue;
    }

    const share = sites.selection();
    if (iteration % POLISH_EVERY === 0) {
      const whole = wholeSites(share);
      if (isAffordable(model, whole)) {
        const polished = improveBySwaps(model, whole);
        const polishedValue = coveredWeight(model, polished);
        if (polishedValue > value) [open, value] = [polished, polishedValue];
      }
      fixCandidates(fixed, base, sites, value + step);
    }
    await pause?.();
    let norm = 0;
    for (let cls = 0; cls < classes; cls++) {
      let covered = 0;
      for (let at = byClass.offset[cls]; at < byClass.offset[cls + 1]; at++) {
        covered += share[byClass.member[at]];
      }
      let direction = covered - (u[cls] < weight[cls] ? 1 : 0);
      // At the ends of [0, w] a step outwards goes nowhere and must not shorten the others.
      if ((direction > 0 && u[cls] <= 0) || (direction < 0 && u[cls] >= weight[cls])) direction = 0;
      slope[cls] = MEMORY * slope[cls] + (1 - MEMORY) * direction;
      norm += weight[cls] * slope[cls] * slope[cls];
    }
    if (norm === 0) break;
    const length = (stride * (bound - value)) / norm;
    for (let cls = 0; cls < classes; cls++) {
      u[cls] = Math.min(weight[cls], Math.max(0, u[cls] - length * weight[cls] * slope[cls]));
    }
  }
  const { base, sites } = relaxMclp(model, best);
  fixCandidates(fixed, base, sites, value + step);
  return { open, value, upperBound: Math.max(upperBound, value), fixed };
}

/** The relaxed problem at multipliers u: the part that does not depend on the sites, and the sites' values. */
export function relaxMclp({ covers, weight, candidate, cost, p, budget }: MclpModel, u: Float64Array) {
  let base = 0;
  for (let cls = 0; cls < weight.length; cls++) base += weight[cls] - u[cls];
  const siteValue = new Float64Array(candidate.length);
  for (let site = 0; site < candidate.length; site++) {
    let sum = 0;
    for (let at = covers.offset[site]; at < covers.offset[site + 1]; at++) sum += u[covers.member[at]];
    siteValue[site] = sum;
  }
  return { base, sites: new SelectionBound(siteValue, cost, { p, budget }) };
}

/** Full weight where the incumbent does not reach, a share of it where coverage is plentiful. */
function startMultipliers(model: MclpModel, incumbent: readonly number[]): Float64Array {
  const { timesCovered } = new CoverState(model, incumbent);
  return model.weight.map((weight, cls) => weight / (1 + timesCovered[cls]));
}

function wholeSites(share: Float64Array): number[] {
  const sites: number[] = [];
  share.forEach((part, candidate) => {
    if (part === 1) sites.push(candidate);
  });
  return sites;
}

/** Fixes candidates whose other choice is bounded below anything better; only ever adds to `fixed`. */
export function fixCandidates(
  fixed: Int8Array,
  base: number,
  sites: SelectionBound,
  mustExceed: number,
): void {
  for (let candidate = 0; candidate < fixed.length; candidate++) {
    if (fixed[candidate] !== 0) continue;
    if (base + sites.boundWith(candidate) <= mustExceed) fixed[candidate] = -1;
    else if (base + sites.boundWithout(candidate) <= mustExceed) fixed[candidate] = 1;
  }
}
