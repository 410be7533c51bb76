import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { ClaimRelationKind as RelationKind } from '../kernel/claims/claim.js';
import { UNIT_WORDS } from '../kernel/claims/claim-units.js';
import { CLAIM_LIMITS, type ClaimDraft, type ClaimRelationDraft, type RecordPart } from './claim-draft.js';
import { ClaimRecordPart, ClaimRelationKind } from './claim-report.types.js';

@InputType({ description: 'One figure or date of a report. 报告中的一个数据' })
export class ClaimInput implements ClaimDraft {
  @Field(() => String, { description: 'Short name by which relations refer to it. 编号' })
  key!: string;

  @Field(() => String, { description: 'What it is, in the words of the report. 名称' })
  label!: string;

  @Field(() => String, {
    description: 'As written, so that decimals stay: "524.6", "36.38%", "2024-06"; its unit may follow. 数值',
  })
  value!: string;

  @Field(() => String, {
    nullable: true,
    description: `Unit, unless the value says it: ${UNIT_WORDS.join(' ')}. 单位`,
  })
  unit?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The matter it belongs to; labels are compared within one matter. 事项',
  })
  subject?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For whom it counts (全市, 每县区), 不明 where the report does not say. 口径',
  })
  scope?: string | null;

  @Field(() => String, { nullable: true, description: 'Year, month or day it is of. 时期' })
  period?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Indicator, by key or Chinese name, whose figure it says; with division and month it is compared with the record. 对应指标',
  })
  indicator?: string | null;

  @Field(() => ID, { nullable: true, description: 'Code of the division of that figure. 区划代码' })
  division?: string | null;

  @Field(() => String, { nullable: true, description: 'Month at whose end it stood, YYYY-MM. 月份' })
  month?: string | null;

  @Field(() => ClaimRecordPart, {
    nullable: true,
    description: 'Compared with the value, unless it says a target. 比对对象',
  })
  part?: RecordPart | null;
}

@InputType({ description: 'What a report says, or implies, of several of its figures. 数据之间的关系' })
export class ClaimRelationInput implements ClaimRelationDraft {
  @Field(() => ClaimRelationKind, { description: 'What is said. 关系类型' })
  kind!: RelationKind;

  @Field(() => String, {
    description: 'Key of the claim it is about: the total, the ratio, the earlier date. 数据',
  })
  claim!: string;

  @Field(() => [String], { description: 'Keys of the others; of a ratio, numerator then denominator. 各项' })
  terms!: string[];
}

@ArgsType()
export class CheckClaimsArguments {
  @Field(() => [ClaimInput], { description: `At most ${CLAIM_LIMITS.claims}. 数据` })
  claims!: ClaimInput[];

  @Field(() => [ClaimRelationInput], {
    nullable: true,
    description: `At most ${CLAIM_LIMITS.relations}. 关系`,
  })
  relations?: ClaimRelationInput[] | null;
}
