import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { Indicator } from './indicator.record.js';
import type { IndicatorsRepository } from './indicators.repository.js';
import type { FrozenMonth, Restatement } from './months/frozen-month.record.js';
import type { MonthsRepository } from './months/months.repository.js';
import type { PolicyClause, PolicyDocument } from './policy-document.record.js';
import type { PolicyDocumentsRepository } from './policy-documents.repository.js';
import type { Reading } from './readings/reading.record.js';
import type { ReadingsRepository } from './readings/readings.repository.js';

export interface IndicatorLoaders {
  /** null for an unknown key. */
  readonly indicatorByKey: LoaderDefinition<string, Indicator | null>;
  /** null for an unknown key. */
  readonly documentByKey: LoaderDefinition<string, PolicyDocument | null>;
  /** In order. */
  readonly clausesOfDocument: LoaderDefinition<string, readonly PolicyClause[]>;
  /** null for an unknown id. */
  readonly readingById: LoaderDefinition<string, Reading | null>;
  /** In the order they were recorded. */
  readonly restatementsOfMonth: LoaderDefinition<FrozenMonth, readonly Restatement[]>;
}

export function createIndicatorLoaders(
  indicators: IndicatorsRepository,
  documents: PolicyDocumentsRepository,
  readings: ReadingsRepository,
  months: MonthsRepository,
): IndicatorLoaders {
  return {
    indicatorByKey: defineLoader('indicator by key', (keys) => indicators.findByKeys(keys)),
    documentByKey: defineLoader('policy document by key', (keys) => documents.findByKeys(keys)),
    clausesOfDocument: defineLoader('clauses of a document', (keys) => documents.findClauses(keys)),
    readingById: defineLoader('reading by id', (ids) => readings.findByIds(ids)),
    restatementsOfMonth: defineLoader(
      'restatements of a frozen month',
      (frozen) => months.restatements(frozen),
      ({ jurisdictionCode, month }) => `${jurisdictionCode} ${month}`,
    ),
  };
}
