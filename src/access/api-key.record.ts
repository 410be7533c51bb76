import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import type { Role } from '../platform/access/viewer.js';
import { RoleEnum } from './role.enum.js';

@ObjectType('ApiKey', { description: 'A named key; the key itself is not kept, only its hash. API 密钥' })
export class ApiKeyRecord {
  @Field(() => String, { description: 'Name, also the actor in audit rows. 名称' })
  name!: string;

  @Field(() => RoleEnum, { description: 'Role of requests that carry the key. 角色' })
  role!: Role;

  @Field(() => GraphQLISODateTime, { description: 'When it was created. 创建时间' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was revoked, if it was. 撤销时间',
  })
  revokedAt!: Date | null;
}

@ObjectType('CreatedApiKey', { description: 'A key that has just been created. 新建的 API 密钥' })
export class CreatedApiKeyRecord extends ApiKeyRecord {
  @Field(() => String, {
    description: 'The key, to be sent as x-api-key. Shown this once only. 密钥（仅显示一次）',
  })
  key!: string;
}
