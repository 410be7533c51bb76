import type { Layer } from '../layers/index.js';

const SHAPES: Readonly<Record<Layer['geometry'], readonly string[]>> = {
  POINT: ['Point'],
  LINE: ['LineString'],
  POLYGON: ['MultiPolygon'],
  POINT_OR_POLYGON: ['Point', 'MultiPolygon'],
};

/** JSON Schema of the shapes of a layer; where a place is not known it is null. */
export function geometrySchema(geometry: Layer['geometry']): object {
  const formats = SHAPES[geometry];
  const refs = formats.map((shape) => ({ $ref: `https://geojson.org/schema/${shape}.json` }));
  return refs.length === 1 ? refs[0] : { oneOf: refs };
}
