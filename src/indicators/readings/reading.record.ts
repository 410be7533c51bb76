import { Field, Float, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { type Month, shortMonth } from '../month.js';

/** What an indicator was reported to be; never changed, only corrected by a later one. */
@ObjectType({ description: 'A reported figure of an indicator, of one division and month. 指标读数' })
export class Reading {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id!: string;

  @Field(() => ID, { description: 'Code of the division. 区划代码' })
  jurisdictionCode!: string;

  indicatorKey!: string;

  month!: Month;

  @Field(() => String, { name: 'month', description: 'Month, YYYY-MM. 月份' })
  get monthText(): string {
    return shortMonth(this.month);
  }

  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  denominator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Value in the indicator’s unit; null where the denominator is 0. 数值',
  })
  value!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no value: NO_DENOMINATOR. 无数值的原因' })
  get noValueReason(): string | null {
    return this.value === null ? 'NO_DENOMINATOR' : null;
  }

  @Field(() => String, { description: 'Document it comes from. 依据文件' })
  document!: string;

  @Field(() => String, { description: 'Who recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The reading it corrects. 更正的读数编号' })
  corrects!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it corrects it. 更正原因' })
  reason!: string | null;

  @Field(() => Boolean, { description: 'True when a later reading corrects it. 是否已被更正' })
  corrected!: boolean;
}
