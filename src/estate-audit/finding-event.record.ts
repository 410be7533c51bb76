import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { FindingCode } from '../kernel/estates/estate-finding.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { FindingState } from './finding-words.js';

/** Somebody said something of a finding. Never changed: a later one says what counts. */
@ObjectType({
  description: 'What somebody said of a finding; never changed, the last one counts. 问题处理记录',
})
export class FindingEvent {
  @Field(() => ID, { description: 'Running number. 记录编号' })
  id!: string;

  estateId!: string;

  code!: FindingCode;

  about!: string;

  @Field(() => FindingState, { description: 'What the finding is from then on. 状态' })
  state!: FindingState;

  @Field(() => String, { description: 'Explanation. 说明' })
  note!: string;

  @Field(() => String, { nullable: true, description: 'Document that shows it. 依据文件' })
  document!: string | null;

  @Field(() => DateScalar, { description: 'Date of the audit it was said of. 核查日期' })
  asOf!: string;

  @Field(() => String, { description: 'Key or token that recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;
}

/** Which finding: the same from audit to audit. */
export interface FindingKey {
  readonly estateId: string;
  readonly code: FindingCode;
  /** '' = the estate itself. */
  readonly about: string;
}

export function findingKeyText({ estateId, code, about }: FindingKey): string {
  return JSON.stringify([estateId, code, about]);
}
