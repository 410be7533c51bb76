/**
 * Where rows come from, and how often each dataset has changed.
 * Lives here: data_source, dataset_revision. Does not: the rows themselves, which name their source by key.
 */
import type { EntityManager } from 'typeorm';
import type { Room } from '../graphql/room.js';
import { createSourcesLoaders, type SourcesLoaders } from './sources.loaders.js';
import { SourcesRepository } from './sources.repository.js';
import { SourcesResolver } from './sources.resolver.js';

export { DataSourceRecord } from './data-source.record.js';
export { ensureSource, OWN_SOURCE, SHIPPED_SOURCE } from './entry-source.repository.js';
export { createSourcedResolver, type Sourced } from './sources.resolver.js';
export type { SourcesLoaders } from './sources.loaders.js';
export {
  DATASETS,
  SourcesRepository,
  type Dataset,
  type DatasetRevisions,
  type SourcesInUse,
} from './sources.repository.js';

export interface SourcesRoom extends Room {
  readonly sources: SourcesRepository;
  readonly loaders: SourcesLoaders;
}

export function createSourcesRoom(ground: { readonly manager: EntityManager }): SourcesRoom {
  const sources = new SourcesRepository(ground.manager);
  return { resolvers: [new SourcesResolver(sources)], sources, loaders: createSourcesLoaders(sources) };
}
