import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DivisionLevel } from '../divisions/index.js';
import { IndicatorArea, IndicatorUnit } from './policy-words.js';

/** A quantity the documents speak of. */
@ObjectType({ description: 'A quantity that policy documents set targets for. 指标' })
export class Indicator {
  @Field(() => ID, { description: 'Short name. 指标标识' })
  key!: string;

  @Field(() => String, { description: 'Name in Chinese. 中文名称' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English. 英文名称' })
  nameEn!: string;

  @Field(() => String, { description: 'What it is. 定义' })
  definition!: string;

  @Field(() => IndicatorUnit, { description: 'Unit of its values. 单位' })
  unit!: IndicatorUnit;

  @Field(() => [DivisionLevel], {
    description: 'Levels of the units it counts; empty when it counts no units. 统计层级',
  })
  levels!: DivisionLevel[];

  @Field(() => IndicatorArea, {
    nullable: true,
    description: 'Only urban or only rural ones; null for both. 城乡范围',
  })
  urbanRural!: IndicatorArea | null;

  @Field(() => String, { description: 'What is counted. 分子' })
  numerator!: string;

  @Field(() => String, { nullable: true, description: 'Out of what, for shares and rates. 分母' })
  denominator!: string | null;

  /**
   * How the platform computes it from its own data; null when it is reported. `presence:<CareService>` and
   * `presence-kind:<FacilityKind>` (units of the levels that have one), `population-coverage:<CareService>`,
   * `capability-share:<FacilityKind>:<ServiceCapability>`, `nursing-bed-share`, `rated-institution-share`,
   * `dispatched-months`.
   */
  @Field(() => String, {
    nullable: true,
    description: 'How it is computed from the platform’s data; null when it is reported. 计算方式',
  })
  computation!: string | null;

  @Field(() => Boolean, {
    description:
      'True: counted anew from 1 January each year; a target is held against the readings of its own year. 是否按年度计数',
  })
  perYear!: boolean;

  /** Indicators of one group are worded differently but promise the same thing, so their targets can contradict. */
  @Field(() => String, {
    nullable: true,
    description: 'Indicators of one group can contradict each other. 同类指标组',
  })
  rivalGroup!: string | null;

  @Field(() => [Int], { description: 'Rows of the requirements it comes from. 需求条目' })
  policyRows!: number[];

  @Field(() => String, {
    name: 'requirementClass',
    description: 'i spatial planning, ii tracking, i+ii both, iii reference. 需求类别',
  })
  class!: string;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note!: string | null;

  sourceKey!: string;
}
