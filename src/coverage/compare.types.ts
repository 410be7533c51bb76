import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import type { CoverageChangeStep } from '../kernel/coverage/coverage-change.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import type { ComparedSteps, FacilityEffect, UnitEffect } from './compare-parts.js';
import { CoverageRule } from './coverage-rule.js';
import type { PlanningGround } from './planning-ground.js';

export const ComparedReading = defineEnum('ComparedReading', 'Which coverage is compared. 对比的覆盖口径', {
  PRESENCE: 'Units that have the service; needs a level. 设施覆盖率',
  POPULATION: 'People who can walk to it. 人口覆盖率',
});
export type ComparedReading = keyof typeof ComparedReading;

export const ChangeStep = defineEnum(
  'CoverageChangeStep',
  'The steps from one coverage to the other, in their order. 变化分解步骤',
  {
    BUILT: 'What opened is added, judged by the earlier rule; never below 0. 新建',
    CLOSED: 'What closed is taken out; never above 0. 关闭',
    DENOMINATOR: 'Units and people as of the later date. 分母（区划与人口）变化',
    RULE: 'The later rule: predicate, minutes, speed. 口径变化',
  } satisfies Record<CoverageChangeStep, string>,
);

export const UnitEffectEnum = defineEnum('UnitEffect', 'What became of a unit in a step. 单元变化', {
  GAINED: 'It begins to count, or more of its people are covered. 新增覆盖',
  LOST: 'It ceases to count, or fewer of its people are covered. 失去覆盖',
  JOINED: 'It is in the set only afterwards. 新增单元',
  LEFT: 'It was in the set only before. 撤销单元',
} satisfies Record<UnitEffect, string>);

export const FacilityEffectEnum = defineEnum(
  'FacilityEffect',
  'What became of a facility in a step. 设施变化',
  {
    BUILT: 'It operates only afterwards. 新建或启用',
    CLOSED: 'It operated only before. 关闭或停用',
    BEGINS_TO_COUNT: 'It offers the service only by the later rule. 按新口径计入',
    CEASES_TO_COUNT: 'It offered the service only by the earlier rule. 按新口径不再计入',
  } satisfies Record<FacilityEffect, string>,
);

@ObjectType({ description: 'An exact share of 1, so that parts can be added up without rounding. 精确比值' })
export class ExactShare {
  @Field(() => Float, { description: 'The nearest double; 0.1 is ten percentage points. 数值' })
  value!: number;

  @Field(() => String, { description: 'Whole number above the line, in lowest terms. 分子' })
  numerator!: string;

  @Field(() => String, { description: 'Whole number below the line. 分母' })
  denominator!: string;
}

@ObjectType({
  description: 'Coverage in one situation: units of units, or people of people. 某一情形下的覆盖率',
})
export class ComparedCoverage {
  @Field(() => Float, { description: 'Units that count, or covered people. 分子' })
  numerator!: number;

  @Field(() => Float, { description: 'Units, or all people. 分母' })
  denominator!: number;

  @Field(() => Float, { nullable: true, description: 'Null when the denominator is 0. 覆盖率' })
  ratio!: number | null;
}

@ObjectType({ description: 'One side of a comparison. 对比的一方' })
export class ComparedSide extends ComparedCoverage {
  @Field(() => CoverageRule, { description: 'Its date and rule. 计算口径' })
  rule!: CoverageRule;
}

@ObjectType({ description: 'A unit that changes in a step. 变化单元' })
export class ComparedUnit {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => UnitEffectEnum, { description: 'What became of it. 变化' })
  effect!: UnitEffect;

  @Field(() => Boolean, { nullable: true, description: 'Counts before; null for population. 变化前是否达标' })
  countedBefore!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Counts after; null for population. 变化后是否达标' })
  countedAfter!: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered people before; null for presence. 变化前已覆盖人数',
  })
  coveredPeopleBefore!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered people after; null for presence. 变化后已覆盖人数',
  })
  coveredPeopleAfter!: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'For presence the facility that decides; null for a new place and where it is not published. 判定依据的设施',
  })
  facilityId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 设施名称' })
  facilityName!: string | null;
}

@ObjectType({ description: 'A facility behind a step. 变化设施' })
export class ComparedFacility {
  @Field(() => ID, { nullable: true, description: 'Facility; null for a new place. 设施编号' })
  facilityId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Position in `changes` of what puts it there; null for a recorded one. 变动序号',
  })
  changeIndex!: number | null;

  @Field(() => String, { nullable: true, description: 'Its name. 名称' })
  name!: string | null;

  @Field(() => FacilityEffectEnum, { description: 'What became of it. 变化' })
  effect!: FacilityEffect;
}

@ObjectType({ description: 'One part of a change of coverage, with what is behind it. 变化的一个组成部分' })
export class CoverageChangePart {
  readonly steps!: ComparedSteps;
  readonly ground!: PlanningGround;

  @Field(() => ChangeStep, { description: 'Which step. 步骤' })
  step!: CoverageChangeStep;

  @Field(() => ExactShare, {
    nullable: true,
    description: 'What the step adds to the ratio; null when a situation has no denominator. 影响',
  })
  share!: ExactShare | null;

  @Field(() => ComparedCoverage, { description: 'Coverage before the step. 步骤前' })
  before!: ComparedCoverage;

  @Field(() => ComparedCoverage, { description: 'Coverage after the step. 步骤后' })
  after!: ComparedCoverage;
}

@ObjectType({
  description:
    'Why coverage differs between two dates or scenarios: parts that sum exactly to the difference. 覆盖率变化分解',
})
export class CoverageComparison {
  readonly unit!: number;
  readonly ground!: PlanningGround;

  @Field(() => ComparedReading, { description: 'Which coverage is compared. 覆盖口径' })
  reading!: ComparedReading;

  @Field(() => DivisionLevel, { nullable: true, description: 'Level of the units. 单元层级' })
  level!: DivisionLevel | null;

  @Field(() => Cohort, { nullable: true, description: 'Age group; null for presence. 年龄组' })
  cohort!: Cohort | null;

  @Field(() => ComparedSide, { description: 'Before. 变化前' })
  before!: ComparedSide;

  @Field(() => ComparedSide, { description: 'After. 变化后' })
  after!: ComparedSide;

  @Field(() => ExactShare, {
    nullable: true,
    description: 'Ratio after − ratio before, exactly the sum of the parts; null when undefined. 差值',
  })
  difference!: ExactShare | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no difference: the situation without units or people. 无法计算的原因',
  })
  undefinedReason!: string | null;

  @Field(() => [CoverageChangePart], { description: 'BUILT, CLOSED, DENOMINATOR, RULE. 组成部分' })
  parts!: CoverageChangePart[];
}

export const ComparedUnitConnection = defineConnection('ComparedUnit', '变化单元', () => ComparedUnit);
export const ComparedFacilityConnection = defineConnection(
  'ComparedFacility',
  '变化设施',
  () => ComparedFacility,
);
