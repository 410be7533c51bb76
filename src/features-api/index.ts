/**
 * OGC API – Features over the layers, for GIS desktops and other programs. Lives here: the resources, links and
 * parameters of the standard and their description (OpenAPI). Does not: which layers there are, who may read them and
 * how (layers), HTTP (server).
 */
import type { LayersRoom } from '../layers/index.js';
import { FeaturesService } from './features.service.js';

export type { Asked, FeaturesAnswer, FeaturesService } from './features.service.js';
export type { RawQuery } from './read-query.js';
export { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './standard.js';

export function createFeaturesRoom({ layers }: LayersRoom): { readonly features: FeaturesService } {
  return { features: new FeaturesService(layers) };
}
