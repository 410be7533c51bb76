import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { AccessOfDivision } from './access.types.js';
import type { AccessField } from './access-field.js';
import { AccessMethod, CapacityMeasure } from './access-question.js';
import type { EquityFigures, UndefinedReason } from './equity-figures.js';

export const EquityUndefinedReason = defineEnum(
  'EquityUndefinedReason',
  'Why a measure of equity is undefined, which is not 0. 无法计算的原因',
  {
    NOBODY_LIVES_THERE: 'Nobody of the age group lives there. 无该年龄组人口',
    NOBODY_HAS_ACCESS: 'Nobody there has any access. 全部人口均无可达设施',
    LINE_IS_ZERO: 'The poverty line is 0: nobody can fall below. 贫困线为零',
  } satisfies Record<UndefinedReason, string>,
);

@ObjectType({
  description: 'Poverty of access by Foster, Greer and Thorbecke (METHODS E7). 可达性贫困指数（FGT）',
})
export class AccessPoverty {
  @Field(() => Float, {
    nullable: true,
    description:
      'The least access one should have: povertyLine, or half the mean access of these people. 贫困线',
  })
  line!: number | null;

  @Field(() => Float, { nullable: true, description: 'α = 0: share of people below the line. 贫困发生率' })
  headcount!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'α = 1: their mean gap, as a share of the line. 贫困差距',
  })
  gap!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'α = 2: the gap squared, which weighs the worst off. 贫困深度',
  })
  severity!: number | null;

  @Field(() => EquityUndefinedReason, { nullable: true, description: 'Why they are null. 无法计算的原因' })
  undefinedReason!: UndefinedReason | null;
}

@ObjectType({ description: 'Part of one division in the Theil index. 泰尔指数分组' })
export class TheilPart {
  readonly divisionCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The division; null for people in none. 名称' })
  name!: string | null;

  @Field(() => Float, { description: 'Its share of the people. 人口份额' })
  populationShare!: number;

  @Field(() => Float, { description: 'Its share of people times access. 可达性份额' })
  accessShare!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The index among its own people; null when none has any access. 组内泰尔指数',
  })
  theil!: number | null;

  @Field(() => Float, { description: 'Its part of `between`, below 0 with less than its share. 组间部分' })
  between!: number;

  @Field(() => Float, { description: 'Its part of `within`. 组内部分' })
  within!: number;
}

@ObjectType({
  description: 'Theil’s T index of access, split exactly between and within divisions. 泰尔指数',
})
export class TheilOfAccess {
  @Field(() => DivisionLevel, {
    nullable: true,
    description: 'Level of the divisions; null for those directly below. 层级',
  })
  level!: DivisionLevel | null;

  @Field(() => Float, { description: 'between + within; 0 when everybody has the same. 总指数' })
  total!: number;

  @Field(() => Float, { description: 'What would remain if each division were even in itself. 组间差异' })
  between!: number;

  @Field(() => Float, { description: 'Inequality inside the divisions. 组内差异' })
  within!: number;

  readonly parts!: readonly TheilPart[];
}

@ObjectType({ description: 'A division where some of the worst-served people live. 可达性最差人口所在区划' })
export class WorstServedDivision {
  @Field(() => Int, { description: 'Rank, 1 has the most of these people. 排名' })
  rank!: number;

  @Field(() => ID, { nullable: true, description: 'Division; null for people in none. 区划代码' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name. 名称' })
  name!: string | null;

  @Field(() => Float, { description: 'Worst-served people in it. 可达性最差人数' })
  worstServedPeople!: number;

  @Field(() => AccessOfDivision, { nullable: true, description: 'All its people. 区划可达性' })
  access!: AccessOfDivision | null;
}

@ObjectType({
  description:
    'The people with the least access, whole demand points until the share is reached. 可达性最差人口',
})
export class WorstServed {
  readonly field!: AccessField;
  readonly unit!: number;
  readonly worst!: readonly number[];

  @Field(() => Float, { description: 'Share of the people asked for. 所占份额' })
  share!: number;

  @Field(() => Float, { description: 'People named, a little more than the share. 人数' })
  people!: number;

  @Field(() => Int, { description: 'Their demand points. 需求点数' })
  pointCount!: number;

  @Field(() => Float, { description: 'The most access any of them has. 其中最高可达性' })
  highestAccess!: number;
}

@ObjectType({ description: 'How evenly access is spread among a division’s people (METHODS E7). 公平性' })
export class Equity {
  readonly field!: AccessField;
  readonly unit!: number;
  readonly figures!: EquityFigures;

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

  @Field(() => Float, {
    nullable: true,
    description: 'Gini index, 0 when everybody has the same; null when undefined. 基尼系数',
  })
  gini!: number | null;

  @Field(() => EquityUndefinedReason, {
    nullable: true,
    description: 'Why Gini, Theil and the worst served are null. 无法计算的原因',
  })
  undefinedReason!: UndefinedReason | null;

  @Field(() => AccessPoverty, { description: 'Poverty of access. 可达性贫困' })
  poverty!: AccessPoverty;

  @Field(() => WorstServed, {
    nullable: true,
    description: 'The worst served; null when undefined. 可达性最差人口',
  })
  worstServed!: WorstServed | null;
}

export const TheilPartConnection = defineConnection('TheilPart', '泰尔指数分组', () => TheilPart);
export const WorstServedDivisionConnection = defineConnection(
  'WorstServedDivision',
  '可达性最差人口所在区划',
  () => WorstServedDivision,
);
