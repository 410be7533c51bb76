import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PolicyStatus } from './policy-words.js';

/** A plan, notice or report that promises something or tells of it. */
@ObjectType({ description: 'A plan, notice or report that sets targets or tells of them. 政策文件' })
export class PolicyDocument {
  @Field(() => ID, { description: 'Short name. 文件标识' })
  key!: string;

  @Field(() => String, { description: 'Title. 题名' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Who issued it, where known. 发文机关' })
  issuer!: string | null;

  @Field(() => ID, {
    description: 'Code of the division it is for; the division need not be imported. 适用区划代码',
  })
  jurisdictionCode!: string;

  @Field(() => String, { nullable: true, description: 'Number it was issued under. 文号' })
  number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue, where known. 发文日期' })
  issuedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of issue, where known. 发文年份' })
  issuedYear!: number | null;

  @Field(() => PolicyStatus, { description: 'Draft, issued or report. 状态' })
  status!: PolicyStatus;

  @Field(() => Boolean, {
    description: 'True when the row was compared with the published text. 是否已核对原文',
  })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note!: string | null;

  sourceKey!: string;
}

/** A clause a target cites. */
@ObjectType({ description: 'A clause of a policy document. 条款' })
export class PolicyClause {
  documentKey!: string;

  @Field(() => String, { description: 'Where it stands in the document, e.g. 二(五)14. 条款位置' })
  clause!: string;

  @Field(() => String, { description: 'What it is about, in our words. 摘要' })
  summary!: string;

  sourceKey!: string;
}
