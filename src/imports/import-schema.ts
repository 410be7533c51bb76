import { CANDIDATE_SITE_FIELDS, FACILITY_FIELDS } from '../facilities/index.js';
import { DEMAND_POINT_FIELDS } from '../demand/index.js';
import { DIVISION_FIELDS } from '../divisions/index.js';
import {
  AVAILABLE_PREMISES_FIELDS,
  CARE_LAND_FIELDS,
  CARE_ROOM_FIELDS,
  COMMUNITY_PREMISES_FIELDS,
  ESTATE_EVIDENCE_FIELDS,
  ESTATE_FIELDS,
  ESTATE_POOL_FIELDS,
  RESIDENTIAL_LAND_FIELDS,
} from '../estates/index.js';
import type { FieldSpec, FieldTable } from '../platform/fields/field-table.js';
import { IMPORT_DATASETS, type ImportDatasetName } from './import-report.js';
import { NETWORK_FIELDS } from './line-reader.js';

const TABLES: Readonly<
  Record<
    ImportDatasetName,
    { readonly fields: FieldTable; readonly about: string; readonly geometry: readonly string[] }
  >
> = {
  divisions: {
    fields: DIVISION_FIELDS,
    about: 'administrative divisions 行政区划',
    geometry: ['Point', 'Polygon', 'MultiPolygon'],
  },
  facilities: { fields: FACILITY_FIELDS, about: 'places of care 养老服务设施', geometry: ['Point'] },
  estates: {
    fields: ESTATE_FIELDS,
    about: 'housing estates 住宅小区',
    geometry: ['Point', 'Polygon', 'MultiPolygon'],
  },
  land: {
    fields: RESIDENTIAL_LAND_FIELDS,
    about: 'residential land 居住用地',
    geometry: ['Polygon', 'MultiPolygon'],
  },
  demand: { fields: DEMAND_POINT_FIELDS, about: 'demand points 需求点', geometry: ['Point'] },
  candidates: { fields: CANDIDATE_SITE_FIELDS, about: 'candidate sites 候选点', geometry: ['Point'] },
  careRooms: {
    fields: CARE_ROOM_FIELDS,
    about: 'care rooms of estates 配套养老服务用房',
    geometry: ['Point'],
  },
  evidence: {
    fields: ESTATE_EVIDENCE_FIELDS,
    about: 'evidence of the steps of estates and care rooms 凭证',
    geometry: [],
  },
  pools: { fields: ESTATE_POOL_FIELDS, about: 'estates that share care rooms 合建', geometry: [] },
  careLand: {
    fields: CARE_LAND_FIELDS,
    about: 'land for care 养老服务用地',
    geometry: ['Point', 'Polygon', 'MultiPolygon'],
  },
  communityPremises: {
    fields: COMMUNITY_PREMISES_FIELDS,
    about: 'community premises 社区用房',
    geometry: ['Point'],
  },
  availablePremises: {
    fields: AVAILABLE_PREMISES_FIELDS,
    about: 'premises that could be had for care 可用房源',
    geometry: ['Point'],
  },
  network: {
    fields: NETWORK_FIELDS,
    about: 'walkway lines 步行道路',
    geometry: ['LineString', 'MultiLineString'],
  },
};

/**
 * JSON schema (2020-12) of one row of an import file under its canonical field names: the properties of a GeoJSON
 * feature, or the columns of a CSV. Made from the table that also reads the file, so the two cannot drift apart.
 */
export function importSchema(dataset: ImportDatasetName): object {
  const { fields, about, geometry } = TABLES[dataset];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:carecircle:import:${dataset}`,
    title: `Import file of ${about}`,
    description: 'The properties of one feature or the columns of one row. Unknown columns are ignored.',
    type: 'object',
    'x-geometry': geometry,
    properties: Object.fromEntries(Object.entries(fields).map(([field, spec]) => [field, property(spec)])),
    required: Object.keys(fields).filter((field) => fields[field].required),
    additionalProperties: true,
  };
}

function property(spec: FieldSpec): object {
  const { description, aliases } = spec;
  const about = aliases.length > 0 ? { description, 'x-aliases': aliases } : { description };
  switch (spec.type) {
    case 'text':
      return { type: ['string', 'number'], ...about };
    case 'integer':
      return { type: ['integer', 'string'], ...bounds(spec), ...about };
    case 'year':
      return { type: ['integer', 'string'], minimum: 1949, maximum: 2200, ...about };
    case 'number':
      return { type: ['number', 'string'], ...bounds(spec), ...about };
    case 'date':
      return { type: 'string', examples: ['2025-06-30'], ...about };
    case 'yesNo':
      return { type: ['boolean', 'string'], examples: [true, '是', '否'], ...about };
    case 'code':
      return { type: ['string', 'integer'], pattern: CODE, ...about };
    case 'choice':
      return { type: 'string', ...choices(spec), ...about };
    case 'choiceList':
      return { type: ['string', 'array'], items: { type: 'string' }, ...choices(spec), ...about };
    case 'codeList':
      return { type: ['string', 'array'], items: { type: 'string', pattern: CODE }, ...about };
    case 'textList':
      return { type: ['string', 'array'], items: { type: 'string' }, ...about };
    case 'positions':
      return { type: ['string', 'array'], examples: ['118.29 33.95;118.30 33.96'], ...about };
  }
}

const CODE = '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$';

function bounds({ minimum, maximum }: FieldSpec): object {
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** Canonical values first; the words that mean them beside. */
function choices(spec: FieldSpec): object {
  return { examples: Object.keys(spec.choices ?? {}), 'x-words': spec.choices };
}

/** Path within the repository → content of each schema file. */
export function importSchemaFiles(): Record<string, string> {
  return Object.fromEntries(
    IMPORT_DATASETS.map((dataset) => [
      `schema/import/${dataset}.schema.json`,
      `${JSON.stringify(importSchema(dataset), null, 2)}\n`,
    ]),
  );
}
