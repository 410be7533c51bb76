import { Field, Float, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { type Month, shortMonth } from '../month.js';

/** A month whose scorecard and dispatch are closed. */
@ObjectType({ description: 'A month whose scorecard and dispatch were frozen and never change. 已冻结月份' })
export class FrozenMonth {
  @Field(() => ID, { description: 'Code of the division. 区划代码' })
  jurisdictionCode!: string;

  month!: Month;

  @Field(() => String, { name: 'month', description: 'Month, YYYY-MM. 月份' })
  get monthText(): string {
    return shortMonth(this.month);
  }

  @Field(() => GraphQLISODateTime, { description: 'When it was frozen. 冻结时间' })
  frozenAt!: Date;

  @Field(() => String, { description: 'Who froze it. 冻结人' })
  frozenBy!: string;

  @Field(() => String, { description: 'SHA-256 of the content. 内容校验值' })
  sha256!: string;
}

/** A correction of a month after it was frozen. */
@ObjectType({ description: 'A correction of a frozen month; what is frozen stays as it was. 重述' })
export class Restatement {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id!: string;

  /** Of the frozen month. */
  jurisdictionCode!: string;

  month!: Month;

  @Field(() => ID, { description: 'Indicator. 指标标识' })
  indicatorKey!: string;

  @Field(() => ID, { description: 'Code of the division whose reading was corrected. 区划代码' })
  divisionCode!: string;

  @Field(() => ID, { description: 'The reading that corrects. 更正读数编号' })
  readingId!: string;

  @Field(() => Float, { nullable: true, description: 'Value before; null for none. 更正前' })
  valueBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'Value after; null for none. 更正后' })
  valueAfter!: number | null;

  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;

  @Field(() => String, { description: 'Document it rests on. 依据文件' })
  document!: string;

  @Field(() => String, { description: 'Who recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;
}
