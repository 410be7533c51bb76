import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { AccessField, CatchmentState } from './access-field.js';
import { AccessMethod, CapacityMeasure } from './access-question.js';

export const CatchmentFacilityState = defineEnum(
  'CatchmentFacilityState',
  'Whether a facility has a ratio, or why it has none and adds nothing to anybody’s access. 设施计算状态',
  {
    SERVING: 'It has a ratio. 正常',
    EMPTY_CATCHMENT: 'Nobody of the age group lives within the walk. 服务范围内无人',
    CAPACITY_UNKNOWN: 'Its capacity is not recorded; left out as if it were not there. 规模未登记',
    NOT_SNAPPED: 'No walkway lies near its entrance. 附近无可步行道路',
    NO_ENTRANCE: 'Its entrance point is not recorded. 未登记入口位置',
  } satisfies Record<CatchmentState, string>,
);

@ObjectType({ description: 'Access of the people of one division. 区划可达性' })
export class AccessOfDivision {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => DivisionLevel, { description: 'Its level. 层级' })
  level!: DivisionLevel;

  @Field(() => Float, { description: 'People of the age group at or under it. 人数' })
  people!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean access of its people, Σ P·A ÷ Σ P; null when nobody lives there. 人口加权平均可达性',
  })
  meanAccess!: number | null;

  @Field(() => Float, {
    description: 'Σ P·A: except under BALANCED the capacity its people get. 人口加权可达性总量',
  })
  accessTimesPeople!: number;

  @Field(() => Float, { description: 'People with no capacity in reach. 无可达设施人数' })
  peopleWithoutAccess!: number;
}

@ObjectType({
  description:
    'What the method conserves, over all facilities and people of the data, so that a reader can check. 守恒检验',
})
export class AccessConservation {
  @Field(() => String, { description: 'The law, in words. 守恒关系' })
  law!: string;

  @Field(() => Boolean, { description: 'Whether the sums agree with it to a billionth. 是否成立' })
  holds!: boolean;

  @Field(() => Float, { description: 'Σ P·A over everybody: capacity handed out. 已分配供给 Σ P·A' })
  accessTimesPeople!: number;

  @Field(() => Float, { description: 'Σ S over the facilities with a ratio. 供给总量 Σ S' })
  capacity!: number;

  @Field(() => Float, {
    description: 'Σ S of the facilities without a ratio, which nobody gets. 未计入的供给',
  })
  capacityWithoutCatchment!: number;

  @Field(() => Float, { description: 'Σ A over the demand points. 可达性合计 Σ A' })
  access!: number;

  @Field(() => Float, { description: 'Σ of the ratios R or L. 供需比合计' })
  ratios!: number;

  @Field(() => Float, { description: 'People in reach of a facility, each once. 可达人数' })
  peopleInReach!: number;

  @Field(() => Float, {
    description:
      'Σ of the facilities’ demand: under BALANCED everybody once, else once per facility in reach, by weight. 设施需求合计',
  })
  facilityDemand!: number;
}

@ObjectType({ description: 'Access to capacity on foot by a floating catchment method. 供需可达性' })
export class Accessibility {
  readonly field!: AccessField;
  /** Number of the division in the view's tree. */
  readonly unit!: number;

  @Field(() => CoverageRule, { description: 'Which facilities count, and how far people walk. 计算口径' })
  rule!: CoverageRule;

  @Field(() => AccessMethod, { description: 'Method. 计算方法' })
  method!: AccessMethod;

  @Field(() => CapacityMeasure, { description: 'What counts as capacity. 供给规模的计量' })
  capacity!: CapacityMeasure;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => AccessOfDivision, { description: 'The division asked for. 所问区划' })
  total!: AccessOfDivision;

  @Field(() => AccessConservation, { description: 'What the method conserves. 守恒检验' })
  conservation!: AccessConservation;
}

@ObjectType({ description: 'Access of one demand point. 需求点可达性' })
export class AccessPoint {
  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  readonly divisionCode!: string | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => Float, { description: 'A: capacity per person, 0 where nothing is in reach. 可达性' })
  access!: number;

  @Field(() => Int, { description: 'Facilities with a ratio within the walk. 可达设施数' })
  facilitiesInReach!: number;

  @Field(() => Boolean, { description: 'False when no walkway is near. 是否接入路网' })
  snapped!: boolean;
}

@ObjectType({
  description:
    'A facility of the service that stands in the division or is within the walk of its people. 设施供需比',
})
export class CatchmentFacility {
  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => CatchmentFacilityState, { description: 'Whether it has a ratio, or why not. 状态' })
  state!: CatchmentState;

  @Field(() => Float, { nullable: true, description: 'S, its capacity; null where unknown. 供给规模' })
  capacity!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'R = S ÷ demand (BALANCED: L); null where undefined. 供需比',
  })
  ratio!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'People it has to serve as the method counts them; null where it is left out. 需求量',
  })
  demand!: number | null;

  @Field(() => Float, { description: 'People within the walk, each as one. 步行范围内人数' })
  peopleInReach!: number;
}

export const AccessOfDivisionConnection = defineConnection(
  'AccessOfDivision',
  '区划可达性',
  () => AccessOfDivision,
);
export const AccessPointConnection = defineConnection('AccessPoint', '需求点可达性', () => AccessPoint);
export const CatchmentFacilityConnection = defineConnection(
  'CatchmentFacility',
  '设施供需比',
  () => CatchmentFacility,
);
