import { type ClassType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { DataSourceRecord } from './data-source.record.js';
import type { SourcesLoaders } from './sources.loaders.js';
import type { SourcesRepository } from './sources.repository.js';

@Resolver()
export class SourcesResolver {
  constructor(private readonly sources: SourcesRepository) {}

  @Query(() => [DataSourceRecord], { description: 'Every source of data, by key. 数据来源列表' })
  dataSources(): Promise<DataSourceRecord[]> {
    return this.sources.list();
  }
}

/** A row that names its source. */
export interface Sourced {
  readonly sourceKey: string;
}

/** Gives a type of rows its fields `source` and `synthetic`, read through one loader. */
export function createSourcedResolver(type: () => ClassType<Sourced>, loaders: SourcesLoaders): object {
  @Resolver(() => type())
  class SourcedResolver {
    @FieldResolver(() => DataSourceRecord, { description: 'Where this row comes from. 数据来源' })
    source(@Root() row: Sourced, @Ctx() context: RequestContext): Promise<DataSourceRecord> {
      return context.load(loaders.byKey, row.sourceKey);
    }

    @FieldResolver(() => Boolean, {
      description: 'True when the row was generated, not surveyed. 是否为合成数据',
    })
    async synthetic(@Root() row: Sourced, @Ctx() context: RequestContext): Promise<boolean> {
      return (await context.load(loaders.byKey, row.sourceKey)).synthetic;
    }
  }
  return new SourcedResolver();
}
