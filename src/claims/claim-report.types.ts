import { Field, Int, ObjectType } from 'type-graphql';
import type {
  ClaimRelationKind as RelationKind,
  FindingCode,
  FindingSeverity,
  RelationOutcome,
} from '../kernel/claims/claim.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import type { RecordPart } from './claim-draft.js';

export const ClaimRelationKind = defineEnum<RelationKind>(
  'ClaimRelationKind',
  'What is said of a claim and its terms. 关系类型',
  {
    SUM: 'The claim is the sum of the terms. 合计',
    PRODUCT: 'The claim is the product of the terms; a percentage counts as a share. 乘积',
    RATIO: 'The claim is the first term divided by the second. 比例',
    EQUAL: 'The claim says the same as each term. 相等',
    AT_LEAST: 'The claim is at least the term. 不低于',
    AT_MOST: 'The claim is at most the term. 不高于',
    BEFORE: 'The claim is a date not later than the term. 不晚于',
    SAME_NAME: 'The claim and the terms are one thing and must have one label. 同一名称',
  },
);

export const ClaimRecordPart = defineEnum<RecordPart>(
  'ClaimRecordPart',
  'Which figure of an indicator a claim is held against. 比对对象',
  {
    VALUE: 'The reading or computed figure at the end of the month. 月末数值',
    TARGET: 'Any of the targets that count at the end of the month. 目标值',
  },
);

export const ClaimOutcome = defineEnum<RelationOutcome>(
  'ClaimOutcome',
  'What became of a relation. 核对结果',
  {
    HOLDS: 'Holds with the figures as written. 成立',
    WITHIN_ROUNDING: 'Holds when the rounding of the terms is allowed for. 在四舍五入范围内成立',
    TRUNCATED: 'Holds only when the result was cut off, not rounded. 截断后成立',
    FAILS: 'Does not hold. 不成立',
  },
);

export const ClaimSeverity = defineEnum<FindingSeverity>(
  'ClaimSeverity',
  'How grave a finding is. 严重程度',
  {
    ERROR: 'The figures contradict each other. 错误',
    WARNING: 'Somebody should look. 警告',
    NOTE: 'Good to know. 提示',
  },
);

export const ClaimFindingCode = defineEnum<FindingCode>('ClaimFindingCode', 'What is wrong. 问题代码', {
  SUM_MISMATCH: 'A total that is not the sum of its parts. 合计不符',
  PRODUCT_MISMATCH: 'An amount that is not the product of its factors. 乘积不符',
  RATIO_MISMATCH: 'A ratio that is not that of its two figures. 比例不符',
  VALUES_DIFFER: 'One thing said with two values. 数值不一致',
  UNIT_SLIP: 'Would hold in another unit of the same kind, such as 万元 for 元. 单位误写',
  UNIT_MISMATCH: 'Units that cannot be calculated or compared. 单位不符',
  UNIT_CONFUSION: 'One number used for people and for visits. 人与人次混用',
  PART_EXCEEDS_TOTAL: 'A part above its total. 分项大于总计',
  DIVISION_BY_ZERO: 'A ratio over zero. 分母为零',
  TRUNCATED: 'A result that was cut off instead of rounded. 截断',
  TARGET_MISSED: 'A value that misses its target. 未达目标',
  DATES_OUT_OF_ORDER: 'Dates in the wrong order. 日期先后不符',
  PERCENT_OUT_OF_RANGE: 'A percentage outside 0–100 %. 百分比超出范围',
  NEGATIVE_COUNT: 'A count below zero. 数量为负',
  FRACTIONAL_COUNT: 'A count that is not whole. 数量不是整数',
  SCOPE_UNSTATED: 'Not said whether a figure is for all or for each unit. 口径不明',
  NAMES_DIFFER: 'One thing under several names. 名称不一',
  DIFFERS_FROM_RECORD: 'Not the reading, computed figure or target of the platform. 与登记数据不符',
  NOT_ON_RECORD: 'Nothing is on record to compare with. 平台无登记数据',
  PERIODS_DIFFER: 'Equal values of different periods. 时期不同',
});

@ObjectType({ description: 'One thing to look at in a report. 核对发现的问题' })
export class ClaimFinding {
  @Field(() => ClaimFindingCode, { description: 'What is wrong. 问题代码' })
  code!: FindingCode;

  @Field(() => ClaimSeverity, { description: 'How grave it is. 严重程度' })
  severity!: FindingSeverity;

  @Field(() => Int, {
    nullable: true,
    description: 'Index of the stated relation, from 0; null for what was found unasked. 关系序号',
  })
  relation!: number | null;

  @Field(() => [String], { description: 'Keys of the claims involved. 涉及的数据' })
  claims!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it should say, where that is known. 应为' })
  expected!: string | null;

  @Field(() => String, { description: 'What it says. 实为' })
  actual!: string;

  @Field(() => String, { description: 'The calculation written out. 算式' })
  arithmetic!: string;

  @Field(() => String, { description: 'What is wrong, in Chinese. 说明' })
  message!: string;

  @Field(() => String, { description: 'The same in English. 英文说明' })
  messageEn!: string;

  @Field(() => String, { nullable: true, description: 'What would put it right, in Chinese. 建议' })
  hint!: string | null;

  @Field(() => String, { nullable: true, description: 'The same in English. 英文建议' })
  hintEn!: string | null;
}

@ObjectType({ description: 'A stated relation and what became of it. 已核对的关系' })
export class ClaimRelationCheck {
  @Field(() => ClaimRelationKind, { description: 'What was said. 关系类型' })
  kind!: RelationKind;

  @Field(() => String, { description: 'Key of the claim it is about. 数据' })
  claim!: string;

  @Field(() => [String], { description: 'Keys of its terms. 各项' })
  terms!: readonly string[];

  @Field(() => ClaimOutcome, { description: 'Whether it holds. 核对结果' })
  outcome!: RelationOutcome;

  @Field(() => String, { description: 'The calculation written out. 算式' })
  arithmetic!: string;
}

@ObjectType({ description: "A report's figures checked against each other. 数据核对结果" })
export class ClaimReport {
  @Field(() => Int, { description: 'Claims checked. 数据个数' })
  claimCount!: number;

  @Field(() => Boolean, { description: 'True when a finding is an ERROR. 有错误' })
  hasErrors!: boolean;

  @Field(() => [ClaimFinding], { description: 'Everything to look at, errors first. 问题' })
  findings!: readonly ClaimFinding[];

  @Field(() => [ClaimRelationCheck], {
    description: 'Every stated relation in order, those that hold too. 已核对的关系',
  })
  checks!: readonly ClaimRelationCheck[];
}
