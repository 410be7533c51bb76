import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { EvidenceSubject, SyncStep } from '../vocabulary.js';

/** A document that says when a step was reached. Never changed: a later one may correct it. */
@ObjectType({
  description:
    'A document that says when a step was reached; never changed, only corrected by a later one. 凭证',
})
export class EstateEvidence {
  @Field(() => ID, { description: 'Running number. 凭证编号' })
  id!: string;

  @Field(() => EvidenceSubject, { description: 'Housing or care room. 凭证对象' })
  subject!: EvidenceSubject;

  @Field(() => ID, { description: 'Estate or care room it is about. 对象编号' })
  subjectId!: string;

  @Field(() => SyncStep, { description: 'Step. 环节' })
  step!: SyncStep;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the step was reached; null where a correction withdraws it. 日期',
  })
  happenedOn!: string | null;

  @Field(() => String, { description: 'Document that says so. 依据文件' })
  document!: string;

  @Field(() => String, { description: 'Key or token that recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;

  @Field(() => ID, { nullable: true, description: 'Evidence that it corrects. 更正的凭证' })
  replaces!: string | null;

  @Field(() => ID, { nullable: true, description: 'Evidence that corrects it; null: it holds. 被何凭证更正' })
  replacedBy!: string | null;

  sourceKey!: string;
}
