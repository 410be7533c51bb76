import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { MealMode } from '../facilities/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { ScenarioFacility } from '../scenarios/index.js';
import { MealBottleneck } from './meal-reasons.js';

@ObjectType({ description: 'An operating place of meals and what it hands out a day. 助餐点负荷' })
export class MealSite {
  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description:
      'That facility where a scenario opens it, which the register does not have; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => MealMode, { description: 'How it gets its meals. 助餐方式' })
  mode!: MealMode;

  @Field(() => Boolean, { description: 'True when the mode is assumed. 方式是否为假设' })
  isModeAssumed!: boolean;

  @Field(() => Float, { description: 'Meals a day. 日供餐数' })
  mealsPerDay!: number;

  @Field(() => Boolean, { description: 'True when the capacity is assumed. 能力是否为假设' })
  isCapacityAssumed!: boolean;

  @Field(() => Boolean, { description: 'Whether it cooks itself. 是否自有厨房' })
  cooks!: boolean;

  @Field(() => Float, { description: 'People of everywhere who eat there a day. 堂食人数' })
  dineInPeople!: number;

  @Field(() => Float, { description: 'People its couriers serve a day. 送餐人数' })
  deliveryPeople!: number;

  @Field(() => Int, { description: 'Trips its couriers need for that. 送餐趟数' })
  trips!: number;

  @Field(() => Float, { description: 'Of all these people, fed from its own stove. 自制供餐人数' })
  cookedPeople!: number;

  @Field(() => [ID], { description: 'Central kitchens within the transport time. 可配送的中央厨房' })
  kitchenFacilityIds!: string[];

  @Field(() => [MealBottleneck], { description: 'What holds back people who are not served. 瓶颈' })
  bottlenecks!: readonly MealBottleneck[];
}

@ObjectType({ description: 'A central kitchen and what it sends out a day. 中央厨房负荷' })
export class MealKitchen {
  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => Float, { description: 'Meals a day. 日供餐数' })
  mealsPerDay!: number;

  @Field(() => Boolean, { description: 'True when the capacity is assumed. 能力是否为假设' })
  isCapacityAssumed!: boolean;

  @Field(() => Float, { description: 'People its meals feed a day. 供餐人数' })
  people!: number;

  @Field(() => [ID], { description: 'Places within the transport time. 可配送的助餐点' })
  siteFacilityIds!: string[];

  @Field(() => Boolean, {
    description: 'Whether its capacity holds back people who are not served. 是否为瓶颈',
  })
  isBottleneck!: boolean;
}

export const MealSiteConnection = defineConnection('MealSite', '助餐点负荷', () => MealSite);
export const MealKitchenConnection = defineConnection('MealKitchen', '中央厨房负荷', () => MealKitchen);
