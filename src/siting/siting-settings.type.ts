import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { CandidateKind } from '../facilities/index.js';
import { CandidateSource } from './candidate-source.js';
import { CapacityField, SitingModel } from './siting-terms.js';

const DESCRIPTION_OF_TARGET =
  'Of the units at some levels so many must have the service, by a new site in them or a facility of theirs. 层级目标';

@InputType('SitingTargetInput', { description: DESCRIPTION_OF_TARGET })
@ObjectType('SitingTarget', { description: DESCRIPTION_OF_TARGET })
export class SitingTarget {
  @Field(() => [DivisionLevel], { description: 'Levels of the units, taken together. 层级' })
  levels!: DivisionLevel[];

  @Field(() => Float, {
    description: 'Share of the units, 0 to 1; the number is rounded up. 应达到的比例（0–1）',
  })
  share!: number;

  @Field(() => String, {
    nullable: true,
    description: 'What a conflict shall call it; levels and share if absent. 名称',
  })
  name!: string | null;
}

const DESCRIPTION_OF_FLOOR = 'No unit of these levels below a share of its people covered. 公平下限';

@InputType('EquityFloorInput', { description: DESCRIPTION_OF_FLOOR })
@ObjectType('EquityFloor', { description: DESCRIPTION_OF_FLOOR })
export class EquityFloor {
  @Field(() => [DivisionLevel], {
    description: 'Levels of the units; of nested ones the lowest counts. 层级',
  })
  levels!: DivisionLevel[];

  @Field(() => Float, { description: 'Share of each unit’s people, 0 to 1. 覆盖率下限（0–1）' })
  share!: number;
}

const DESCRIPTION_OF_KIND_LIMIT = 'What a year may add of some kinds of imported candidates. 分类限额';

@InputType('SitingKindLimitInput', { description: DESCRIPTION_OF_KIND_LIMIT })
@ObjectType('SitingKindLimit', { description: DESCRIPTION_OF_KIND_LIMIT })
export class SitingKindLimit {
  @Field(() => [CandidateKind], { description: 'Kinds, each in one limit of a year only. 备选点类型' })
  kinds!: readonly CandidateKind[];

  @Field(() => Int, { nullable: true, description: 'New sites of them at most. 建设数量' })
  count!: number | null;

  @Field(() => Float, { nullable: true, description: 'Their cost at most. 预算' })
  budget!: number | null;
}

const DESCRIPTION_OF_PHASE = 'What one year of a phased plan may add. 一个建设年度';

@InputType('SitingPhaseInput', { description: DESCRIPTION_OF_PHASE })
@ObjectType('SitingPhase', { description: DESCRIPTION_OF_PHASE })
export class SitingPhase {
  @Field(() => Int, { description: 'Year, rising from one phase to the next. 年份' })
  year!: number;

  @Field(() => Int, { nullable: true, description: 'New sites at most; 0 = none. 建设数量' })
  count!: number | null;

  @Field(() => Float, { nullable: true, description: 'Cost at most. 预算' })
  budget!: number | null;

  @Field(() => [SitingKindLimit], {
    defaultValue: [],
    description:
      'Limits for some kinds; where the year has no count or budget of its own, other kinds wait. 分类限额',
  })
  byKind!: readonly SitingKindLimit[];

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Candidates settled to open in this very year. 已定点的备选点',
  })
  fixed!: readonly string[];
}

