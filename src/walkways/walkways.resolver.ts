import { Query, Resolver } from 'type-graphql';
import { NetworkInfo } from './network-info.record.js';
import type { WalkwaysRepository } from './walkways.repository.js';

@Resolver()
export class WalkwaysResolver {
  constructor(private readonly walkways: WalkwaysRepository) {}

  @Query(() => NetworkInfo, {
    nullable: true,
    description: 'The walking network in use; null before one was imported. 当前步行路网',
  })
  networkInfo(): Promise<NetworkInfo | null> {
    return this.walkways.networkInfo();
  }
}
