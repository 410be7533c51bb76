import { Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { CareRoomAspect, CareRoomUse } from '../vocabulary.js';
import type { StateToRecord } from './care-room-state.service.js';

@InputType({ description: 'Use or handover of a care room from a day on, to be recorded. 用房状态登记' })
export class CareRoomStateInput {
  @Field(() => ID, { description: 'Care room. 用房编号' })
  careRoomId!: string;

  @Field(() => Int, {
    description: 'Version of the room that was read; error CONFLICT when it has changed since. 版本号',
  })
  version!: number;

  @Field(() => CareRoomAspect, { description: 'Use or handover. 状态项' })
  aspect!: CareRoomAspect;

  @Field(() => DateScalar, { description: 'From this day on, not after today. 起始日期' })
  validFrom!: string;

  @Field(() => CareRoomUse, {
    nullable: true,
    description: 'With USE: what it is used for; null: nobody knows. 用途',
  })
  use?: CareRoomUse | null;

  @Field(() => ID, {
    nullable: true,
    description: 'With HANDOVER: street or township it is handed to. 移交街道（乡镇）代码',
  })
  handedOverCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With HANDOVER: office it is handed to; null without a code: taken back. 接收单位',
  })
  handedOverTo?: string | null;

  @Field(() => String, { description: 'Document that says so. 依据文件' })
  document!: string;
}

export function stateToRecord(input: CareRoomStateInput): StateToRecord {
  const { use, handedOverCode, handedOverTo, document, ...rest } = input;
  return {
    ...rest,
    use: use ?? null,
    handedOverCode: handedOverCode ?? null,
    handedOverTo: handedOverTo?.trim() ?? null,
    document: document.trim(),
  };
}
