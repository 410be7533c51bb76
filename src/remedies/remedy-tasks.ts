import { orderRemedies, type RemedyStep } from '../kernel/estates/order-remedies.js';
import { type BudgetedPlan, planRemedies } from '../kernel/estates/plan-remedies.js';
import type { RemedyQuestion } from '../kernel/estates/remedy-question.js';
import type { MilpOutcome } from '../kernel/milp/milp-solver.js';
import { type MilpAsk, relayedMilp } from '../platform/compute/milp-relay.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';

export interface RemedyTask {
  readonly question: RemedyQuestion;
  readonly timeLimitSeconds: number;
}

export interface PlannedRemedies {
  readonly plan: BudgetedPlan;
  readonly steps: readonly RemedyStep[];
}

const plan: ThreadTask<RemedyTask, MilpAsk, MilpOutcome, PlannedRemedies> = async (
  { question, timeLimitSeconds },
  ask,
) => {
  const clock = () => performance.now() / 1000;
  const found = await planRemedies(question, relayedMilp(ask), { timeLimitSeconds, clock });
  return { plan: found, steps: orderRemedies(question, found) };
};

export const remedyTasks = { plan };
