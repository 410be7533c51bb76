import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import type { CoverageChangeStep } from '../kernel/coverage/coverage-change.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { ScenarioFacility } from '../scenarios/index.js';
import type { ComparedSteps, FacilityEffect, UnitEffect } from './compare-parts.js';
import { NoRatioReason } from './coverage-reasons.js';
import { CoverageRule } from './coverage-rule.js';
import type { PlanningGround } from './planning-ground.js';
import { PresenceRelation, UrbanRuralRule, UrbanRuralSide, ZoneChoice } from './unit-choice.js';

export const ComparedReading = defineEnum('ComparedReading', 'Which coverage is compared. 对比的覆盖口径', {
  PRESENCE: 'Units that have the service; needs a level or levels. 设施覆盖率',
  POPULATION: 'People who can walk to it. 人口覆盖率',
  HOUSEHOLDS: 'Households of estates that can. 住户覆盖率',
  AREA: 'Ground within the walk; takes longest. 面积覆盖率',
});
export type ComparedReading = keyof typeof ComparedReading;

export const PeopleBasis = defineEnum('PeopleBasis', 'Which people a date has. 人口口径', {
  AS_STORED: 'Those of the demand points, which carry no dates: the same on both sides. 需求点现存人数',
  BY_YEAR:
    'Those stored, times what the nearest division with yearly counts counted by the date’s year over what it counted last. 按区划历年人口折算',
});
export type PeopleBasis = keyof typeof PeopleBasis;

export const ComparisonNoteCode = defineEnum(
  'ComparisonNoteCode',
  'What a comparison cannot or does not tell. 对比说明',
  {
    PEOPLE_UNDATED:
      'Demand points carry no dates: both sides count the people stored now, so only moved boundaries change the denominator. 人口数无日期',
    PEOPLE_SCALED: 'People are scaled by the yearly counts of the divisions. 人口按历年统计折算',
    PEOPLE_UNSCALED:
      'No division here has yearly counts not after both dates; people are those stored. 缺少历年人口',
    HOUSEHOLDS_BY_DELIVERY:
      'An estate counts from the day it is handed over; its number of households is the one stored now. 小区按交付日期计入',
    GROUND_UNDATED: 'Outlines and residential land carry no dates: the denominator stays. 边界与用地无日期',
    CAPABILITIES_UNDATED:
      'What a facility offers carries no dates: both sides take what is recorded now. 服务能力无日期',
  },
);
export type ComparisonNoteCode = keyof typeof ComparisonNoteCode;

export const ChangeStep = defineEnum(
  'CoverageChangeStep',
  'The steps from one coverage to the other, in their order. 变化分解步骤',
  {
    BUILT: 'What opened is added, judged by the earlier rule; never below 0. 新建',
    CLOSED: 'What closed is taken out; never above 0. 关闭',
    DENOMINATOR: 'Units, boundaries, people and estates as of the later date. 分母（区划、边界与人口）变化',
    RULE: 'The later rule: predicate, relations, minutes, speed, urban or rural, zones. 口径变化',
  } satisfies Record<CoverageChangeStep, string>,
);

export const UnitEffectEnum = defineEnum('UnitEffect', 'What became of a unit in a step. 单元变化', {
  GAINED: 'It begins to count, or more of it is covered. 新增覆盖',
  LOST: 'It ceases to count, or less of it is covered. 失去覆盖',
  JOINED: 'It is in the set only afterwards. 新增单元',
  LEFT: 'It was in the set only before. 撤销单元',
  RESIZED: 'Its people, households or ground change, not how much of that is covered. 规模变化',
} satisfies Record<UnitEffect, string>);

