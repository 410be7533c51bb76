import { CRS84, type LayerView, MOST_ROWS, rowFields } from '../layers/index.js';
import type { ApiParameter } from './api-parameter.js';
import { ASKED } from './asked-parameters.js';
import { schemaOf } from './field-schema.js';

export const DEFAULT_LIMIT = 1000;

const FORMAT: ApiParameter = {
  name: 'f',
  description: 'The only format there is. 格式',
  schema: { type: 'string', enum: ['json'] },
};

/**
 * Of every resource too, whether or not it heeds them: GIS desktops add the parameters of the address they were given
 * to every request.
 */
const ASKED_ANYWHERE: readonly ApiParameter[] = Object.entries(ASKED).map(([name, parameter]) => ({
  name,
  ...parameter,
}));

/** Of every resource but features. */
export const ANYWHERE: readonly ApiParameter[] = [...ASKED_ANYWHERE, FORMAT];

const CRS: ApiParameter = {
  name: 'crs',
  description: 'Coordinate system of the answer, one that the collection lists. 输出坐标系',
  schema: { type: 'string', format: 'uri', default: CRS84.uri },
};

export const LIMIT: ApiParameter = {
  name: 'limit',
  description: 'Features of a page. 每页要素数',
  schema: { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: DEFAULT_LIMIT },
};

const OF_ITEMS: readonly ApiParameter[] = [
  LIMIT,
  {
    name: 'bbox',
    description:
      'West, south, east, north in the order of the axes of `bbox-crs`; heights (six numbers) are passed over. 范围',
    schema: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
    style: 'form',
    explode: false,
  },
  {
    name: 'bbox-crs',
    description: 'Coordinate system of `bbox`, one that the collection lists. 范围坐标系',
    schema: { type: 'string', format: 'uri', default: CRS84.uri },
  },
  CRS,
  {
    name: 'datetime',
    description:
      'A day or time, or an interval with a slash whose open end is `..`: features in force then. Collections without dates show all. 时间',
    schema: { type: 'string' },
  },
  {
    name: 'after',
    description: 'The place where a page begins, as a `next` link has it. 续页位置',
    schema: { type: 'string' },
  },
];

/** Of the features of a collection. */
export function itemsParameters(view: LayerView): ApiParameter[] {
  return [...OF_ITEMS, ...filters(view), ...ANYWHERE];
}

/** Of one feature. */
export function itemParameters(): ApiParameter[] {
  return [CRS, ...ANYWHERE];
}

/** The fields that features can be chosen by. */
export function filters(view: LayerView): ApiParameter[] {
  return rowFields(view).map((field) => ({
    name: field.name,
    description: `${field.en}: features that have exactly this. ${field.zh}`,
    schema: schemaOf(field.type),
  }));
}
