import type { MilpSolver } from '../milp/milp-solver.js';
import { add, compare, ZERO } from '../rational.js';
import type { RemedyPlan, RemedyQuestion } from './remedy-question.js';
import { settleNeeds } from './settle-needs.js';
import { type RemedyPart, splitRemedies, widenPlan } from './split-remedies.js';
import { usablePairs } from './usable-pairs.js';

/** A plan, and where a budget keeps it from more, the plan without one. */
export interface BudgetedPlan extends RemedyPlan {
  /** Null where no budget was given or the plan stays within it anyway. */
  readonly unlimited: RemedyPlan | null;
}

export interface RemedyOptions {
  readonly timeLimitSeconds: number;
  /** Seconds from any moment on. */
  readonly clock: () => number;
  readonly signal?: AbortSignal;
}

/**
 * The remedies that settle most of what estates lack, and among those the cheapest. An estate is settled when it gets all
 * of its part; a place is paid once and its area is handed out at most once, in exact fractions; it serves several
 * estates only where all of their rules allow sharing. Estates that have no place in common are planned apart, unless a
 * budget binds them together. When time runs out the plan is the best one found, which may be to do nothing.
 */
export async function planRemedies(
  question: RemedyQuestion,
  solver: MilpSolver,
  { timeLimitSeconds, clock, signal }: RemedyOptions,
): Promise<BudgetedPlan> {
  const { budget, ...rest } = question;
  const ends = clock() + timeLimitSeconds;
  const partsEnd = budget === undefined ? ends : ends - timeLimitSeconds / 2;
  const usable = { ...rest, pairs: usablePairs(question).pairs };
  const plans = await planParts(splitRemedies(usable), solver, { ends: partsEnd, clock, signal });
  const together = joinPlans(plans);
  if (budget === undefined || compare(together.cost, budget) <= 0) return { ...together, unlimited: null };
  const secondsLeft = () => ends - clock();
  const within = await settleNeeds({ ...usable, budget }, solver, { secondsLeft, signal });
  return { ...joinPlans([within]), unlimited: together };
}

interface PartOptions extends Omit<RemedyOptions, 'timeLimitSeconds'> {
  readonly ends: number;
}

/** Each part within its share of the time, then those not proven with what the others have left over. */
async function planParts(
  parts: readonly RemedyPart[],
  solver: MilpSolver,
  { ends, clock, signal }: PartOptions,
): Promise<RemedyPlan[]> {
  // Small ones first: they leave the large ones what time they do not need.
  const bySize = [...parts].sort((a, b) => a.question.pairs.length - b.question.pairs.length);
  const settle = async (part: RemedyPart, seconds: number) => {
    const until = Math.min(ends, clock() + seconds);
    return settleNeeds(part.question, solver, { secondsLeft: () => until - clock(), signal });
  };
  let pairsLeft = bySize.reduce((sum, { question }) => sum + question.pairs.length, 0);
  const plans: RemedyPlan[] = [];
  for (const part of bySize) {
    const { length } = part.question.pairs;
    plans.push(await settle(part, ((ends - clock()) * length) / pairsLeft));
    pairsLeft -= length;
  }
  const unproven = [...plans.keys()].filter((at) => plans[at].status !== 'OPTIMAL');
  for (const [done, at] of unproven.entries()) {
    if (clock() >= ends) break;
    const again = await settle(bySize[at], (ends - clock()) / (unproven.length - done));
    if (again.status === 'OPTIMAL' || isBetter(again, plans[at])) plans[at] = again;
  }
  return plans.map((plan, at) => widenPlan(bySize[at], plan));
}

function isBetter(one: RemedyPlan, other: RemedyPlan): boolean {
  const settled = compare(one.settledSquareMeters, other.settledSquareMeters);
  return settled > 0 || (settled === 0 && compare(one.cost, other.cost) < 0);
}

function joinPlans(plans: readonly RemedyPlan[]): RemedyPlan {
  const sum = (of: (plan: RemedyPlan) => number) => plans.reduce((total, plan) => total + of(plan), 0);
  const rising = (a: number, b: number) => a - b;
  return {
    status: plans.every(({ status }) => status === 'OPTIMAL') ? 'OPTIMAL' : 'FEASIBLE',
    shares: plans.flatMap(({ shares }) => shares).sort((a, b) => a.offer - b.offer || a.need - b.need),
    offers: plans.flatMap(({ offers }) => offers).sort(rising),
    cost: plans.map(({ cost }) => cost).reduce(add, ZERO),
    costBound: sum(({ costBound }) => costBound),
    settled: plans.flatMap(({ settled }) => settled).sort(rising),
    settledSquareMeters: plans.map(({ settledSquareMeters }) => settledSquareMeters).reduce(add, ZERO),
    settledBoundSquareMeters: sum(({ settledBoundSquareMeters }) => settledBoundSquareMeters),
  };
}
