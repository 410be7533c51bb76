import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import type { MealField } from './meal-field.js';
import { MealLayer, MealSettings } from './meal-settings.js';
import { UnmetReason } from './meal-reasons.js';
import { MealVehicleRule } from './meal-vehicle-rule.type.js';
import { MealsOfDivision } from './meals-of-division.type.js';

@ObjectType({
  description:
    'Meals for the people of a division in two layers (METHODS E9): dine-in by walking, and delivery within a time budget and capacity. Kitchens supply canteens, canteens serve and deliver, merchants serve on their own. 助餐服务',
})
export class MealService {
  readonly field!: MealField;
  readonly unit!: number;

  @Field(() => MealsOfDivision, { description: 'The division. 区划' })
  total!: MealsOfDivision;

  @Field(() => [MealsOfDivision], { description: 'The divisions directly below it. 下级区划' })
  children!: MealsOfDivision[];

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => Float, { description: 'Of them expected to eat out on a day. 预计堂食人数' })
  peopleDiningIn!: number;

  @Field(() => Float, {
    description: 'Of them needing delivery: an assumption, see settings. 需送餐人数（假设）',
  })
  peopleNeedingDelivery!: number;

  @Field(() => Int, {
    description:
      'Demand points that do not say how many need delivery and count none. 未注明需送餐人数的需求点',
  })
  pointsWithoutDeliveryCount!: number;

  @Field(() => MealSettings, { description: 'Everything assumed. 参数（假设）' })
  settings!: MealSettings;

  @Field(() => Float, {
    description:
      'Seconds left for riding: budget − preparation − stops − handover; below 0 nobody is reached. 可骑行时间（秒）',
  })
  rideSecondsLeft!: number;

  @Field(() => Float, {
    description: 'Meals couriers of one place carry a day at most. 每处日送餐上限（份）',
  })
  deliveredMealsPerDay!: number;

  @Field(() => [MealVehicleRule], {
    description: 'Couriers’ vehicle, and the van between kitchens and canteens. 车辆口径',
  })
  vehicles!: MealVehicleRule[];

  @Field(() => [String], { description: 'What to bear in mind, Chinese first. 说明' })
  notes!: string[];

  @Field(() => CoverageRule, { description: 'The rule of the walking part. 步行计算口径' })
  rule!: CoverageRule;

  @Field(() => Boolean, { description: 'True when any input is generated data. 是否含合成数据' })
  synthetic!: boolean;
}

@ObjectType({ description: 'Why a layer’s people are not served. 未获供餐人数' })
export class MealShortage {
  @Field(() => MealLayer, { description: 'Layer. 层次' })
  layer!: MealLayer;

  @Field(() => UnmetReason, { description: 'Why. 原因' })
  reason!: UnmetReason;

  @Field(() => Float, { description: 'People a day. 人数' })
  people!: number;
}
