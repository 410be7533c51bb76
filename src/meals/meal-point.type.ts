import type { Point } from 'geojson';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { defineConnection } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { MealLayer } from './meal-settings.js';
import { UnmetReason } from './meal-reasons.js';

@ObjectType({ description: 'The way meals take to a point: kitchen, place, home. 供餐链条' })
export class MealChain {
  @Field(() => MealLayer, { description: 'Layer. 层次' })
  layer!: MealLayer;

  @Field(() => ID, {
    description: 'Place that hands them out: a facility, or a candidate of a plan. 助餐点编号',
  })
  siteId!: string;

  @Field(() => String, { description: 'Its name. 助餐点名称' })
  siteName!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Central kitchen likewise; null where it cooks itself. 中央厨房编号',
  })
  kitchenId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 中央厨房名称' })
  kitchenName!: string | null;

  @Field(() => Float, { description: 'People a day. 人数' })
  people!: number;

  @Field(() => Float, { description: 'Seconds on foot, or of the ride. 用时（秒）' })
  seconds!: number;
}

@ObjectType({ description: 'One demand point and its meals. 需求点助餐情况' })
export class MealPoint {
  readonly divisionCode!: string | null;

  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Walk to the nearest place within the time; null for none. 步行用时（秒）',
  })
  walkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Ride from the nearest place within the time; null for none. 骑行用时（秒）',
  })
  rideSeconds!: number | null;

  @Field(() => Boolean, { description: 'Whether a walkway is near. 是否接入步行路网' })
  hasWalkway!: boolean;

  @Field(() => Boolean, { description: 'Whether a vehicle can stop near. 车辆能否到达附近' })
  hasStreet!: boolean;

  @Field(() => Float, { description: 'People expected to eat out. 预计堂食人数' })
  dineInPeople!: number;

  @Field(() => Float, { description: 'Of these served. 堂食获供人数' })
  dineInServed!: number;

  @Field(() => UnmetReason, { nullable: true, description: 'Why not all; null when all are. 堂食未满足原因' })
  dineInUnmet!: UnmetReason | null;

  @Field(() => Float, { description: 'People needing delivery. 需送餐人数' })
  deliveryPeople!: number;

  @Field(() => Float, { description: 'Of these served. 送餐获供人数' })
  deliveryServed!: number;

  @Field(() => UnmetReason, { nullable: true, description: 'Why not all; null when all are. 送餐未满足原因' })
  deliveryUnmet!: UnmetReason | null;

  @Field(() => [MealChain], { description: 'Where their meals come from. 供餐链条' })
  chains!: MealChain[];
}

export const MealPointConnection = defineConnection('MealPoint', '需求点助餐情况', () => MealPoint);
