/**
 * The catalogue of layers: what maps, other programs and downloads may show, with names in both languages, who may read
 * it, at which zooms, and the one place that reads it from the database. Does not live here: formats and addresses
 * (tiles). Neighbours: accessibility tells which state of the data it is.
 */
import type { EntityManager } from 'typeorm';
import type { DataVersionRepository } from '../accessibility/index.js';
import type { LayerSources } from './computed-rows.js';
import { LayerRevisions } from './layer-revisions.js';
import { LayersRepository } from './layers.repository.js';

export { ALL_LAYERS, layerNamed } from './catalogue.js';
export type { Bilingual, CareQuestion, FieldType, Layer, LayerField } from './layer.js';
export {
  isForAll,
  type LayerView,
  mayRead,
  rowFields,
  tileFields,
  viewKey,
  viewLayer,
} from './layer-view.js';
export type { LayerFilter, LayerStretch } from './layer-filter.js';
export type { LayerPage, LayerRow } from './layer-row.js';
export { MOST_ROWS } from './layer-rows.js';
export {
  type AxisOrder,
  CRS84,
  findLayerCrs,
  type LayerCrs,
  layerCrs,
  reprojector,
  toDegrees,
  zonesOf,
} from './reproject.js';
export type { LayerRevisions } from './layer-revisions.js';
export type { AskedSource, LayerSource, SourceRow } from './layer-source.js';
export type { LayersRepository } from './layers.repository.js';
export type { LayerSummary, RowsSummary } from './layer-summary.js';
export { readCareQuestion } from './read-care-question.js';
export type { PagedTile, TilePage, WrittenTile } from './tile-page.js';
export { MOST_FEATURES } from './tile-sql.js';
export { TILE_EXTENT, type TileAddress, tileAround } from './tile-frame.js';

export interface LayersRoom {
  readonly layers: LayersRepository;
  readonly revisions: LayerRevisions;
}

export function createLayersRoom(ground: {
  readonly manager: EntityManager;
  readonly versions: Pick<DataVersionRepository, 'read'>;
  readonly kind?: 'embedded' | 'server';
  /** Who computes what is not stored. */
  readonly sources?: LayerSources;
}): LayersRoom {
  const { manager, versions, kind = 'embedded', sources = {} } = ground;
  const revisions = new LayerRevisions(versions);
  return { layers: new LayersRepository(manager, { revisions, kind, sources }), revisions };
}
