import { coveredWeight } from './cover-state.js';
import { improveBySwaps } from './greedy-mclp.js';
import { isAffordable, type MclpModel } from './mclp-model.js';
import { SelectionBound } from './selection-bound.js';

export interface LagrangianMclp {
  readonly open: readonly number[];
  readonly value: number;
  readonly upperBound: number;
  /** Per candidate: 1 = in every better plan, -1 = in none, 0 = undecided. */
  readonly fixed: Int8Array;
  /** Per class the multiplier that gives the bound. */
  readonly multipliers: Float64Array;
  /** Per candidate how often (0–1) the relaxation chose it of late: close to its value in the linear relaxation. */
  readonly leaning: Float64Array;
}

export interface LagrangianOptions {
  readonly iterations?: number;
  /** Steps shorter than this share of the gap are left to others. */
  readonly shortestStride?: number;
  /** A better value must exceed the incumbent by more than this to matter. */
  readonly step: number;
  /** Awaited between iterations so that the caller may let other work through or stop. */
  readonly pause?: () => Promise<void> | void;
  /** Whether plan and bound are close enough to stop. */
  readonly isEnough?: (value: number, upperBound: number) => boolean;
  /** Told now and then how far plan and bound have come. */
  readonly watch?: (value: number, upperBound: number) => void;
}

const POLISH_EVERY = 20;
/** Share of the previous direction kept in the next: damps the zigzag of plain subgradients. */
const MEMORY = 0.9;
/** Iterations without a visibly better bound before the steps shrink, and by how much. */
const PATIENCE = 10;
const VISIBLE = 1e-4;
const SHRINK = 0.7;
const FIRST_STRIDE = 0.1;
const SHORTEST_STRIDE = 1e-4;
/** Weight of the newest selection in the average of selections. */
const NEWEST = 0.02;

/**
 * Lagrangian relaxation of y_i ≤ Σ x_j (Galvão & ReVelle 1996, EJOR 88): every multiplier vector u in [0, w]
 * bounds the optimum by Σ(w−u) + the best selection by site values Σu. Deflected subgradient steps (Camerini
 * et al. 1975), scaled by the class weights, tighten the bound; the selections met on the way are polished by
 * swaps, and candidates whose forced choice cannot beat the incumbent are fixed.
 */
export async function lagrangianMclp(
  model: MclpModel,
  incumbent: readonly number[],
  {
    iterations = 1500,
    shortestStride = SHORTEST_STRIDE,
    step,
    pause,
    isEnough = () => false,
    watch,
  }: LagrangianOptions,
): Promise<LagrangianMclp> {
  const { covers, weight } = model;
  const classes = weight.length;
  let open = incumbent;
  let value = coveredWeight(model, open);
  let upperBound = Infinity;
  const slope = new Float64Array(classes);
  const covered = new Float64Array(classes);
  const u = startMultipliers(model);
  const best = u.slice();
  const polished = new Set<string>();
  const leaning = new Float64Array(model.candidate.length);
  let stride = FIRST_STRIDE;
  let stalled = 0;

  for (let iteration = 0; iteration < iterations; iteration++) {
    const { base, sites } = relaxMclp(model, u);
    const bound = base + sites.bound();
    stalled =
      bound < upperBound - VISIBLE * Math.abs(upperBound) || upperBound === Infinity ? 0 : stalled + 1;
    if (bound < upperBound) {
      upperBound = bound;
      best.set(u);
    }
    const share = sites.selection();
    const newest = Math.max(NEWEST, 1 / (iteration + 1));
    for (let site = 0; site < share.length; site++) leaning[site] += newest * (share[site] - leaning[site]);
    if (iteration % POLISH_EVERY === POLISH_EVERY - 1) {
      const whole = wholeSites(share);
      const key = whole.join();
      if (!polished.has(key) && isAffordable(model, whole)) {
        polished.add(key);
        const better = improveBySwaps(model, whole);
        const betterValue = coveredWeight(model, better);
        if (betterValue > value) [open, value] = [better, betterValue];
      }
      watch?.(value, upperBound);
    }
    if (upperBound <= value + step || isEnough(value, upperBound)) break;
    await pause?.();

    covered.fill(0);
    for (let site = 0; site < share.length; site++) {
      const part = share[site];
      if (part === 0) continue;
      for (let at = covers.offset[site]; at < covers.offset[site + 1]; at++)
        covered[covers.member[at]] += part;
    }
    let norm = 0;
    for (let cls = 0; cls < classes; cls++) {
      let direction = covered[cls] - (u[cls] < weight[cls] ? 1 : 0);
      // At the ends of [0, w] a step outwards goes nowhere and must not shorten the others.
      if ((direction > 0 && u[cls] <= 0) || (direction < 0 && u[cls] >= weight[cls])) direction = 0;
      slope[cls] = iteration === 0 ? direction : MEMORY * slope[cls] + (1 - MEMORY) * direction;
      norm += weight[cls] * slope[cls] * slope[cls];
    }
    if (norm === 0) break;
    if (stalled >= PATIENCE) {
      stride *= SHRINK;
      stalled = 0;
      u.set(best);
      if (stride < shortestStride) break;
      continue;
    }
    // Aiming a little below the incumbent keeps the steps from dying out too early.
    const length = (stride * (bound - value * 0.9995)) / norm;
    for (let cls = 0; cls < classes; cls++) {
      const next = u[cls] - length * weight[cls] * slope[cls];
      u[cls] = next < 0 ? 0 : next > weight[cls] ? weight[cls] : next;
    }
  }
  const fixed = fixAt(model, best, value + step);
  return { open, value, upperBound: Math.max(upperBound, value), fixed, multipliers: best, leaning };
}

/** Per candidate 1 = in every plan worth more than `mustExceed`, -1 = in none, 0 = the multipliers do not tell. */
export function fixAt(model: MclpModel, multipliers: Float64Array, mustExceed: number): Int8Array {
  const { base, sites } = relaxMclp(model, multipliers);
  const fixed = new Int8Array(model.candidate.length);
  fixCandidates(fixed, base, sites, mustExceed);
  return fixed;
}

/** The relaxed problem at multipliers u: the part that does not depend on the sites, and the sites' values. */
export function relaxMclp({ covers, weight, candidate, cost, p, budget }: MclpModel, u: Float64Array) {
  let base = 0;
  for (let cls = 0; cls < weight.length; cls++) base += weight[cls] - u[cls];
  const { offset, member } = covers;
  const siteValue = new Float64Array(candidate.length);
  for (let site = 0; site < candidate.length; site++) {
    let sum = 0;
    for (let at = offset[site], end = offset[site + 1]; at < end; at++) sum += u[member[at]];
    siteValue[site] = sum;
  }
  return { base, sites: new SelectionBound(siteValue, cost, { p, budget }) };
}

/** Every class shares its weight out among the sites that could cover it. */
function startMultipliers({ weight, byClass, p }: MclpModel): Float64Array {
  return weight.map((w, cls) => w / Math.max(1, Math.min(p, byClass.offset[cls + 1] - byClass.offset[cls])));
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
