import { branchMedian } from './branch-median.js';
import { lagrangianMedian } from './lagrangian-median.js';
import { narrowRanking } from './narrow-ranking.js';
import { MedianSwap, type MedianLimits } from './median-swap.js';
import { proveMclp } from './prove-mclp.js';
import { rankedCover } from './ranked-cover.js';
import { medianCost, type RankedTravel } from './ranked-travel.js';
import type { SitingRun } from './siting-run.js';

export interface MedianSearch {
  /** Choosable candidates, ascending. */
  readonly open: readonly number[];
  readonly cost: number;
  /** No set within the limits costs less. */
  readonly lowerBound: number;
  /** It ended by itself: proven, or with a gap that is good enough. */
  readonly isComplete: boolean;
  readonly isProven: boolean;
}

/** Covering classes beyond this many entries are not worth handing to the simplex. */
const MOST_ENTRIES = 600_000;
const MOST_CLASSES = 25_000;
/** The first plan comes from a sample of about so many entries. */
const SAMPLE_ENTRIES = 1_000_000;

/**
 * The set of least weighted cost to the nearest open site: greedy and swaps, Lagrangian bound and fixing, then what
 * is left as a covering problem by branch and bound.
 */
export async function proveMedian(
  ranked: RankedTravel,
  limits: MedianLimits,
  run: SitingRun,
): Promise<MedianSearch> {
  await run.pause();
  const start = await firstPlan(ranked, limits, run);
  const isWhole =
    ranked.weight.every((weight) => Number.isSafeInteger(weight)) &&
    ranked.cost.every((cost) => Number.isSafeInteger(cost)) &&
    ranked.base.every((cost) => Number.isSafeInteger(cost));
  const startCost = medianCost(ranked, start);
  const step = isWhole ? 1 - Math.max(1e-6, startCost * 1e-12) : startCost * 1e-9;
  const isEnough = (cost: number, bound: number) => run.isEnough(cost, bound) || run.secondsLeft() <= 0;
  const relaxed = await lagrangianMedian(ranked, limits, start, {
    ...{ step, isEnough, pause: run.pause, watch: run.watch },
  });
  const { open, cost, lowerBound, fixed } = relaxed;
  // With a gap that is good enough a search ends as well: only the bound tells a proof.
  const judged = (search: Omit<MedianSearch, 'isProven'>): MedianSearch => {
    const isReached = search.lowerBound >= search.cost - step * (1 + 1e-6);
    return { ...search, isProven: search.isComplete && (run.gapTolerance === 0 || isReached) };
  };
  const isDone = lowerBound >= cost - step || run.isEnough(cost, lowerBound);
  if (isDone || run.secondsLeft() <= 0) return judged({ open, cost, lowerBound, isComplete: isDone });
  const cover = rankedCover(relaxed.narrowed, limits, fixed, MOST_ENTRIES);
  if (!cover || cover.model.weight.length > MOST_CLASSES)
    return judged(
      await branchMedian(ranked, limits, relaxed, { step, isEnough, pause: run.pause, watch: run.watch }),
    );
  const { model, ceiling } = cover;
  const proof = await proveMclp(
    model,
    { open, value: ceiling - cost, upperBound: ceiling - lowerBound, boundSource: 'LAGRANGIAN' },
    fixed,
    run.lp,
    {
      step,
      isEnough: (found) => run.isEnough(ceiling - found.value, ceiling - found.upperBound),
      secondsLeft: run.secondsLeft,
      pause: run.pause,
      watch: (value, bound) => run.watch?.(ceiling - value, ceiling - bound),
      signal: run.signal,
    },
  );
  const better = medianCost(ranked, proof.found.open) < cost ? proof.found.open : open;
  return judged({
    open: better,
    cost: medianCost(ranked, better),
    lowerBound: Math.max(lowerBound, ceiling - proof.found.upperBound),
    isComplete: proof.isComplete,
  });
}

/** Greedy and swaps; on long rankings for a sample of the demand first, whose plan then meets all of it. */
async function firstPlan(
  ranked: RankedTravel,
  limits: MedianLimits,
  { pause }: SitingRun,
): Promise<readonly number[]> {
  const every = Math.floor(ranked.site.length / SAMPLE_ENTRIES);
  const sample = every > 1 ? await narrowRanking(ranked, { every }, pause) : null;
  const start = sample ? await new MedianSwap(sample, limits, pause).descend([]) : [];
  return new MedianSwap(ranked, limits, pause).descend(start);
}
