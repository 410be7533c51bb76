import { defineLoader } from '../graphql/define-loader.js';
import type { LoaderDefinition } from '../graphql/request-context.js';
import type { DataSourceRecord } from './data-source.record.js';
import type { DatasetRevisions, SourcesRepository } from './sources.repository.js';

export interface SourcesLoaders {
  readonly byKey: LoaderDefinition<string, DataSourceRecord>;
  /** Any key gives the same answer: revisions are read once a request. */
  readonly revisions: LoaderDefinition<'all', DatasetRevisions>;
}

export function createSourcesLoaders(sources: SourcesRepository): SourcesLoaders {
  return {
    byKey: defineLoader('data source by key', async (keys) => {
      const rows = await sources.findByKeys(keys);
      return rows.map((row, index) => row ?? new Error(`data source ${keys[index]} is gone`));
    }),
    revisions: defineLoader('dataset revisions', async (keys) => {
      const revisions = await sources.readRevisions();
      return keys.map(() => revisions);
    }),
  };
}
