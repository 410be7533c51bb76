import type { Point } from 'geojson';
import { createUnionType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { CandidateKind } from '../facilities/index.js';
import type { MealConflictCode } from '../kernel/meals/meal-plan-question.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { CandidateSource, PlanStatus } from '../siting/index.js';
import type { PlannedMeals } from './meal-field.js';
import { MealSettings } from './meal-settings.js';
import { MealsOfDivision } from './meal.types.js';

export const MealRole = defineEnum('MealRole', 'What a candidate becomes. 建设类型', {
  CANTEEN: 'Canteen: dine-in and delivery. 社区食堂',
  CENTRAL_KITCHEN: 'Central kitchen that supplies canteens. 中央厨房',
});
export type MealRole = keyof typeof MealRole;

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
    INVALID: 'The data contradict themselves; the message says where. 数据有误',
  } satisfies Record<MealConflictCode, string>,
);

@ObjectType({ description: 'A candidate that a plan opens. 建议助餐点' })
export class ProposedMealPlace {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Order in which they would be missed, 1 first. 次序' })
  order!: number;

  @Field(() => MealRole, { description: 'What it becomes. 建设类型' })
  role!: MealRole;

  @Field(() => ID, {
    description: 'Candidate: imported id, division code, estate#entrance, or node:number. 备选点编号',
  })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, {
    description:
      'People a day who would go without if it alone were left out of the plan. 缺此处将减少的供餐人数',
  })
  peopleLostWithout!: number;

  @Field(() => Float, { description: 'People who eat there a day; 0 for a kitchen. 堂食人数' })
  dineInPeople!: number;

  @Field(() => Float, { description: 'People its couriers serve a day; 0 for a kitchen. 送餐人数' })
  deliveryPeople!: number;

  @Field(() => Float, { description: 'People a kitchen’s meals feed a day; 0 for a canteen. 厨房供餐人数' })
  suppliedPeople!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in the unit of the budget, null where unknown. 费用',
  })
  cost!: number | null;
}

@ObjectType({ description: 'What a plan of meal points was asked for and chose from. 方案参数' })
export class MealPlanSettings {
  @Field(() => ID, { description: 'Division whose people are to be served. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => Int, { nullable: true, description: 'New canteens at most; null = no limit. 食堂数量上限' })
  canteens!: number | null;

  @Field(() => Int, { nullable: true, description: 'New kitchens at most; null = no limit. 厨房数量上限' })
  kitchens!: number | null;

  @Field(() => Float, { nullable: true, description: 'Total cost at most. 预算' })
  budget!: number | null;

  @Field(() => Float, { description: 'Cost of a kitchen as a multiple of the candidate’s. 厨房费用倍数' })
  kitchenCostFactor!: number;

  @Field(() => Boolean, { description: 'Whether new canteens cook for themselves. 新建食堂是否自制' })
  newCanteensCook!: boolean;

  @Field(() => [CandidateSource], { description: 'Where candidates come from. 备选点来源' })
  candidateSources!: readonly CandidateSource[];

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported ones of these kinds. 备选点类型',
  })
  candidateKinds!: readonly CandidateKind[] | null;

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Kinds that may become kitchens. 可建厨房的类型',
  })
  kitchenKinds!: readonly CandidateKind[] | null;

  @Field(() => Float, { description: 'Seconds the solver may take. 求解时限（秒）' })
  timeLimitSeconds!: number;

  @Field(() => Float, { description: 'Gap that is good enough. 允许差距' })
  gapTolerance!: number;

  @Field(() => Int, { description: 'Candidates considered. 备选点数' })
  candidates!: number;

  @Field(() => Int, { description: 'Candidates left out because no walkway is near. 未接入路网的备选点数' })
  candidatesWithoutWalkway!: number;

  @Field(() => Int, {
    description: 'Candidates left out of a budget because they state no cost. 无费用的备选点数',
  })
  candidatesWithoutCost!: number;

  @Field(() => MealSettings, { description: 'What meals rest on. 助餐参数' })
  meals!: MealSettings;
}

@ObjectType({
  description:
    'Which candidates become canteens and which central kitchens, so that most people are served in both layers together, with its proof: the optimum lies between objectivePeople and upperBoundPeople. 助餐点布局方案',
})
export class MealPlan {
  readonly planned!: PlannedMeals;
  readonly unit!: number;

  @Field(() => PlanStatus, { description: 'OPTIMAL when proven. 方案状态' })
  status!: PlanStatus;

  @Field(() => [ProposedMealPlace], {
    description: 'The places; fewer than asked for when more would serve nobody. 建议助餐点',
  })
  places!: ProposedMealPlace[];

  @Field(() => Float, { description: 'People newly served a day, both layers. 新增供餐人数' })
  objectivePeople!: number;

  @Field(() => Float, { description: 'No plan within the limits serves more new people. 上界' })
  upperBoundPeople!: number;

  @Field(() => Float, { description: '(upper bound − objective) ÷ objective; 0 when proven. 差距' })
  gap!: number;

  @Field(() => Float, { description: 'Seconds the search took. 求解用时（秒）' })
  seconds!: number;

  @Field(() => Float, { nullable: true, description: 'Cost of all, null unless a budget was given. 总费用' })
  totalCost!: number | null;

  @Field(() => MealsOfDivision, { description: 'The division now. 现状' })
  before!: MealsOfDivision;

  @Field(() => MealsOfDivision, { description: 'The division with the plan. 方案实施后' })
  after!: MealsOfDivision;

  @Field(() => MealPlanSettings, { description: 'What was asked for. 方案参数' })
  settings!: MealPlanSettings;

  @Field(() => [String], { description: 'What to bear in mind, Chinese first. 说明' })
  notes!: string[];

  @Field(() => String, {
    description: 'SHA-256 of settings and inputs; equal hashes mean the same problem. 输入数据校验值',
  })
  dataHash!: string;

  @Field(() => CoverageRule, { description: 'The rule of the walking part. 步行计算口径' })
  rule!: CoverageRule;

  @Field(() => Boolean, { description: 'True when any input is generated data. 是否含合成数据' })
  synthetic!: boolean;
}

@ObjectType({ description: 'No plan of meal points can be made, and why. 无可行方案' })
export class MealPlanInfeasible {
  @Field(() => MealPlanObstacle, { description: 'Why. 原因' })
  reason!: MealConflictCode;

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
  @Field(() => String, { description: 'What happened and what to do. 说明' })
  message!: string;

  @Field(() => MealPlan, { description: 'Best plan found, FEASIBLE within its gap. 当前最好方案' })
  bestPlan!: MealPlan;
}

export const MealPlanOutcome = createUnionType({
  name: 'MealPlanOutcome',
  description: 'A plan of meal points, or why there is none. 助餐点布局结果',
  types: () => [MealPlan, MealPlanInfeasible, MealPlanTimedOut] as const,
  resolveType: (value) => value.constructor as never,
});
export type MealPlanOutcome = MealPlan | MealPlanInfeasible | MealPlanTimedOut;
