import { Field, ID, InputType, Int } from 'type-graphql';
import { badInput } from '../../platform/errors/bad-input.js';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { SyncStep } from '../vocabulary.js';
import type { EvidenceToRecord } from './estate-evidence.service.js';

@InputType({
  description: 'Evidence to be recorded, about an estate’s housing or about a care room. 凭证登记',
})
export class EstateEvidenceInput {
  @Field(() => ID, { nullable: true, description: 'Estate whose housing it is about. 小区编号' })
  estateId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Care room it is about. 用房编号' })
  careRoomId?: string | null;

  @Field(() => Int, {
    description:
      'Version of the estate or room that was read; error CONFLICT when it has changed since. 版本号',
  })
  version!: number;

  @Field(() => SyncStep, { description: 'Step that was reached. 环节' })
  step!: SyncStep;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When, not after today; null only in a correction, which then withdraws. 日期',
  })
  happenedOn?: string | null;

  @Field(() => String, { description: 'Document that says so. 依据文件' })
  document!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Evidence of the same step that it corrects. 更正的凭证编号',
  })
  replaces?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT unless it is about one estate or one room. */
export function evidenceToRecord(input: EstateEvidenceInput): EvidenceToRecord {
  const { estateId, careRoomId, version, step, happenedOn, document, replaces } = input;
  if ((estateId == null) === (careRoomId == null))
    throw badInput('Expected either estateId or careRoomId.', { field: 'estateId' });
  return {
    subject: careRoomId == null ? 'ESTATE' : 'CARE_ROOM',
    subjectId: (careRoomId ?? estateId)!,
    version,
    step,
    happenedOn: happenedOn ?? null,
    document: document.trim(),
    replaces: replaces ?? null,
  };
}
