import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Job, type JobLoaders } from '../jobs/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { LONGEST_JOB_SECONDS } from '../siting/index.js';
import { MEAL_PLAN_JOB, type MealPlanJobs, readMealPlan } from './meal-plan-job.js';
import { MealPlanArguments, mealPlanAskOf } from './meal-plan.inputs.js';
import { MealPlanOutcome } from './meal-plan-outcome.types.js';

/** A stored plan may be a large text. */
const READING = 200;

@Resolver(() => Job)
export class MealPlanJobResolver {
  constructor(
    private readonly jobs: MealPlanJobs,
    private readonly loaders: JobLoaders,
  ) {}

  @Mutation(() => Job, {
    description:
      'proposeMealPoints as a job: its progress and mealPlan are read by job or jobProgress; planner. 提交助餐点布局任务',
  })
  startMealPlan(
    @Args(() => MealPlanArguments) args: MealPlanArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Job> {
    return this.jobs.start(mealPlanAskOf(args, LONGEST_JOB_SECONDS), viewer);
  }

  @FieldResolver(() => MealPlanOutcome, {
    nullable: true,
    description: 'What a job of kind MEAL_PLAN found; null until it is done. 助餐点布局结果',
    complexity: ({ childComplexity }) => READING + childComplexity,
  })
  async mealPlan(
    @Root() { id, kind, state }: Job,
    @Ctx() context: RequestContext,
  ): Promise<MealPlanOutcome | null> {
    if (kind !== MEAL_PLAN_JOB || state !== 'DONE') return null;
    return readMealPlan(await context.load(this.loaders.result, id));
  }
}
