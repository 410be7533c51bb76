import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Role } from '../platform/access/viewer.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { ApiKeyRecord, CreatedApiKeyRecord } from './api-key.record.js';
import type { ApiKeyService } from './api-key.service.js';
import { RoleEnum } from './role.enum.js';

@Resolver()
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @Query(() => [ApiKeyRecord], {
    nullable: true,
    description: 'Every API key, revoked ones included; for admins. 全部 API 密钥',
  })
  apiKeys(@Ctx() context: RequestContext): Promise<ApiKeyRecord[]> {
    return this.service.list(context.viewer);
  }

  @Mutation(() => CreatedApiKeyRecord, {
    description: 'Creates an API key and shows it once; for admins. 新建 API 密钥',
  })
  createApiKey(
    @Arg('name', () => String, { description: 'Who or what will use the key. 名称' }) name: string,
    @Arg('role', () => RoleEnum, { description: 'What the key may do. 角色' }) role: Role,
    @Ctx() context: RequestContext,
  ): Promise<CreatedApiKeyRecord> {
    return this.service.create(name, role, context.viewer);
  }

  @Mutation(() => ApiKeyRecord, { description: 'Ends an API key at once; for admins. 撤销 API 密钥' })
  revokeApiKey(
    @Arg('name', () => String, { description: 'Name of the key. 名称' }) name: string,
    @Ctx() context: RequestContext,
  ): Promise<ApiKeyRecord> {
    return this.service.revoke(name, context.viewer);
  }
}
