import { fixCandidates } from './lagrangian-mclp.js';
import { MedianSwap, type MedianLimits } from './median-swap.js';
import { narrowRanking } from './narrow-ranking.js';
import { PaymentAscent } from './payment-ascent.js';
import { medianCost, type RankedTravel } from './ranked-travel.js';

export interface LagrangianMedian {
  readonly open: readonly number[];
  readonly cost: number;
  readonly lowerBound: number;
  /** Per candidate: 1 = in every better plan, -1 = in none, 0 = undecided. */
  readonly fixed: Int8Array;
  /** The rankings without candidates that are in no better plan, and the payments that gave the bound. */
  readonly narrowed: RankedTravel;
  readonly payments: Float64Array;
}

export interface LagrangianMedianOptions {
  readonly iterations?: number;
  /** A better cost must gain more than this to matter. */
  readonly step: number;
  readonly pause: () => Promise<void>;
  readonly isEnough?: (cost: number, lowerBound: number) => boolean;
  readonly watch?: (cost: number, lowerBound: number) => void;
}

const POLISH_EVERY = 20;
const FIRST_STRIDE = 0.5;
/** Rankings are narrowed once so large a share of their candidates has turned out to be out of the question. */
const WORTH_NARROWING = 0.15;

/**
 * Lagrangian relaxation of "everyone is assigned once" (Narula, Ogbu & Samuelsson 1977; Beasley 1993, EJOR 65). Sets
 * met on the way are improved by swaps; sites whose forced choice cannot win are fixed and leave the rankings.
 */
export async function lagrangianMedian(
  ranked: RankedTravel,
  limits: MedianLimits,
  incumbent: readonly number[],
  { iterations = 1500, step, pause, isEnough = () => false, watch }: LagrangianMedianOptions,
): Promise<LagrangianMedian> {
  const fixed = new Int8Array(ranked.sites);
  const payments = startPayments(ranked, incumbent);
  const ascent = new PaymentAscent(ranked, limits, payments, FIRST_STRIDE);
  const polished = new Set<string>();
  let narrowed = ranked;
  let swap = new MedianSwap(ranked, limits, pause);
  let undecided = ranked.sites;
  let open = incumbent;
  let upper = medianCost(ranked, incumbent);

  const polish = async (share: Float64Array) => {
    const whole = Array.from(share.keys()).filter((index) => share[index] === 1);
    const key = whole.join();
    if (polished.has(key) || !keepsLimits(whole, limits)) return;
    polished.add(key);
    const better = await swap.descend(whole, 60);
    const cost = medianCost(ranked, better);
    if (cost < upper) [open, upper] = [better, cost];
  };
  const fix = () => {
    if (ascent.bestSites) fixCandidates(fixed, -ascent.bestBase, ascent.bestSites, -upper + step);
  };
  const narrow = async () => {
    fix();
    const left = fixed.reduce((count, value) => count + (value < 0 ? 0 : 1), 0);
    if (left > (1 - WORTH_NARROWING) * undecided) return;
    undecided = left;
    narrowed = await narrowRanking(narrowed, { settled: fixed }, pause);
    ascent.narrowTo(narrowed);
    swap = new MedianSwap(narrowed, limits, pause);
  };
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const relaxed = ascent.relax();
    const isStop = iteration % POLISH_EVERY === 0;
    if (isStop) await polish(relaxed.share);
    if (isStop) watch?.(upper, ascent.bound);
    if (ascent.bound >= upper - step || isEnough(upper, ascent.bound)) break;
    await pause();
    if (!ascent.move(relaxed, upper)) break;
    if (isStop) await narrow();
  }
  fix();
  const result = { open, cost: upper, lowerBound: Math.min(upper, ascent.bound), fixed };
  return { ...result, narrowed, payments: ascent.best };
}

/** The selection that gives the bound keeps to the stricter limit only. */
export function keepsLimits(open: readonly number[], { p, budget, siteCost }: MedianLimits): boolean {
  const spent = open.reduce((sum, index) => sum + siteCost[index], 0);
  return open.length <= p && spent <= budget * (1 + 1e-12);
}

/** Everyone starts paying between the travel to the nearest and to the second nearest open site. */
function startPayments(ranked: RankedTravel, open: readonly number[]): Float64Array {
  const { weight, base, offset, site, cost } = ranked;
  const isOpen = new Uint8Array(ranked.sites);
  for (const index of open) isOpen[index] = 1;
  return weight.map((w, point) => {
    const near: number[] = [];
    for (let at = offset[point]; at < offset[point + 1] && near.length < 2; at++)
      if (isOpen[site[at]]) near.push(cost[at]);
    const [first = base[point], second = base[point]] = near;
    return (w * (first + second)) / 2;
  });
}
