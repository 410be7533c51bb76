import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { Indicator } from './indicator.record.js';
import type { IndicatorsRepository } from './indicators.repository.js';
import type { PolicyClause, PolicyDocument } from './policy-document.record.js';
import type { PolicyDocumentsRepository } from './policy-documents.repository.js';

export interface IndicatorLoaders {
  /** null for an unknown key. */
  readonly indicatorByKey: LoaderDefinition<string, Indicator | null>;
  /** null for an unknown key. */
  readonly documentByKey: LoaderDefinition<string, PolicyDocument | null>;
  /** In order. */
  readonly clausesOfDocument: LoaderDefinition<string, readonly PolicyClause[]>;
}

export function createIndicatorLoaders(
  indicators: IndicatorsRepository,
  documents: PolicyDocumentsRepository,
): IndicatorLoaders {
  return {
    indicatorByKey: defineLoader('indicator by key', (keys) => indicators.findByKeys(keys)),
    documentByKey: defineLoader('policy document by key', (keys) => documents.findByKeys(keys)),
    clausesOfDocument: defineLoader('clauses of a document', (keys) => documents.findClauses(keys)),
  };
}
