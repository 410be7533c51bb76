import type { MilpSolver } from '../milp/milp-solver.js';
import { add, compare, ZERO } from '../rational.js';
import type { RemedyPlan, RemedyQuestion } from './remedy-question.js';
import { settleNeeds } from './settle-needs.js';
import { splitRemedies, widenPlan } from './split-remedies.js';
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
  const parts = splitRemedies(usable);
  // Small ones first: they leave the large ones what time they do not need.
  const bySize = [...parts].sort((a, b) => a.question.pairs.length - b.question.pairs.length);
  let pairsLeft = usable.pairs.length;
  const plans: RemedyPlan[] = [];
  for (const part of bySize) {
    const share = part.question.pairs.length / pairsLeft;
    pairsLeft -= part.question.pairs.length;
    const partEnds = clock() + (partsEnd - clock()) * share;
    const plan = await settleNeeds(part.question, solver, { secondsLeft: () => partEnds - clock(), signal });
    plans.push(widenPlan(part, plan));
  }
  const together = joinPlans(plans);
  if (budget === undefined || compare(together.cost, budget) <= 0) return { ...together, unlimited: null };
  const secondsLeft = () => ends - clock();
  const within = await settleNeeds({ ...usable, budget }, solver, { secondsLeft, signal });
  return { ...joinPlans([within]), unlimited: together };
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
