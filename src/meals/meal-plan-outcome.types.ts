import { createUnionType, Field, Float, ObjectType } from 'type-graphql';
import type { MealConflictCode } from '../kernel/meals/meal-plan-question.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { MealPlan } from './meal-plan.type.js';
import { MealPlanSettings } from './meal-plan-settings.type.js';

type MealObstacle = MealConflictCode | 'LOCK_UNUSABLE';

export const MealPlanObstacle = defineEnum(
  'MealPlanObstacle',
  'Why there can be no plan of meal points. 无法给出方案的原因',
  {
    NO_DEMAND: 'Nobody at or under the division wants a meal. 没有用餐需求',
    NO_CANDIDATES: 'No candidate stands in the division or within the walk of it. 没有可用备选点',
    MORE_CANTEENS_THAN_CANDIDATES:
      'More canteens are asked for than there are candidates. 备选点少于食堂数量',
    MORE_KITCHENS_THAN_CANDIDATES:
      'More kitchens are asked for than there are candidates. 备选点少于厨房数量',
    MORE_PLACES_THAN_CANDIDATES: 'Both together are more than there are candidates. 备选点少于总数',
    BUDGET_TOO_SMALL: 'The budget does not pay for the cheapest candidate. 预算不足',
    LOCKS_CONTRADICT: 'A candidate is locked in twice, or in and out. 锁定条件矛盾',
    MORE_LOCKED_THAN_ALLOWED: 'More are locked in than may open. 必选多于数量上限',
    LOCK_UNUSABLE: 'A candidate is locked in that cannot be used. 必选点不可用',
    INVALID: 'The data contradict themselves; the message says where. 数据有误',
  } satisfies Record<MealObstacle, string>,
);

@ObjectType({ description: 'No plan of meal points can be made, and why. 无可行方案' })
export class MealPlanInfeasible {
  readonly outcome = 'MealPlanInfeasible';

  @Field(() => MealPlanObstacle, { description: 'Why. 原因' })
  reason!: MealObstacle;

  @Field(() => String, { description: 'The same in words, with figures. 说明' })
  message!: string;

  @Field(() => Float, { nullable: true, description: 'What was asked for, where that is a figure. 要求值' })
  asked!: number | null;

  @Field(() => Float, { nullable: true, description: 'The nearest that is possible. 可行值' })
  possible!: number | null;

  @Field(() => MealPlanSettings, { description: 'What was asked for. 方案参数' })
  settings!: MealPlanSettings;
}

@ObjectType({
  description: 'The time was up before the plan was proven; the best one found, with its gap. 求解超时',
})
export class MealPlanTimedOut {
  readonly outcome = 'MealPlanTimedOut';

  @Field(() => String, { description: 'What happened and what to do. 说明' })
  message!: string;

  @Field(() => MealPlan, {
    nullable: true,
    description:
      'Best plan found, FEASIBLE within its gap; null when posing the question alone took all the time. 当前最好方案',
  })
  bestPlan!: MealPlan | null;
}

export const MealPlanOutcome = createUnionType({
  name: 'MealPlanOutcome',
  description: 'A plan of meal points, or why there is none. 助餐点布局结果',
  types: () => [MealPlan, MealPlanInfeasible, MealPlanTimedOut] as const,
  resolveType: ({ outcome }) => outcome,
});
/** Plain data: it may come back from JSON. */
export type MealPlanOutcome = MealPlan | MealPlanInfeasible | MealPlanTimedOut;
