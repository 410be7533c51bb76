import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule, CoveredPeople } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { MealMode } from '../facilities/index.js';
import type { SiteLoad, UnmetReason as Unmet } from '../kernel/meals/assign-meals.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { ScenarioFacility } from '../scenarios/index.js';
import type { MealField } from './meal-field.js';
import { MealLayer, MealSettings, MealVehicle } from './meal-settings.js';

export const UnmetReason = defineEnum(
  'MealUnmetReason',
  'Why meals that are wanted are not had. 未获供餐原因',
  {
    OUT_OF_REACH: 'No place within the time. 时限内无助餐点',
    NO_SUPPLY: 'Places in time, but none that cooks or gets meals from a central kitchen in time. 无餐源',
    NO_CAPACITY: 'Everything in reach is full. 供餐能力不足',
  } satisfies Record<Unmet, string>,
);
export type UnmetReason = Unmet;

export const MealBottleneck = defineEnum(
  'MealBottleneck',
  'What of a place holds back people who are not served. 瓶颈',
  {
    CAPACITY: 'The meals it can hand out. 供餐能力',
    COURIERS: 'What its couriers can carry. 送餐运力',
    SUPPLY: 'What it can cook, no kitchen helping. 餐源',
  } satisfies Record<SiteLoad['bottlenecks'][number], string>,
);
export type MealBottleneck = SiteLoad['bottlenecks'][number];

@ObjectType({
  description:
    'One layer of meals: who is within its time, whatever there is to eat, and who is served within capacity. 助餐覆盖',
})
export class MealCoverage {
  readonly servedFigures!: CoveredPeople;

  @Field(() => CoveredPeople, {
    description:
      'People within the time. Dine-in: of all people, as population coverage counts (METHODS E2), but for central kitchens that serve nobody on the spot. Delivery: of those who need it. Union: of all people. 时限内可及人数',
  })
  reach!: CoveredPeople;
}

@ObjectType({ description: 'Meals in one division, both layers apart and together. 区划助餐情况' })
export class MealsOfDivision {
  readonly divisionCode!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => MealCoverage, { description: 'Eating where meals are served, by walking. 堂食覆盖' })
  dineIn!: MealCoverage;

  @Field(() => MealCoverage, {
    description: 'Meals brought to those who need it; never part of any walking ratio. 送餐覆盖',
  })
  delivery!: MealCoverage;

  @Field(() => MealCoverage, {
    description: 'Dine-in or delivery: whoever can walk, and those needing delivery who get it. 合计覆盖',
  })
  union!: MealCoverage;
}

@ObjectType({ description: 'How a vehicle goes on one kind of walkway. 各类道路的通行' })
export class MealVehicleKind {
  @Field(() => String, { description: 'Kind of walkway. 道路类型' })
  kind!: string;

  @Field(() => Float, { description: 'Share of its full speed. 速度系数' })
  speedFactor!: number;
}

@ObjectType({ description: 'A vehicle that carries meals, and where it may go; assumptions. 送餐车辆口径' })
export class MealVehicleRule {
  @Field(() => MealVehicle, { description: 'The vehicle. 车辆' })
  vehicle!: MealVehicle;

  @Field(() => Float, { description: 'Its full speed in m/s. 车速（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => [MealVehicleKind], {
    description: 'Kinds it may use; all others are closed to it. 可通行道路',
  })
  kinds!: MealVehicleKind[];
}

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

  @Field(() => Float, {
    nullable: true,
    description:
      'People who walk in time only to a central kitchen that serves nobody on the spot: MEAL coverage counts them, dine-in does not, and dine-in reach and they are its covered people. Null for nobody, as with kitchensServe. 仅步行可及不设堂食的中央厨房的人数',
  })
  peopleNearKitchensOnly!: number | null;

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

export const MealPointConnection = defineConnection('MealPoint', '需求点助餐情况', () => MealPoint);
export const MealSiteConnection = defineConnection('MealSite', '助餐点负荷', () => MealSite);
export const MealKitchenConnection = defineConnection('MealKitchen', '中央厨房负荷', () => MealKitchen);
