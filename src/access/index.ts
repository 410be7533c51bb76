/**
 * Keys and the viewer: who asks, and the keys that let programs in.
 * Here: the GraphQL types and use cases of API keys, and `viewer`. Not here: how a credential is checked
 * (platform/access) and what a role may read (each room). Neighbours: none.
 */
import 'reflect-metadata';
import type { EntityManager } from 'typeorm';
import { ApiKeys } from '../platform/access/api-keys.js';
import type { Room } from '../platform/graphql/room.js';
import { ApiKeyResolver } from './api-key.resolver.js';
import { ApiKeyService } from './api-key.service.js';
import { ViewerResolver } from './viewer.resolver.js';

export interface AccessRoom extends Room {
  readonly keys: ApiKeys;
  readonly service: ApiKeyService;
}

export function createAccessRoom({ manager }: { manager: EntityManager }): AccessRoom {
  const keys = new ApiKeys(manager);
  const service = new ApiKeyService(manager, keys);
  return { keys, service, resolvers: [new ApiKeyResolver(service), new ViewerResolver()] };
}

export { ApiKeyResolver } from './api-key.resolver.js';
export { ApiKeyService } from './api-key.service.js';
export { ViewerResolver } from './viewer.resolver.js';
