import { type FieldType, type LayerView, rowFields } from '../layers/index.js';
import { geometrySchema } from './geometry-schema.js';

/** JSON Schema of a value, as far as it is used here. */
export interface ValueSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: ValueSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number;
}

const SCHEMAS: Readonly<Record<FieldType, ValueSchema>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
};

export function schemaOf(type: FieldType): ValueSchema {
  return SCHEMAS[type];
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** What the features of a collection look like in GeoJSON, field by field. */
export function featureSchema(view: LayerView, address: string): object {
  const { title } = view.layer;
  const { id: _id, ...withoutId } = fieldSchemas(view);
  return {
    $schema: DIALECT,
    $id: address,
    type: 'object',
    title: `${title.zh} ${title.en}`,
    required: ['type', 'id', 'geometry', 'properties'],
    properties: {
      type: { type: 'string', const: 'Feature' },
      id: { type: 'string' },
      geometry: geometrySchema(view.layer.geometry),
      // GDAL takes the feature's own id for a field and would have two.
      properties: { type: 'object', properties: withoutId },
    },
  };
}

/** The fields features can be chosen by. */
export function queryablesSchema(view: LayerView, address: string): object {
  const { title } = view.layer;
  return {
    $schema: DIALECT,
    $id: address,
    type: 'object',
    title: `${title.zh} ${title.en}`,
    properties: fieldSchemas(view),
    additionalProperties: false,
  };
}

function fieldSchemas(view: LayerView): Record<string, object> {
  return Object.fromEntries(
    rowFields(view).map(({ name, type, zh, en }) => [
      name,
      {
        title: `${zh} ${en}`,
        ...schemaOf(type),
      },
    ]),
  );
}
