import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { ScenarioFacility } from '../scenarios/index.js';
import type { CoverDepth, FragilityField } from './fragility-field.js';

export const CoverDepthEnum = defineEnum('CoverDepth', 'How many facilities cover a place. 覆盖重数', {
  NONE: 'None within the walk. 未覆盖',
  ONE: 'Exactly one. 仅一处覆盖',
  TWO_OR_MORE: 'Two or more. 两处及以上覆盖',
} satisfies Record<CoverDepth, string>);

@ObjectType({ description: 'People of one division by how many facilities cover them. 后备覆盖' })
export class BackupOfDivision {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => DivisionLevel, { description: 'Its level. 层级' })
  level!: DivisionLevel;

  @Field(() => Float, { description: 'All people. 总人数' })
  totalPeople!: number;

  @Field(() => Float, { description: 'People with a facility within the cutoff. 已覆盖人数' })
  coveredPeople!: number;

  @Field(() => Float, { description: 'People covered by exactly one. 仅一处覆盖人数' })
  coveredByOne!: number;

  @Field(() => Float, { description: 'People covered by two or more. 两处及以上覆盖人数' })
  coveredByTwoOrMore!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered by two or more ÷ all; null when nobody lives there. 后备覆盖率',
  })
  backupRatio!: number | null;
}

@ObjectType({
  description: 'What cover rests on single facilities, and who has a second one to turn to. 脆弱性与后备覆盖',
})
export class Fragility {
  readonly field!: FragilityField;
  readonly unit!: number;

  @Field(() => CoverageRule, { description: 'The rule behind all figures below. 计算口径' })
  rule!: CoverageRule;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => BackupOfDivision, { description: 'The division asked for. 所问区划' })
  total!: BackupOfDivision;
}

@ObjectType({ description: 'Where people turn when a facility closes. 替代设施' })
export class RunnerUp {
  @Field(() => ID, { description: 'The second-nearest facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => Float, { description: 'People of the division who would turn to it. 转向该设施的人数' })
  people!: number;
}

@ObjectType({
  description: 'What a division’s people lose if this facility alone closes. 单个设施关闭的影响',
})
export class FragileFacility {
  @Field(() => Int, { description: 'Rank, 1 loses most people. 排名' })
  rank!: number;

  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description:
      'That facility where a scenario opens it, which the register does not have; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => Float, { description: 'People who would not be covered any more. 失去覆盖人数' })
  peopleLost!: number;

  @Field(() => Int, { description: 'Demand points of those people. 失去覆盖需求点数' })
  pointsLost!: number;

  @Field(() => Float, {
    description: 'People it is nearest to who have a second one within the cutoff. 有后备的人数',
  })
  peopleBackedUp!: number;

  @Field(() => [RunnerUp], { description: 'Where they would turn, most people first. 替代设施' })
  runnersUp!: RunnerUp[];
}

@ObjectType({ description: 'A demand point with its nearest facility and the runner-up. 需求点后备覆盖' })
export class BackupPoint {
  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  readonly divisionCode!: string | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => CoverDepthEnum, { description: 'How many facilities cover it. 覆盖重数' })
  coveredBy!: CoverDepth;

  @Field(() => ID, { nullable: true, description: 'Nearest facility within the cutoff. 最近设施' })
  nearestFacilityId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 名称' })
  nearestFacilityName!: string | null;

  @Field(() => Float, { nullable: true, description: 'Walk to it in seconds. 步行时间（秒）' })
  walkSeconds!: number | null;

  @Field(() => ID, { nullable: true, description: 'Second-nearest facility within the cutoff. 后备设施' })
  runnerUpFacilityId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 名称' })
  runnerUpFacilityName!: string | null;

  @Field(() => Float, { nullable: true, description: 'Walk to it in seconds. 步行时间（秒）' })
  runnerUpWalkSeconds!: number | null;
}

export const BackupOfDivisionConnection = defineConnection(
  'BackupOfDivision',
  '后备覆盖',
  () => BackupOfDivision,
);
export const FragileFacilityConnection = defineConnection(
  'FragileFacility',
  '单个设施关闭的影响',
  () => FragileFacility,
);
export const BackupPointConnection = defineConnection('BackupPoint', '需求点后备覆盖', () => BackupPoint);
