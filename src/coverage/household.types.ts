import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { defineConnection } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { ScenarioFacility } from '../scenarios/index.js';
import { DemandReason, NoRatioReason } from './coverage-reasons.js';
import type { HouseholdView } from './household-view.js';

@ObjectType({
  description:
    'Household coverage: households of the housing estates from which one can walk to a facility within the cutoff. An estate’s walk is the least over its entrances, or from its point where none is recorded; an estate counts from the day it is handed over; facilities across the boundary count. 住户覆盖率',
})
export class HouseholdCoverage {
  readonly households!: HouseholdView;
  /** Number of the division in the view's tree. */
  readonly unit!: number;

  @Field(() => Int, { description: 'Households within the cutoff. 已覆盖户数' })
  coveredHouseholds!: number;

  @Field(() => Int, {
    description: 'Households of all estates handed over by the date, at or under the division. 总户数',
  })
  totalHouseholds!: number;

  @Field(() => Float, { nullable: true, description: 'Covered ÷ all, null without estates. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;

  @Field(() => Int, { description: 'Estates within the cutoff. 已覆盖小区数' })
  coveredEstates!: number;

  @Field(() => Int, {
    description: 'Estates handed over by the date, at or under the division, of known households. 小区总数',
  })
  totalEstates!: number;

  @Field(() => Int, {
    description:
      'Part of totalHouseholds in estates too far from any walkway to be placed; counted as not covered. 未接入路网户数',
  })
  unsnappedHouseholds!: number;

  @Field(() => Int, { description: 'Those estates. 未接入路网小区数' })
  unsnappedEstates!: number;

  @Field(() => Int, {
    description:
      'Estates handed over by the date of which the households are unknown or 0: they count in no figure here. 户数不详的小区数',
  })
  estatesWithoutHouseholds!: number;

  @Field(() => String, {
    description: 'Sources of the data, estates included, with their editions. 数据来源与版本',
  })
  dataVintage!: string;

  @Field(() => Boolean, {
    description: 'True when any input, estates included, is generated data. 是否含合成数据',
  })
  synthetic!: boolean;
}

@ObjectType({
  description: 'A housing estate in a household figure, with its walk and whether it counts. 覆盖率成员小区',
})
export class HouseholdMember {
  readonly divisionCode!: string;
  readonly nearestFacilityId!: string | null;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description: 'The nearest facility where a scenario opens it; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => ID, { description: 'Estate. 小区编号' })
  estateId!: string;

  @Field(() => String, { description: 'Its name. 小区名称' })
  name!: string;

  @Field(() => Int, { description: 'Households. 户数' })
  households!: number;

  @Field(() => Int, {
    description: 'Entrance one walks from, the nearest to care; 0 = the estate’s point. 出入口序号',
  })
  entrance!: number;

  @Field(() => GeoJsonScalar, { description: 'Where that is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, {
    nullable: true,
    description:
      'Walk to the nearest facility in seconds, however far; null when none can be reached. 步行时间（秒）',
  })
  walkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds beyond the cutoff; null unless TOO_FAR. 超出秒数',
  })
  secondsTooFar!: number | null;

  @Field(() => Boolean, { description: 'True when its households count as covered. 是否覆盖' })
  covered!: boolean;

  @Field(() => DemandReason, { description: 'Why. 原因' })
  reason!: DemandReason;
}

export const HouseholdMemberConnection = defineConnection(
  'HouseholdMember',
  '覆盖率成员小区',
  () => HouseholdMember,
);
