import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { CandidateKind } from '../facilities/index.js';
import { CandidateSource } from '../siting/index.js';
import { MealSettings } from './meal-settings.js';

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

  @Field(() => [ID], { description: 'Candidates that had to become canteens. 必建食堂的备选点' })
  lockedCanteens!: readonly string[];

  @Field(() => [ID], { description: 'Candidates that had to become kitchens. 必建中央厨房的备选点' })
  lockedKitchens!: readonly string[];

  @Field(() => [ID], { description: 'Candidates where nothing could open. 排除的备选点' })
  lockedOut!: readonly string[];

  @Field(() => Float, { description: 'Seconds posing and solving may take. 求解时限（秒）' })
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
