import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { PlanStatus } from '../siting/index.js';
import { MealPlanSettings } from './meal-plan-settings.type.js';
import type { MealPoint } from './meal-point.type.js';
import { MealsOfDivision } from './meals-of-division.type.js';

export const MealRole = defineEnum('MealRole', 'What a candidate becomes. 建设类型', {
  CANTEEN: 'Canteen: dine-in and delivery. 社区食堂',
  CENTRAL_KITCHEN: 'Central kitchen that supplies canteens. 中央厨房',
});
export type MealRole = keyof typeof MealRole;

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

@ObjectType({
  description:
    'Which candidates become canteens and which central kitchens, so that most people are served in both layers together, with its proof: the optimum lies between objectivePeople and upperBoundPeople. 助餐点布局方案',
})
export class MealPlan {
  readonly outcome = 'MealPlan';
  /** The division's points with the plan, by id. */
  readonly plannedPoints!: readonly MealPoint[];

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
