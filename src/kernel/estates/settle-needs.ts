import type { MilpSolver } from '../milp/milp-solver.js';
import { add, compare, type Rational, toNumber, ZERO } from '../rational.js';
import { RemedyProgram } from './remedy-program.js';
import type { RemedyPlan, RemedyQuestion, RemedyShare } from './remedy-question.js';
import { shareOutExactly } from './share-out-exactly.js';

/** Square metres that count as nothing in the solver's arithmetic; what it finds is checked exactly. */
const TOLERANCE = 1e-6;

export interface SettleOptions {
  /** Seconds left; asked before every solve. */
  readonly secondsLeft: () => number;
  readonly signal?: AbortSignal;
}

interface Found extends Pick<RemedyPlan, 'shares' | 'offers' | 'cost' | 'settled' | 'settledSquareMeters'> {
  readonly isProven: boolean;
  readonly bound: number;
  readonly values: Float64Array;
}

/**
 * The plan of a question of which every pair may be used: a program solved twice, first for the most lack settled, then
 * for the least cost of settling that much. Whatever rounding would let pass is cut off and the program solved again.
 */
export async function settleNeeds(
  question: RemedyQuestion,
  solver: MilpSolver,
  { secondsLeft, signal }: SettleOptions,
): Promise<RemedyPlan> {
  const program = new RemedyProgram(question);
  const total = toNumber(question.needs.map(({ lackSquareMeters }) => lackSquareMeters).reduce(add, ZERO));
  // Half the time each: settling much for a little too much is better than the other way round.
  const most = await solve(() => program.mostSettled(), secondsLeft() / 2);
  if (!('values' in most)) return nothing(Math.min(total, most.bound));
  const settledAtLeast = toNumber(most.settledSquareMeters) - TOLERANCE;
  const cheapest = await solve(() => program.cheapest(settledAtLeast), secondsLeft(), most.values);
  const isKept = 'values' in cheapest && compare(cheapest.settledSquareMeters, most.settledSquareMeters) >= 0;
  const { shares, offers, cost, settled, settledSquareMeters } = isKept ? cheapest : most;
  const isProven = most.isProven && isKept && cheapest.isProven;
  return {
    status: isProven ? 'OPTIMAL' : 'FEASIBLE',
    ...{ shares, offers, cost, settled, settledSquareMeters },
    costBound: isProven ? toNumber(cost) : Math.min(toNumber(cost), Math.max(0, cheapest.bound)),
    settledBoundSquareMeters: most.isProven
      ? toNumber(settledSquareMeters)
      : Math.min(total, Math.max(toNumber(settledSquareMeters), most.bound)),
  };

  /** Solves until what is found holds exactly. */
  async function solve(
    build: () => Parameters<MilpSolver['solve']>[0],
    seconds: number,
    start?: Float64Array,
  ): Promise<Found | { readonly bound: number }> {
    const until = secondsLeft() - seconds;
    for (;;) {
      const timeLimitSeconds = Math.max(0.01, secondsLeft() - until);
      const outcome = await solver.solve(build(), { timeLimitSeconds, signal, start });
      if (!('values' in outcome)) {
        if (outcome.status === 'timedOut') return { bound: outcome.bound };
        throw new Error(`The solver calls a program ${outcome.status} that has a solution.`);
      }
      const choice = program.choice(outcome.values);
      const wants = question.needs.map(({ partSquareMeters }, need) =>
        choice.settled.has(need) ? partSquareMeters : ZERO,
      );
      const areas = question.offers.map(({ areaSquareMeters }) => areaSquareMeters);
      const shares = shareOutExactly(wants, areas, choice.pairs);
      if (!shares) {
        program.forbidPairs(choice);
        continue;
      }
      const offers = placesOf(shares);
      const cost = offers.map((offer) => question.offers[offer].cost).reduce(add, ZERO);
      if (question.budget && compare(cost, question.budget) > 0) {
        program.forbidPlaces(offers.filter((offer) => compare(question.offers[offer].cost, ZERO) > 0));
        continue;
      }
      const settled = [...choice.settled].sort((a, b) => a - b);
      return {
        ...{ shares, offers, cost, settled, bound: outcome.bound, values: outcome.values },
        settledSquareMeters: lackOf(settled),
        isProven: outcome.status === 'optimal',
      };
    }
  }

  function lackOf(settled: readonly number[]): Rational {
    return settled.map((need) => question.needs[need].lackSquareMeters).reduce(add, ZERO);
  }
}

function placesOf(shares: readonly RemedyShare[]): number[] {
  return [...new Set(shares.map(({ offer }) => offer))].sort((a, b) => a - b);
}

/** A plan that does nothing. */
function nothing(settledBoundSquareMeters: number): RemedyPlan {
  return {
    ...{ status: 'FEASIBLE', shares: [], offers: [], cost: ZERO, costBound: 0, settled: [] },
    ...{ settledSquareMeters: ZERO, settledBoundSquareMeters },
  };
}
