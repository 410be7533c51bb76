import 'reflect-metadata';
import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ExactNumber } from '../estate-audit/index.js';
import type { RemedyForm as KernelForm } from '../kernel/estates/remedy-question.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { UnsettledReason } from './unsettled-reason.js';

export const RemedyForm = defineEnum<KernelForm>(
  'RemedyForm',
  'How an estate comes to room for care. 补建方式',
  {
    NEW_BUILD: 'Built anew. 新建',
    CONVERSION: 'Converted. 改建',
    PURCHASE: 'Bought. 购置',
    SWAP: 'Swapped for others. 置换',
    LEASE: 'Rented. 租赁',
    POOLING: 'What a neighbour has beyond what it owes. 合并共用',
  },
);
export type RemedyForm = KernelForm;

export const RemedyPlanStatus = defineEnum('RemedyPlanStatus', 'How good a plan of remedies is. 方案状态', {
  OPTIMAL: 'Proven: none settles more, nor as much for less. 已证明最优',
  FEASIBLE: 'The best found in time, within its bounds. 可行方案',
});
export type RemedyPlanStatus = keyof typeof RemedyPlanStatus;

@ObjectType({ description: 'What an estate gets at a place. 分配面积' })
export class RemedyShare {
  @Field(() => ID, { description: 'Estate. 小区编号' })
  estateId!: string;

  @Field(() => String, { description: 'Its name. 小区名称' })
  estateName!: string;

  @Field(() => ExactNumber, { description: 'Area it gets, m². 分配面积' })
  areaSquareMeters!: ExactNumber;

  @Field(() => Float, {
    nullable: true,
    description:
      'Metres on foot over the network from its nearest entrance; null where only its outline says that the place is near. 步行距离',
  })
  walkMeters!: number | null;

  @Field(() => Boolean, { description: 'Whether the place stands within the estate. 是否在小区内' })
  isInside!: boolean;

  @Field(() => [String], {
    description:
      'Conditions of form its rule sets and nobody knows whether the place keeps: OWN_ENTRANCE, LOWEST_FLOOR, HIGHEST_FLOOR, LIFT_OR_RAMP. 待核实的设置条件',
  })
  formUnknown!: readonly string[];
}

@ObjectType({ description: 'A place to be had, in the order to go about it. 补建步骤' })
export class RemedyStep {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Order, 1 first. 次序' })
  order!: number;

  @Field(() => RemedyForm, { description: 'How it is had. 补建方式' })
  form!: RemedyForm;

  @Field(() => ID, { description: 'Premises; for POOLING the estate that has area to spare. 房源或小区编号' })
  placeId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => ExactNumber, { description: 'Area on offer, m². 可用面积' })
  areaSquareMeters!: ExactNumber;

  @Field(() => ExactNumber, { description: 'Of it handed out, m². 已分配面积' })
  usedSquareMeters!: ExactNumber;

  @Field(() => ExactNumber, { description: 'Cost in yuan, paid once. 费用（元）' })
  costYuan!: ExactNumber;

  @Field(() => [RemedyShare], { description: 'Who gets what, by estate. 分配' })
  shares!: RemedyShare[];

  @Field(() => [ID], { description: 'Estates that are settled with this step. 本步骤后解决的小区' })
  settledEstateIds!: string[];

  @Field(() => ExactNumber, { description: 'Deficit settled so far, m². 累计解决缺口' })
  settledSoFarSquareMeters!: ExactNumber;

  @Field(() => ExactNumber, { description: 'Cost so far in yuan. 累计费用（元）' })
  costSoFarYuan!: ExactNumber;

  @Field(() => Boolean, { description: 'True when the place is generated data. 是否为合成数据' })
  synthetic!: boolean;
}

@ObjectType({ description: 'An estate the plan leaves as it is. 未解决的小区' })
export class UnsettledEstate {
  @Field(() => ID, { description: 'Estate. 小区编号' })
  estateId!: string;

  @Field(() => String, { description: 'Its name. 小区名称' })
  estateName!: string;

  @Field(() => ExactNumber, { description: 'Its deficit, m². 缺口面积' })
  deficitSquareMeters!: ExactNumber;

  @Field(() => UnsettledReason, { description: 'Why. 原因' })
  reason!: UnsettledReason;
}

@ObjectType({ description: 'The part of a plan of one form. 分方式汇总' })
export class RemedyFormTotal {
  @Field(() => RemedyForm, { description: 'Form. 补建方式' })
  form!: RemedyForm;

  @Field(() => Int, { description: 'Places. 处数' })
  places!: number;

  @Field(() => ExactNumber, { description: 'Area handed out, m². 分配面积' })
  usedSquareMeters!: ExactNumber;

  @Field(() => ExactNumber, { description: 'Cost in yuan. 费用（元）' })
  costYuan!: ExactNumber;
}

@ObjectType({ description: 'What a plan of remedies was asked for and chose from. 方案参数' })
export class RemedyPlanSettings {
  @Field(() => ID, { description: 'Division whose estates are to be settled. 区划代码' })
  divisionCode!: string;

  @Field(() => DateScalar, { description: 'Date of the audit. 核查日期' })
  asOf!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Total cost at most, in yuan; null = no limit. 预算（元）',
  })
  budgetYuan!: number | null;

  @Field(() => [RemedyForm], { description: 'Forms allowed. 允许的补建方式' })
  forms!: readonly RemedyForm[];

  @Field(() => Float, {
    description: 'Minutes estates walk where their rule does not say how far. 规则未定时的步行时间（分钟）',
  })
  walkMinutes!: number;

  @Field(() => Float, { description: 'Walking speed in m/s. 步行速度（米/秒）' })
  speedMetersPerSecond!: number;

  @Field(() => Float, { description: 'Seconds the solver may take. 求解时限（秒）' })
  timeLimitSeconds!: number;

  @Field(() => Int, { description: 'Premises looked at. 房源数' })
  premises!: number;

  @Field(() => Int, { description: 'Estates with area to spare. 有富余面积的小区数' })
  estatesWithSpareArea!: number;
}
