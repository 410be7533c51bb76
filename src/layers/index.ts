/**
 * The catalogue of layers: what maps, other programs and downloads may show, with names in both languages, who may read
 * it, at which zooms, and the one place that reads it from the database. Does not live here: formats and addresses
 * (tiles). Neighbours: accessibility tells which state of the data it is.
 */
import type { EntityManager } from 'typeorm';
import type { DataVersionRepository } from '../accessibility/index.js';
import { LayerRevisions } from './layer-revisions.js';
import { LayersRepository } from './layers.repository.js';

export { ALL_LAYERS, layerNamed } from './catalogue.js';
export type { Layer, LayerField } from './layer.js';
export { isForAll, type LayerView, mayRead, tileFields, viewLayer } from './layer-view.js';
export type { LayerRevisions } from './layer-revisions.js';
export type { LayersRepository, LayerSummary, TilePage } from './layers.repository.js';
export { TILE_EXTENT, type TileAddress, tileAround } from './tile-frame.js';

export interface LayersRoom {
  readonly layers: LayersRepository;
  readonly revisions: LayerRevisions;
}

export function createLayersRoom(ground: {
  readonly manager: EntityManager;
  readonly versions: Pick<DataVersionRepository, 'read'>;
}): LayersRoom {
  return { layers: new LayersRepository(ground.manager), revisions: new LayerRevisions(ground.versions) };
}
