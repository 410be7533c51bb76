import { ArgsType, Field, Float, ID, Int } from 'type-graphql';
import { CandidateKind } from '../facilities/index.js';
import { CandidateSource, LONGEST_JOB_SECONDS } from '../siting/index.js';
import { MealArguments, mealQuestionOf } from './meal.inputs.js';
import {
  checkMealPlanAsk,
  DEFAULT_TIME_LIMIT_SECONDS,
  LONGEST_TIME_LIMIT_SECONDS,
  MOST_PLACES,
  type MealPlanAsk,
} from './meal-plan-question.js';

@ArgsType()
export class MealPlanArguments extends MealArguments {
  @Field(() => Int, {
    nullable: true,
    description: `New canteens at most, 0 to ${MOST_PLACES}; if absent none, or any number within a budget. 新建食堂数量`,
  })
  canteens?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `New central kitchens at most, 0 to ${MOST_PLACES}; likewise. 新建中央厨房数量`,
  })
  kitchens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Total cost at most; needs IMPORTED candidates. 预算' })
  budget?: number | null;

  @Field(() => Float, {
    defaultValue: 1,
    description: 'Cost of a central kitchen as a multiple of the candidate’s cost. 厨房费用倍数',
  })
  kitchenCostFactor!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether new canteens cook for themselves instead of being supplied. 新建食堂是否自制',
  })
  newCanteensCook!: boolean;

  @Field(() => [CandidateSource], {
    defaultValue: [CandidateSource.IMPORTED],
    description: 'Where candidates come from. 备选点来源',
  })
  candidateSources!: CandidateSource[];

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds. 备选点类型',
  })
  candidateKinds?: CandidateKind[] | null;

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds may become central kitchens. 可建厨房的类型',
  })
  kitchenKinds?: CandidateKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Candidates that must become canteens. 必建食堂的备选点',
  })
  lockedCanteens?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Candidates that must become central kitchens. 必建中央厨房的备选点',
  })
  lockedKitchens?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Candidates where nothing opens. 排除的备选点' })
  lockedOut?: string[] | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_TIME_LIMIT_SECONDS,
    description: `Seconds posing and solving may take, at most ${LONGEST_TIME_LIMIT_SECONDS}, in a job ${LONGEST_JOB_SECONDS}. 求解时限（秒）`,
  })
  timeLimitSeconds!: number;

  @Field(() => Float, {
    defaultValue: 0,
    description: 'Gap that is good enough, such as 0.005; 0 = prove the optimum. 允许差距',
  })
  gapTolerance!: number;
}

/** @throws PlanningError BAD_USER_INPUT */
export function mealPlanAskOf(
  args: MealPlanArguments,
  longestSeconds = LONGEST_TIME_LIMIT_SECONDS,
): MealPlanAsk {
  const { divisionCode, kitchenCostFactor, newCanteensCook, candidateSources } = args;
  const { timeLimitSeconds, gapTolerance } = args;
  const ask = {
    ...mealQuestionOf(args),
    ...{ divisionCode, kitchenCostFactor, newCanteensCook, candidateSources, timeLimitSeconds, gapTolerance },
    canteens: args.canteens ?? null,
    kitchens: args.kitchens ?? null,
    budget: args.budget ?? null,
    candidateKinds: args.candidateKinds ?? null,
    kitchenKinds: args.kitchenKinds ?? null,
    lockedCanteens: [...new Set(args.lockedCanteens ?? [])],
    lockedKitchens: [...new Set(args.lockedKitchens ?? [])],
    lockedOut: [...new Set(args.lockedOut ?? [])],
  };
  return checkMealPlanAsk(ask, longestSeconds);
}
