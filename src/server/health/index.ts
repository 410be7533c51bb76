/**
 * Whether the program can answer: for probes (/health/ready) and the GraphQL query `health`.
 * Not here: figures over time (metrics.ts).
 */
import 'reflect-metadata';
import type { Database } from '../../platform/database/open-database.js';
import type { Room } from '../../platform/graphql/room.js';
import { HealthRepository } from './health.repository.js';
import { HealthResolver } from './health.resolver.js';
import { HealthService } from './health.service.js';

export interface HealthRoom extends Room {
  readonly service: HealthService;
}

export function createHealthRoom({ database }: { database: Database }): HealthRoom {
  const service = new HealthService(database.kind, new HealthRepository(database));
  return { service, resolvers: [new HealthResolver(service)] };
}

export { Health } from './health.record.js';
export { HealthResolver } from './health.resolver.js';
export { HealthService } from './health.service.js';
