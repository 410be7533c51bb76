import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { ServiceListKind } from '../policy-words.js';
import type { ServiceListRow } from './check-service-list.js';
import type { ServiceListConditions } from './service-list.repository.js';

@ArgsType()
export class ServiceListArguments {
  @Field(() => ID, { nullable: true, description: 'Only the list of this document. 文件标识' })
  documentKey?: string | null;

  @Field(() => Int, { nullable: true, description: 'Edition; the latest if absent. 清单版本' })
  version?: number | null;

  @Field(() => ServiceListKind, { nullable: true, description: 'Only this kind. 类别' })
  kind?: ServiceListKind | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are bound to a place, or only those that are not. 是否依托场所',
  })
  placeBound?: boolean | null;
}

export function serviceListConditions(args: ServiceListArguments): ServiceListConditions {
  return {
    documentKey: args.documentKey ?? null,
    version: args.version ?? null,
    kind: args.kind ?? null,
    placeBound: args.placeBound ?? null,
  };
}

@InputType({ description: 'A service of an edition to import. 清单项目' })
export class ServiceListItemInput {
  @Field(() => Int, { description: 'Number in the list. 序号' })
  number!: number;

  @Field(() => String, { description: 'Name. 服务项目' })
  item!: string;

  @Field(() => ServiceListKind, {
    nullable: true,
    description: 'Kind; as in the edition before if absent. 类别',
  })
  kind?: ServiceListKind | null;

  @Field(() => String, { nullable: true, description: 'Whom it is for. 服务对象' })
  object?: string | null;

  @Field(() => String, { nullable: true, description: 'What is given. 服务标准' })
  standard?: string | null;

  @Field(() => String, { nullable: true, description: 'Body that leads. 牵头单位' })
  leadBody?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Given at a place; as in the edition before if absent. 是否依托场所',
  })
  placeBound?: boolean | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Compared with the published text. 是否已核对原文',
  })
  verified!: boolean;
}

@ArgsType()
export class ImportServiceListArguments {
  @Field(() => ID, { description: 'Document whose list it is. 文件标识' })
  documentKey!: string;

  @Field(() => Int, { description: 'Edition: the next of the list. 清单版本' })
  version!: number;

  @Field(() => [ServiceListItemInput], { description: 'All services of the edition. 清单项目' })
  rows!: ServiceListItemInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'Check everything, store nothing. 试运行' })
  dryRun!: boolean;
}

export function serviceListRowOf(input: ServiceListItemInput): ServiceListRow {
  const { number, item, verified, kind = null, object = null, standard = null } = input;
  const { leadBody = null, placeBound = null } = input;
  return { number, item, verified, kind, object, standard, leadBody, placeBound };
}
