import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type {
  LayerRevisions,
  LayersRepository,
  LayerView,
  TileAddress,
  WrittenTile,
  PagedTile,
  CareQuestion,
} from '../layers/index.js';
import {
  ALL_LAYERS,
  layerNamed,
  mayRead,
  readCareQuestion,
  TILE_EXTENT,
  tileAround,
  tileFields,
  viewKey,
  viewLayer,
} from '../layers/index.js';
import { publicViewer, type Viewer } from '../platform/access/viewer.js';
import { BoundedQueue } from '../platform/compute/bounded-queue.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { SharedWork } from '../platform/compute/shared-work.js';
import { weakTag } from '../platform/weak-tag.js';
import { ByteCache } from './byte-cache.js';
import { tileInSteps } from './encode-tile.js';
import { sizeOf, type Tile } from './tile.js';
import { type AddressTexts, tileAddress } from './tile-address.js';
import { tileJson, type TileJson } from './tile-json.js';

const CACHE_BYTES = 64 * 2 ** 20;
/** More at once would take all connections of the database. */
const AT_ONCE = 3;
const MOST_WAITING = 1000;
/** Shorter tiles are not worth compressing. */
const GZIP_FROM_BYTES = 700;
/** Handing shorter ones to another thread takes longer than compressing them. */
const GZIP_ELSEWHERE_FROM_BYTES = 4000;
const compress = promisify(gzip);

/** What a computed layer is asked, as it came; other names are passed over. */
export type AskedTexts = Readonly<Record<string, string | undefined>>;
type Draw = (signal: AbortSignal) => Promise<WrittenTile>;

/** Vector tiles of layers, kept as long as the data they show stands. */
export class TilesService {
  private readonly kept = new ByteCache<Tile>(CACHE_BYTES, sizeOf);
  private readonly underWay = new Map<string, SharedWork<Tile>>();
  private readonly queue = new BoundedQueue(AT_ONCE, MOST_WAITING);

  constructor(
    private readonly layers: LayersRepository,
    private readonly revisions: LayerRevisions,
  ) {}

  /**
   * One tile as a viewer may see it.
   * @param watched its signal is asked for only where the tile has to be drawn
   * @throws PlanningError NOT_FOUND, BAD_USER_INPUT, UNAUTHENTICATED, FORBIDDEN; UNAVAILABLE when too many wait
   */
  async tile(
    layerName: string,
    texts: AddressTexts,
    viewer: Viewer,
    watched: { readonly signal: AbortSignal },
    asked: AskedTexts = {},
  ): Promise<Tile> {
    const view = viewLayer(layerNamed(layerName), viewer);
    const address = tileAddress(view.layer, texts);
    const { zoom, x, y } = address;
    const isStored = view.layer.computedFrom === null;
    const question = isStored ? {} : readCareQuestion(view.layer, asked);
    const state = isStored
      ? `${viewKey(view)}/${await this.revisions.of(view.layer)}`
      : await this.layers.stateOf(view.layer, question, viewer);
    const key = `${state}/${zoom}/${x}/${y}`;
    const draw = (whileWanted: AbortSignal) =>
      isStored
        ? this.written(view, address, whileWanted)
        : this.computed(view, address, question, viewer, whileWanted);
    return this.kept.get(key) ?? this.drawOnce(key, draw, watched.signal);
  }

  /** What maps must know of a layer to show its tiles. @throws PlanningError as `tile` does */
  async describe(
    layerName: string,
    origin: string,
    viewer: Viewer,
    asked: AskedTexts = {},
  ): Promise<TileJson> {
    const view = viewLayer(layerNamed(layerName), viewer);
    const isStored = view.layer.computedFrom === null;
    const question = isStored ? {} : readCareQuestion(view.layer, asked);
    // What its tiles would refuse is refused here.
    if (Object.keys(question).length > 0) await this.layers.stateOf(view.layer, question, viewer);
    return tileJson(view, await this.layers.summaryOf(view), origin, question);
  }

  /** Draws a tile nobody asked for: the first one takes the database a second, to find its projections. */
  async warmUp(): Promise<void> {
    const view = viewLayer(layerNamed('divisions'), publicViewer);
    const { bounds } = await this.layers.summaryOf(view);
    if (!bounds) return;
    const [west, south, east, north] = bounds;
    await this.written(
      view,
      tileAround((west + east) / 2, (south + north) / 2, view.layer.maxZoom),
      new AbortController().signal,
    );
  }

  /** The layers there are for a viewer. */
  async list(origin: string, viewer: Viewer): Promise<TileJson[]> {
    const layers = ALL_LAYERS.filter((layer) => mayRead(layer, viewer));
    return Promise.all(layers.map(({ name }) => this.describe(name, origin, viewer)));
  }

  private drawOnce(key: string, draw: Draw, signal: AbortSignal): Promise<Tile> {
    let work = this.underWay.get(key);
    if (!work) {
      work = new SharedWork((whileWanted) => this.draw(key, draw, whileWanted));
      this.underWay.set(key, work);
    }
    return work.join(signal);
  }

  private async draw(key: string, draw: Draw, signal: AbortSignal): Promise<Tile> {
    try {
      const tile = await this.queue.run(async () => finish(await draw(signal)), signal);
      this.kept.set(key, tile);
      return tile;
    } finally {
      this.underWay.delete(key);
    }
  }

  private async written(view: LayerView, address: TileAddress, signal: AbortSignal): Promise<WrittenTile> {
    if (await this.layers.writesTiles()) return this.layers.readTile(view, address);
    return encoded(view, await this.layers.readPages(view, address), signal);
  }

  private async computed(
    view: LayerView,
    address: TileAddress,
    question: CareQuestion,
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<WrittenTile> {
    return encoded(view, await this.layers.readComputed(view, address, question, viewer, signal), signal);
  }
}

async function encoded(
  view: LayerView,
  { pages, leftOut }: PagedTile,
  signal: AbortSignal,
): Promise<WrittenTile> {
  const head = { name: view.layer.name, extent: TILE_EXTENT, fields: tileFields(view) };
  return { bytes: await inTurns(tileInSteps(head, pages), signal), leftOut };
}

async function finish({ bytes: plain, leftOut }: WrittenTile): Promise<Tile> {
  const etag = weakTag(plain);
  if (plain.byteLength === 0) return { etag, bytes: null, isGzipped: false, leftOut };
  if (plain.byteLength < GZIP_FROM_BYTES) return { etag, bytes: plain, isGzipped: false, leftOut };
  const isShort = plain.byteLength < GZIP_ELSEWHERE_FROM_BYTES;
  return { etag, bytes: isShort ? gzipSync(plain) : await compress(plain), isGzipped: true, leftOut };
}
