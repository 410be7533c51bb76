import type { Dataset } from '../platform/sources/index.js';

const column = <T extends string>(header: string, name: string, type: T) => ({ header, column: name, type });

/** The shipped predicates and where they go; whoever loads the shipped policy rows loads them too. */
export const SERVICE_PREDICATE_FILE = {
  file: 'service-predicates.csv',
  table: 'service_predicate',
  columns: [
    column('service', 'service', 'text'),
    column('jurisdictionCode', 'jurisdiction_code', 'text'),
    column('validFrom', 'valid_from', 'date'),
    column('validTo', 'valid_to', 'date'),
    column('kinds', 'kinds', 'text[]'),
    column('anyCapability', 'any_capability', 'text[]'),
    column('allCapabilities', 'all_capabilities', 'text[]'),
    column('exceptMealModes', 'except_meal_modes', 'text[]'),
    column('document', 'document', 'text'),
    column('clause', 'clause', 'text'),
    column('verified', 'verified', 'boolean'),
    column('note', 'note', 'text'),
  ],
  key: ['service', 'jurisdiction_code', 'valid_from'],
  inUse: 'false',
  // Predicates live with the facilities they judge, and are kept by the caches under their revision.
  dataset: 'facilities' as Dataset,
};