@ObjectType({ description: 'What a plan was asked for and what it chose from. 方案参数' })
export class SitingSettings {
  @Field(() => ID, { description: 'Division whose people are to be covered. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => SitingModel, { description: 'What the plan is to achieve. 选址模型' })
  model!: SitingModel;

  @Field(() => Int, {
    nullable: true,
    description:
      'At most this many new sites, net of closures: each closed one gives its place. 建设数量（扣除关闭数的净增）',
  })
  count!: number | null;

  @Field(() => Float, { nullable: true, description: 'At most this total cost. 预算' })
  budget!: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of all people to be covered. 覆盖目标（0–1）' })
  goal!: number | null;

  @Field(() => Boolean, { description: 'Least cost instead of fewest sites. 是否按费用最省' })
  byCost!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Minutes beyond which nothing counts (GRADUAL) or is looked at. 最远步行时间（分钟）',
  })
  farWalkMinutes!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'BACKUP: worth of the first cover; null = everyone must have it and the second counts. 首次覆盖权重',
  })
  firstCoverShare!: number | null;

  @Field(() => CapacityField, { nullable: true, description: 'Capacity of existing facilities. 容量依据' })
  capacityField!: CapacityField | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Capacity of candidates that state none. 新建设施默认容量',
  })
  newSiteCapacity!: number | null;

  @Field(() => [SitingTarget], { description: 'Targets given with the question. 层级目标' })
  targets!: readonly SitingTarget[];

  @Field(() => Boolean, {
    description: 'Whether the targets on record for the division and service held too. 是否纳入登记目标',
  })
  recordedTargets!: boolean;

  @Field(() => EquityFloor, { nullable: true, description: 'Equity floor. 公平下限' })
  equityFloor!: EquityFloor | null;

  @Field(() => [SitingPhase], { description: 'Years of a phased plan. 建设年度' })
  phases!: readonly SitingPhase[];

  @Field(() => Float, { description: 'What a year counts compared with the one before. 年度折现系数' })
  discount!: number;

  @Field(() => Int, {
    description: 'How many years ahead places of a phased plan are fixed. 提前定点年数',
  })
  fixedAheadYears!: number;

  @Field(() => CandidateSource, { description: 'The first source of candidates. 备选点来源（第一个）' })
  candidateSource!: CandidateSource;

  @Field(() => [CandidateSource], { description: 'Where candidates come from. 备选点来源' })
  candidateSources!: readonly CandidateSource[];

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds. 备选点类型',
  })
  candidateKinds!: readonly CandidateKind[] | null;

  @Field(() => [ID], { description: 'Candidates that must open. 必选备选点' })
  lockedIn!: readonly string[];

  @Field(() => [ID], { description: 'Candidates that must not open. 排除的备选点' })
  lockedOut!: readonly string[];

  @Field(() => Boolean, { description: 'Whether every existing facility may close. 现有设施是否均可关闭' })
  closable!: boolean;

  @Field(() => [ID], { description: 'Existing facilities that may close. 可关闭的设施' })
  closableFacilityIds!: readonly string[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Ties go to sites with a health or culture site within this many metres; null = no preference. 邻近卫生、文体设施的优先距离（米）',
  })
  besideMeters!: number | null;

  @Field(() => Float, { description: 'Seconds the solver may take. 求解时限（秒）' })
  timeLimitSeconds!: number;

  @Field(() => Float, { description: 'Gap that is good enough; 0 = proof of the optimum. 允许差距' })
  gapTolerance!: number;

  @Field(() => Int, { description: 'Candidates considered. 备选点数' })
  candidates!: number;

  @Field(() => Int, {
    description:
      'Of them left to others that replace them in every respect; no better plan is lost. 被完全替代而略去的备选点数',
  })
  candidatesThinned!: number;

  @Field(() => Int, {
    description: 'Candidates near by left out because no walkway is near them. 未接入路网的备选点数',
  })
  candidatesWithoutWalkway!: number;

  @Field(() => Int, {
    description: 'Candidates left out where money counts because they state no cost. 无费用的备选点数',
  })
  candidatesWithoutCost!: number;

  @Field(() => Int, {
    description: 'Candidates left out of a capacitated plan because they state none. 无容量的备选点数',
  })
  candidatesWithoutCapacity!: number;

  @Field(() => Int, {
    description: 'Existing facilities whose capacity is not stated and counts as 0. 未登记容量的设施数',
  })
  facilitiesWithoutCapacity!: number;
}
