import { SERVICE_PREDICATE_FILE } from '../facilities/index.js';
import type { Dataset } from '../platform/sources/index.js';

/** A column of a shipped file: its name in the file's header, in the table, and its SQL type. */
export interface PolicyColumn {
  readonly header: string;
  readonly column: string;
  readonly type: 'text' | 'text[]' | 'int' | 'int[]' | 'numeric' | 'boolean' | 'date';
}

/** A shipped file and the table its rows go to. */
export interface PolicyFile {
  /** In geodata/policy. */
  readonly file: string;
  readonly table: string;
  readonly columns: readonly PolicyColumn[];
  /** Columns that tell rows apart. */
  readonly key: readonly string[];
  /** SQL that is true while something else refers to the row `t`, which is then kept when it is no longer shipped. */
  readonly inUse: string;
  /** Dataset whose caches must see a change of the rows. */
  readonly dataset?: Dataset;
}

/** Every shipped file, each after those it refers to. */
export const POLICY_FILES: readonly PolicyFile[] = [
  {
    file: 'documents.csv',
    table: 'policy_document',
    columns: [
      column('key'),
      column('title'),
      column('issuer'),
      column('jurisdictionCode', 'jurisdiction_code'),
      column('number'),
      column('issuedOn', 'issued_on', 'date'),
      column('issuedYear', 'issued_year', 'int'),
      column('status'),
      column('verified', 'verified', 'boolean'),
      column('note'),
    ],
    key: ['key'],
    inUse: `EXISTS (SELECT FROM policy_clause c WHERE c.document_key = t.key)
      OR EXISTS (SELECT FROM service_list_item s WHERE s.document_key = t.key)`,
  },
  {
    file: 'clauses.csv',
    table: 'policy_clause',
    columns: [column('documentKey', 'document_key'), column('clause'), column('summary')],
    key: ['document_key', 'clause'],
    inUse: 'EXISTS (SELECT FROM target g WHERE (g.document_key, g.clause) = (t.document_key, t.clause))',
  },
  {
    file: 'indicators.csv',
    table: 'indicator',
    columns: [
      column('key'),
      column('nameZh', 'name_zh'),
      column('nameEn', 'name_en'),
      column('definition'),
      column('unit'),
      column('levels', 'levels', 'text[]'),
      column('urbanRural', 'urban_rural'),
      column('numerator'),
      column('denominator'),
      column('computation'),
      column('perYear', 'per_year', 'boolean'),
      column('rivalGroup', 'rival_group'),
      column('policyRows', 'policy_rows', 'int[]'),
      column('class'),
      column('note'),
    ],
    key: ['key'],
    inUse: `EXISTS (SELECT FROM target g WHERE g.indicator_key = t.key)
      OR EXISTS (SELECT FROM reading r WHERE r.indicator_key = t.key)
      OR EXISTS (SELECT FROM restatement r WHERE r.indicator_key = t.key)`,
  },
  {
    file: 'targets.csv',
    table: 'target',
    columns: [
      column('jurisdictionCode', 'jurisdiction_code'),
      column('indicatorKey', 'indicator_key'),
      column('scope'),
      column('direction'),
      column('value', 'value', 'numeric'),
      column('deadline', 'deadline', 'date'),
      column('deadlineStated', 'deadline_stated', 'boolean'),
      column('documentKey', 'document_key'),
      column('clause'),
      column('version', 'version', 'int'),
      column('note'),
    ],
    key: ['jurisdiction_code', 'indicator_key', 'document_key', 'clause', 'deadline', 'scope', 'version'],
    inUse: 'false',
  },
  {
    file: 'service-list.csv',
    table: 'service_list_item',
    columns: [
      column('documentKey', 'document_key'),
      column('version', 'version', 'int'),
      column('number', 'number', 'int'),
      column('item'),
      column('kind'),
      column('object'),
      column('standard'),
      column('leadBody', 'lead_body'),
      column('placeBound', 'place_bound', 'boolean'),
      column('verified', 'verified', 'boolean'),
    ],
    key: ['document_key', 'version', 'number'],
    inUse: 'false',
  },
  SERVICE_PREDICATE_FILE,
];

function column(header: string, name: string = header, type: PolicyColumn['type'] = 'text'): PolicyColumn {
  return { header, column: name, type };
}
