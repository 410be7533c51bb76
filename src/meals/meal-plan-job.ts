import type { DataVersionRepository } from '../accessibility/index.js';
import type { Job, JobKind, JobsService } from '../jobs/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { LONGEST_JOB_SECONDS, ProgressTeller } from '../siting/index.js';
import type { MealPlanOutcome } from './meal-plan-outcome.types.js';
import { checkMealPlanAsk, type MealPlanAsk } from './meal-plan-question.js';
import type { MealPlanService } from './meal-plan.service.js';

export const MEAL_PLAN_JOB = 'MEAL_PLAN';

/** Raised when the shape of outcomes changes: what was stored before is then told apart. */
const FORMAT = 1;

/** A plan of meal points on its way through JSON. */
interface StoredMealPlan {
  readonly format: number;
  readonly outcome: MealPlanOutcome;
}

/** Starts plans of meal points as long work. */
export class MealPlanJobs {
  constructor(
    private readonly jobs: JobsService,
    private readonly plans: MealPlanService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * @throws PlanningError BAD_USER_INPUT, what could only fail later (MealPlanService.checkStart), and as
   *   JobsService.start; nothing is stored then
   */
  async start(ask: MealPlanAsk, viewer: Viewer): Promise<Job> {
    const checked = checkMealPlanAsk(ask, LONGEST_JOB_SECONDS);
    await this.plans.checkStart(checked, await this.versions.read(), viewer);
    return this.jobs.start(MEAL_PLAN_JOB, checked, viewer);
  }
}

/** A plan of meal points as long work: the answer of MealPlanService.propose, on the data there are when it begins. */
export function mealPlanJob(
  plans: MealPlanService,
  versions: DataVersionRepository,
): JobKind<MealPlanAsk, StoredMealPlan> {
  return {
    async run(ask, { viewer, signal, progress }) {
      const { tell } = new ProgressTeller(progress, true, performance.now());
      const outcome = await plans.propose(ask, await versions.read(), viewer, { signal, watch: tell });
      const plan = outcome.outcome === 'MealPlanTimedOut' ? outcome.bestPlan : outcome;
      if (plan?.outcome === 'MealPlan') {
        const { objectivePeople: incumbent, upperBoundPeople: bound, gap, seconds } = plan;
        progress({ incumbent, bound, gap, seconds });
      }
      return { format: FORMAT, outcome };
    },
  };
}

/**
 * The outcome of a job of this kind.
 * @param stored what JSON.parse makes of what the job left
 * @throws PlanningError FAILED_PRECONDITION for one of another version of the program
 */
export function readMealPlan(stored: unknown): MealPlanOutcome {
  const { format, outcome } = (stored ?? {}) as Partial<StoredMealPlan>;
  if (format === FORMAT && outcome) return outcome;
  throw new PlanningError(
    'FAILED_PRECONDITION',
    'This plan was kept by another version of the program and cannot be read any more; ask for it again.',
    { reason: 'STORED_BY_ANOTHER_VERSION' },
  );
}
