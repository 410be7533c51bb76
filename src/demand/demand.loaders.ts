import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { DemandPoint } from './demand-point.record.js';
import type { DemandRepository } from './demand.repository.js';

export interface DemandLoaders {
  /** null for an unknown id. */
  readonly byId: LoaderDefinition<string, DemandPoint | null>;
}

export function createDemandLoaders(demand: DemandRepository): DemandLoaders {
  return { byId: defineLoader('demand point by id', (ids, { viewer }) => demand.findByIds(ids, viewer)) };
}
