/**
 * Vector tiles of the layers and what maps must know to show them (TileJSON). Lives here: addresses, the encoder for
 * databases that write no tiles, the cache. Does not: which layers there are and how they are read (layers), HTTP
 * (server).
 */
import type { LayersRoom } from '../layers/index.js';
import { TilesService } from './tiles.service.js';

export { isForAll, layerNamed } from '../layers/index.js';
export type { AskedTexts, TilesService } from './tiles.service.js';

export function createTilesRoom({ layers, revisions }: LayersRoom): { readonly tiles: TilesService } {
  return { tiles: new TilesService(layers, revisions) };
}
