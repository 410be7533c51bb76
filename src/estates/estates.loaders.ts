import type { MultiPolygon } from 'geojson';
import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { EstateEntrance } from './estate-entrance.record.js';
import type { EstatesRepository } from './estates.repository.js';
import type { HousingEstate } from './housing-estate.record.js';

export interface EstateLoaders {
  /** null for an unknown id. */
  readonly byId: LoaderDefinition<string, HousingEstate | null>;
  readonly entrances: LoaderDefinition<string, readonly EstateEntrance[]>;
  readonly boundary: LoaderDefinition<string, MultiPolygon | null>;
}

export function createEstateLoaders(estates: EstatesRepository): EstateLoaders {
  return {
    byId: defineLoader('estate by id', (ids, { viewer }) => estates.findByIds(ids, viewer)),
    entrances: defineLoader('entrances of an estate', (ids, { viewer }) =>
      estates.findEntrances(ids, viewer),
    ),
    boundary: defineLoader('boundary of an estate', (ids, { viewer }) => estates.findBoundaries(ids, viewer)),
  };
}
