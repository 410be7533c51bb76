import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import { ServiceListKind } from '../policy-words.js';

/** One service of a published list of basic services for elderly people. */
@ObjectType({ description: 'An item of a list of basic services for elderly people. 基本养老服务清单项目' })
export class ServiceListItem {
  documentKey!: string;

  @Field(() => Int, { description: 'Edition of the list. 清单版本' })
  version!: number;

  @Field(() => Int, { description: 'Number in the list. 序号' })
  number!: number;

  @Field(() => String, { nullable: true, description: 'Name; null where the text was not at hand. 服务项目' })
  item!: string | null;

  @Field(() => ServiceListKind, { description: 'Kind. 类别' })
  kind!: ServiceListKind;

  @Field(() => String, { nullable: true, description: 'Whom it is for. 服务对象' })
  object!: string | null;

  @Field(() => String, { nullable: true, description: 'What is given. 服务标准' })
  standard!: string | null;

  @Field(() => String, { nullable: true, description: 'Body that leads. 牵头单位' })
  leadBody!: string | null;

  @Field(() => Boolean, {
    description: 'True when it is given at a place, so that distance matters. 是否依托场所',
  })
  placeBound!: boolean;

  @Field(() => Boolean, {
    description: 'True when the row was compared with the published text. 是否已核对原文',
  })
  verified!: boolean;

  sourceKey!: string;
}
