import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { CareRoomAspect, CareRoomUse } from '../vocabulary.js';

/** What a care room was used for, or to whom it was handed over, from a day on. Never changed: a later row corrects it. */
@ObjectType({
  description:
    'From a day on a care room is used so, or is with that office, until a row of a later day; of rows of one day the last recorded counts. 用房状态',
})
export class CareRoomState {
  @Field(() => ID, { description: 'Running number. 编号' })
  id!: string;

  careRoomId!: string;

  @Field(() => CareRoomAspect, { description: 'Use or handover. 状态项' })
  aspect!: CareRoomAspect;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From this day on; null: as long as anybody knows. 起始日期',
  })
  validFrom!: string | null;

  @Field(() => CareRoomUse, { nullable: true, description: 'What it is used for; null: unknown. 用途' })
  use!: CareRoomUse | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Street or township it was handed to. 移交街道（乡镇）代码',
  })
  handedOverCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Office it was handed to; null without a code: with none. 接收单位',
  })
  handedOverTo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Document that says so; null where an imported register does. 依据文件',
  })
  document!: string | null;

  @Field(() => String, { description: 'Key or token that recorded it. 登记人' })
  recordedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;

  sourceKey!: string;
}
