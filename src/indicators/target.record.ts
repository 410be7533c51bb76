import 'reflect-metadata';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { TargetDirection, TargetScope } from './policy-words.js';

/** A value an indicator of a jurisdiction shall have by a day, with the clause that says so. */
@ObjectType({ description: 'A promised value of an indicator with its deadline and clause. 目标' })
export class Target {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id!: string;

  @Field(() => ID, {
    description: 'Code of the division it is for; the division need not be imported. 区划代码',
  })
  jurisdictionCode!: string;

  indicatorKey!: string;

  @Field(() => TargetScope, { description: 'What must reach it. 适用范围' })
  scope!: TargetScope;

  @Field(() => TargetDirection, { description: 'On which side it is met. 目标方向' })
  direction!: TargetDirection;

  @Field(() => Float, { description: 'Value in the indicator’s unit; shares are 0 to 1. 目标值' })
  value!: number;

  @Field(() => DateScalar, { description: 'Last day. 截止日期' })
  deadline!: string;

  @Field(() => Boolean, {
    description: 'False when the document gives no deadline and the end of its plan was taken. 期限是否载明',
  })
  deadlineStated!: boolean;

  documentKey!: string;

  clauseName!: string;

  @Field(() => Int, { description: 'Version, 1 is the clause itself; the latest counts. 版本' })
  version!: number;

  @Field(() => Boolean, {
    description: 'True when a later version counts on the date asked for. 是否已被取代',
  })
  superseded!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day the version counts; null: since its document. 生效日期',
  })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'Document that changed the clause’s value. 调整依据' })
  document!: string | null;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note!: string | null;

  @Field(() => String, { description: 'Who recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;

  @Field(() => [Target], {
    description: 'Targets of other clauses that contradict this one; all are kept. 相互矛盾的目标',
  })
  rivals!: Target[];

  /** Of the indicator. */
  rivalGroup!: string | null;

  sourceKey!: string;

  @Field(() => Boolean, { description: 'True when another clause contradicts it. 是否存在矛盾' })
  get inConflict(): boolean {
    return this.rivals.length > 0;
  }
}
