import { Query, Resolver } from 'type-graphql';
import { Health } from './health.record.js';
import type { HealthService } from './health.service.js';

@Resolver()
export class HealthResolver {
  constructor(private readonly service: HealthService) {}

  @Query(() => Health, { description: 'Whether the program can answer. 运行状况' })
  health(): Promise<Health> {
    return this.service.report();
  }
}
