import type { Point } from 'geojson';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { CertaintyField, CertaintyState } from './certainty-field.js';

export const CertaintyStateEnum = defineEnum(
  'CoverageCertaintyState',
  'How sure a place is covered. 覆盖的确定性',
  {
    ALWAYS: 'At every speed and within the tolerance. 必然覆盖',
    SOMETIMES: 'At some speeds or within the tolerance only. 有时覆盖',
    NEVER: 'At no speed, or no facility can be walked to. 必不覆盖',
    NOT_SNAPPED: 'No walkway near; not covered. 未接入路网',
  } satisfies Record<CertaintyState, string>,
);

@ObjectType({
  description: 'People of one division by how sure they are covered; the four sum to all. 区划覆盖确定性',
})
export class CertaintyOfDivision {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => DivisionLevel, { description: 'Its level. 层级' })
  level!: DivisionLevel;

  @Field(() => Float, { description: 'All people. 总人数' })
  totalPeople!: number;

  @Field(() => Float, { description: 'People always covered. 必然覆盖人数' })
  always!: number;

  @Field(() => Float, { description: 'People sometimes covered. 有时覆盖人数' })
  sometimes!: number;

  @Field(() => Float, { description: 'People never covered, though on the network. 必不覆盖人数' })
  never!: number;

  @Field(() => Float, { description: 'People no walkway is near. 未接入路网人数' })
  notSnapped!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Coverage at the least: always ÷ all; null when nobody lives there. 覆盖率下限',
  })
  leastRatio!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Coverage at the most: always and sometimes ÷ all. 覆盖率上限',
  })
  mostRatio!: number | null;
}

@ObjectType({
  description: 'How sure coverage is over a range of walking speeds and a tolerance. 覆盖的确定性',
})
export class CoverageCertainty {
  readonly field!: CertaintyField;
  readonly unit!: number;

  @Field(() => CoverageRule, {
    description: 'Which facilities count; its speed is the first of those given. 计算口径',
  })
  rule!: CoverageRule;

  @Field(() => [Float], { description: 'Walking speeds in m/s, rising. 步行速度（米/秒）' })
  speedsMetersPerSecond!: number[];

  @Field(() => Float, {
    description: 'How much longer or shorter a whole walk may be than computed, in metres. 接入容差（米）',
  })
  accessToleranceMeters!: number;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => CertaintyOfDivision, { description: 'The division asked for. 所问区划' })
  total!: CertaintyOfDivision;
}

@ObjectType({ description: 'A demand point with how sure it is covered. 需求点覆盖确定性' })
export class CertaintyMember {
  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  readonly divisionCode!: string | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => CertaintyStateEnum, { description: 'How sure it is covered. 确定性' })
  certainty!: CertaintyState;

  @Field(() => Float, {
    nullable: true,
    description: 'Walk to the nearest facility in metres of level way, however far. 步行距离（米）',
  })
  walkMeters!: number | null;

  @Field(() => ID, { nullable: true, description: 'Nearest facility. 最近设施' })
  nearestFacilityId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 名称' })
  nearestFacilityName!: string | null;
}

export const CertaintyOfDivisionConnection = defineConnection(
  'CertaintyOfDivision',
  '区划覆盖确定性',
  () => CertaintyOfDivision,
);
export const CertaintyMemberConnection = defineConnection(
  'CertaintyMember',
  '需求点覆盖确定性',
  () => CertaintyMember,
);
