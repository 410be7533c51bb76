import { ArgsType, Field, Float, ID, ObjectType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import { ServiceCapability } from '../facilities/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { ScenarioFacility } from '../scenarios/index.js';
import { DivisionCoverageArguments } from './coverage.inputs.js';
import type { GroundFacility } from './planning-ground.js';
import { PresenceRelation, UrbanRuralInput, ZoneChoice } from './unit-choice.js';

export const CoverageReading = defineEnum('CoverageReading', 'Which coverage is meant. 覆盖率口径', {
  PRESENCE: 'Units that have the service. 设施覆盖',
  POPULATION: 'People within the walk. 人口覆盖',
  HOUSEHOLDS: 'Households of estates within the walk. 住户覆盖',
  AREA: 'Ground within the walk. 面积覆盖',
});
export type CoverageReading = keyof typeof CoverageReading;

export const RatioPart = defineEnum('RatioPart', 'Which part of a ratio to list. 覆盖率组成部分', {
  NUMERATOR: 'What counts. 分子',
  DENOMINATOR: 'Everything it is taken of, whether it counts or not. 分母',
  EXCLUDED: 'What does not count or counts only in part, and what is left out of the denominator. 未计入',
});
export type RatioPart = keyof typeof RatioPart;

export const MemberKind = defineEnum('MemberKind', 'What a member of a ratio is. 成员类型', {
  UNIT: 'A division. 区划',
  DEMAND_POINT: 'A demand point. 需求点',
  ESTATE: 'A housing estate. 住宅小区',
  LAND: 'A piece of residential land. 居住用地地块',
});
export type MemberKind = keyof typeof MemberKind;

export const MemberReason = defineEnum('MemberReason', 'Why a member counts or does not. 计入与否的原因', {
  LOCATED_IN: 'Counts: an operating facility of the service stands in it. 辖区内有设施',
  ASSIGNED: 'Counts: such a facility is formally assigned to it. 指定服务',
  SHARED: 'Counts: such a facility is shared with it by agreement. 协议共享',
  COVERED: 'Counts: within the walk. 已覆盖',
  PARTLY_COVERED: 'Counts in part: some of the ground lies within the walk. 部分覆盖',
  NOT_OPERATING: 'Does not count: its facility does not operate on the date. 设施未运营',
  MEAL_MODE_EXCEPTED:
    'Does not count: the rule excepts how its facility gets its meals, as a central kitchen that serves nobody on the spot. 助餐方式不计入（如中央厨房）',
  CAPABILITY_MISSING: 'Does not count: its facility does not offer the service. 缺少该项服务能力',
  NO_FACILITY: 'Does not count: no facility is there. 没有设施',
  TOO_FAR: 'Does not count: the nearest facility is beyond the cutoff. 超出步行时间',
  UNREACHABLE: 'Does not count: no facility can be walked to at all. 步行不可达',
  NOT_SNAPPED: 'Does not count: no walkway lies near enough. 附近无可步行道路',
  OUTSIDE_CIRCLES: 'Does not count: none of the ground lies within the walk. 在服务圈外',
  OUTSIDE_VINTAGE: 'Left out: the unit is not in force on the date. 不在区划有效期内',
  ZONE_EXCLUDED: 'Left out: a zone, or under one, and zones are left out. 开发区不计',
  OTHER_SIDE: 'Left out: on the other side by the urban–rural rule. 不属于所选城乡范围',
  UNCLASSIFIED: 'Left out: the urban–rural rule says nothing about it. 城乡属性未知',
  NO_COUNT_STATED: 'Left out: the point does not state this age group. 未填报该年龄组人数',
  NOT_DELIVERED: 'Left out: the estate is handed over only after the date. 统计日期尚未交付',
  NO_HOUSEHOLDS: 'Left out: nobody has said how many households the estate has. 户数不详',
});
export type MemberReason = keyof typeof MemberReason;

@ArgsType()
export class ExplainArguments extends DivisionCoverageArguments {
  @Field(() => CoverageReading, { description: 'Which coverage. 口径' })
  reading!: CoverageReading;

  @Field(() => RatioPart, { description: 'Which part of the ratio. 组成部分' })
  part!: RatioPart;

  @Field(() => DivisionLevel, {
    nullable: true,
    description: 'For PRESENCE: level of the units; not for the other readings. 层级',
  })
  level?: DivisionLevel | null;

  @Field(() => [DivisionLevel], {
    nullable: true,
    description:
      'For PRESENCE: these levels together, as in the figure of presence; not with `level`. 合并统计的层级',
  })
  levels?: DivisionLevel[] | null;

  @Field(() => UrbanRuralInput, {
    nullable: true,
    description: 'For PRESENCE: only urban or rural units. 城乡筛选',
  })
  urbanRural?: UrbanRuralInput | null;

  @Field(() => ZoneChoice, {
    defaultValue: ZoneChoice.INCLUDED,
    description: 'For PRESENCE: whether zones and what stands under them count. 开发区是否计入',
  })
  zones!: ZoneChoice;

  @Field(() => [PresenceRelation], {
    nullable: true,
    description: 'For PRESENCE: facilities count by these relations only. 设施与单元的关系',
  })
  relations?: (keyof typeof PresenceRelation)[] | null;
}

@ObjectType({
  description:
    'One member of a ratio, whatever the reading: what it weighs, how much of that counts, and why. 覆盖率成员',
})
export class ExplainedMember {
  readonly divisionCode!: string;
  readonly facilityAtHand!: GroundFacility | null;

  @Field(() => MemberKind, { description: 'What it is. 类型' })
  kind!: MemberKind;

  @Field(() => ID, { description: 'Its code or identifier. 编号' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its name where it has one. 名称' })
  name!: string | null;

  @Field(() => Boolean, { description: 'True when it counts, in full or in part. 是否计入分子' })
  counts!: boolean;

  @Field(() => Boolean, { description: 'True when it is in the denominator. 是否计入分母' })
  inDenominator!: boolean;

  @Field(() => Float, {
    description:
      'What it adds to the denominator: 1 unit, people, households or square metres; 0 where left out. 分母中的数量',
  })
  weight!: number;

  @Field(() => Float, { description: 'What it adds to the numerator. 分子中的数量' })
  countedWeight!: number;

  @Field(() => MemberReason, { description: 'Why. 原因' })
  reason!: MemberReason;

  @Field(() => Float, {
    nullable: true,
    description: 'Walk to the nearest facility in seconds; null where none is walked to. 步行时间（秒）',
  })
  walkSeconds!: number | null;

  @Field(() => Float, { nullable: true, description: 'Seconds beyond the cutoff, for TOO_FAR. 超出秒数' })
  secondsTooFar!: number | null;

  @Field(() => [ServiceCapability], {
    description: 'What the facility nearest to counting lacks, for CAPABILITY_MISSING. 缺少的能力',
  })
  missingCapabilities!: readonly ServiceCapability[];

  @Field(() => String, {
    nullable: true,
    description:
      'For people and households that are not covered: a facility within the walk that only its meal mode keeps from counting, as a central kitchen that serves nobody on the spot. 步行时限内因助餐方式不计的设施',
  })
  exceptedFacility!: string | null;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description:
      'That facility where a scenario opens it, which the register does not have; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => String, { description: 'The reason in words, Chinese and English. 原因说明' })
  words!: string;
}

export const ExplainedMemberConnection = defineConnection(
  'ExplainedMember',
  '覆盖率成员',
  () => ExplainedMember,
);
