import type { MealAssignment } from '../kernel/meals/assign-meals.js';
import type { MealGround, MealPriority } from '../kernel/meals/meal-ground.js';
import type { MealPlanOutcome } from '../kernel/meals/meal-plan.js';
import { HighsLp } from '../platform/compute/highs-lp.js';
import { answerLpAsks, type LpReply } from '../platform/compute/lp-relay.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { TaskThreads } from '../platform/compute/task-threads.js';
import { workerFile } from '../platform/compute/worker-file.js';
import type { mealTasks, PlanAsk, PlanAsks, RidesAsk, RidesTold } from './meal-tasks.js';

/** What is known of a plan while it is made: people newly served, and the most that could be. */
export type WatchMealPlan = (objective: number, bound: number) => void;

const nothingToAsk = (): never => {
  throw new Error('this task asks nothing');
};

/** Has rides told, meals assigned and plans made in threads, so that the event loop stays free; an abort ends them at once. */
export class MealThreads {
  private readonly threads = new TaskThreads<typeof mealTasks>(workerFile('meals-worker', import.meta.url));
  private readonly lp = new HighsLp();

  /** @throws PlanningError LIMIT_EXCEEDED for too many pairs */
  async rides(ask: RidesAsk, signal?: AbortSignal): Promise<RidesTold> {
    const answer = await this.threads.run('rides', ask, nothingToAsk, signal);
    if (!('tooManyPairs' in answer)) return answer;
    throw new PlanningError(
      'LIMIT_EXCEEDED',
      `More than ${ask.mostPairs} pairs of a place and a demand point lie within the ride; ask for a smaller budgetMinutes or a slower vehicle.`,
      { limit: ask.mostPairs },
    );
  }

  /** As the kernel's assignMeals. */
  assign(ground: MealGround, first: MealPriority, signal?: AbortSignal): Promise<MealAssignment> {
    return this.threads.run('assign', { ground, first }, nothingToAsk, signal);
  }

  /** As the kernel's planMeals. */
  plan(ask: PlanAsk, watch?: WatchMealPlan, signal?: AbortSignal): Promise<MealPlanOutcome> {
    const answer = answerLpAsks(this.lp, signal);
    const reply = async (asked: PlanAsks): Promise<LpReply> => {
      if (asked.kind !== 'PROGRESS') return answer(asked);
      watch?.(asked.objective, asked.bound);
      return null;
    };
    return this.threads.run('plan', ask, reply, signal);
  }

  /** Ends all threads; whatever is under way is refused. */
  async close(): Promise<void> {
    await Promise.all([this.threads.close(), this.lp.close()]);
  }
}