export const FacilityEffectEnum = defineEnum(
  'FacilityEffect',
  'What became of a facility in a step. 设施变化',
  {
    BUILT: 'It operates only afterwards. 新建或启用',
    CLOSED: 'It operated only before. 关闭或停用',
    BEGINS_TO_COUNT:
      'It offers the service only by the later rule, or only as a scenario resizes it. 按新口径计入',
    CEASES_TO_COUNT: 'It offered the service only before, likewise. 按新口径不再计入',
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
  description:
    'Coverage in one situation: units of units, people of people, households of households, square metres of square metres. 某一情形下的覆盖率',
})
export class ComparedCoverage {
  @Field(() => Float, { description: 'Units that count, or covered people, households, square metres. 分子' })
  numerator!: number;

  @Field(() => Float, { description: 'All units, people, households, square metres. 分母' })
  denominator!: number;

  @Field(() => Float, { nullable: true, description: 'Null when the denominator is 0. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;
}

@ObjectType({ description: 'One side of a comparison. 对比的一方' })
export class ComparedSide extends ComparedCoverage {
  @Field(() => CoverageRule, { description: 'Its date and rule. 计算口径' })
  rule!: CoverageRule;

  @Field(() => UrbanRuralRule, {
    nullable: true,
    description:
      'For presence: rule by which urban or rural units were taken; null for all units. 城乡划分口径',
  })
  urbanRuralRule!: UrbanRuralRule | null;

  @Field(() => UrbanRuralSide, {
    nullable: true,
    description: 'For presence: side taken; null for all units. 城乡属性',
  })
  urbanRuralSide!: UrbanRuralSide | null;

  @Field(() => ZoneChoice, {
    nullable: true,
    description: 'Whether zones count; null but for presence. 开发区是否计入',
  })
  zones!: ZoneChoice | null;

  @Field(() => [PresenceRelation], {
    nullable: true,
    description: 'By which relations facilities count for a unit; null but for presence. 设施与单元的关系',
  })
  relations!: readonly (keyof typeof PresenceRelation)[] | null;
}

@ObjectType({ description: 'A unit that changes in a step. 变化单元' })
export class ComparedUnit {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  code!: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name!: string;

  @Field(() => UnitEffectEnum, { description: 'What became of it. 变化' })
  effect!: UnitEffect;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Counts before; null but for presence. 变化前是否达标',
  })
  countedBefore!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Counts after; null but for presence. 变化后是否达标',
  })
  countedAfter!: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered people before; null but for population. 变化前已覆盖人数',
  })
  coveredPeopleBefore!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered people after; null but for population. 变化后已覆盖人数',
  })
  coveredPeopleAfter!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered people, households or square metres before; null for presence. 变化前覆盖量',
  })
  coveredBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same after. 变化后覆盖量' })
  coveredAfter!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'All people, households or square metres before; null for presence. 变化前总量',
  })
  totalBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same after. 变化后总量' })
  totalAfter!: number | null;

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

  @Field(() => ScenarioFacility, {
    nullable: true,
    description: 'The facility where the scenario of a side opens it. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

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
  readonly reading!: ComparedReading;
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

@ObjectType({ description: 'Something to know when reading a comparison. 对比说明' })
export class ComparisonNote {
  @Field(() => ComparisonNoteCode, { description: 'What it is about. 类别' })
  code!: ComparisonNoteCode;

  @Field(() => String, { description: 'In words, Chinese and English. 文字说明' })
  words!: string;
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

  @Field(() => DivisionLevel, {
    nullable: true,
    description: 'Level of the units; null for several and where none was given. 单元层级',
  })
  level!: DivisionLevel | null;

  @Field(() => [DivisionLevel], { nullable: true, description: 'Levels of the units, as given. 单元层级' })
  levels!: readonly DivisionLevel[] | null;

  @Field(() => Cohort, { nullable: true, description: 'Age group; null but for population. 年龄组' })
  cohort!: Cohort | null;

  @Field(() => PeopleBasis, {
    nullable: true,
    description: 'Which people each date has; null but for population. 人口口径',
  })
  people!: PeopleBasis | null;

  @Field(() => [ComparisonNote], { description: 'What to know when reading the parts. 说明' })
  notes!: readonly ComparisonNote[];

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
