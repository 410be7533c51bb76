import {
  type GeoJSONSource,
  Map as MapLibre,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { LABEL_FONTS } from '../look/tokens.js';
import { BASE_LAYERS, baseStyle, EMPTY_STYLE, featuresOf, GROUND_COLOUR, tileSource } from './base-style.js';
import { dragPoint } from './drag-point.js';
import type { Begin, Camera, MapGround } from './map-ground.js';
import type {
  BaseLayer,
  Bounds,
  DragHandlers,
  DragOptions,
  LonLat,
  OverlayStyle,
  Shade,
} from './map-view.js';
import { overlayLayers } from './overlay-layers.js';
import { followPointer, type Overlay } from './pointing.js';
import { workerUrl } from './worker-url.js';

const PADDING = 28;
/**
 * The first picture is shown once it is whole, at most so long after it began: without a graphics card the browser
 * takes longer to show each tile by itself than to draw them all.
 */
const WHOLE_PICTURE_MILLIS = 1_000;

/**
 * The map itself. Made of MapLibre, which is loaded with this file only. It is made before anybody knows what it is to
 * show, since the browser takes long to make it; nothing else may be called before `begin`.
 */
export class DrawnMap {
  readonly map: MapLibre;
  private readonly overlays = new Map<string, Overlay>();
  private readonly shades = new Map<string, Shade>();
  private readonly shown = new Set<BaseLayer>();
  private served = new Set<string>();
  private marked: { readonly source: string; readonly id: string } | null = null;
  private readonly isMade: Promise<unknown>;
  private readonly origin: string;

  constructor(private readonly ground: MapGround) {
    setWorkerUrl(workerUrl(ground.server));
    const origin = (this.origin = ground.server || location.origin);
    this.map = new MapLibre({
      container: ground.container,
      style: EMPTY_STYLE,
      validateStyle: false,
      attributionControl: false,
      localIdeographFontFamily: LABEL_FONTS,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      minZoom: 2,
      maxZoom: 19,
      locale: { 'Map.Title': ground.title },
      transformRequest: (url) => {
        const secret = ground.key();
        return secret && url.startsWith(origin) ? { url, headers: { 'x-api-key': secret } } : { url };
      },
    });
    this.isMade = this.map.once('style.load');
    this.map.getCanvas().setAttribute('aria-describedby', ground.helpId);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
  }

  /** Draws divisions and names from a place on. @returns when layers can be added */
  async begin(begin: Begin): Promise<void> {
    const { map } = this;
    await this.isMade;
    if ('camera' in begin) this.jump(begin.camera);
    else map.resize().fitBounds([...begin.bounds], { padding: PADDING, duration: 0 });
    map.setStyle(baseStyle(this.origin));
    map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
    this.listen();
    const { style } = map.getCanvas();
    const show = () => (style.visibility = '');
    style.visibility = 'hidden';
    setTimeout(show, WHOLE_PICTURE_MILLIS);
    void this.whole().then(show);
  }

  /** The next picture that lacks nothing of what was asked for so far. */
  whole(): Promise<void> {
    const { map } = this;
    return new Promise((resolve) => {
      const look = () => {
        if (!map.loaded()) return;
        map.off('render', look);
        resolve();
      };
      map.on('render', look);
    });
  }

  shadeDivisions(values: ReadonlyMap<string, Shade>): void {
    const { map, shades } = this;
    const divisions = featuresOf('divisions');
    const isOther = values.size !== shades.size || [...values.keys()].some((code) => !shades.has(code));
    if (isOther) {
      map.setFilter('shades', ['in', ['get', 'code'], ['literal', [...values.keys()]]]);
      map.removeFeatureState(divisions);
    }
    for (const [id, { colour }] of values)
      if (isOther || shades.get(id)?.colour !== colour) map.setFeatureState({ ...divisions, id }, { colour });
    shades.clear();
    for (const [id, shade] of values) shades.set(id, shade);
  }

  nameDivisions(names: readonly { readonly text: string; readonly at: LonLat }[]): void {
    const features = names.map(({ text, at }) => ({
      type: 'Feature' as const,
      properties: { text },
      geometry: { type: 'Point' as const, coordinates: [...at] },
    }));
    void this.map.getSource<GeoJSONSource>('names')?.setData({ type: 'FeatureCollection', features });
  }

  setOverlay(id: string, data: FeatureCollection, style: OverlayStyle): void {
    const known = this.overlays.get(id);
    // The same look with other places, many times a second while something is dragged.
    if (known && JSON.stringify(known.style) === JSON.stringify(style)) {
      void this.map.getSource<GeoJSONSource>(id)?.setData(data);
      return;
    }
    this.removeOverlay(id);
    this.map.addSource(id, { type: 'geojson', data });
    const placed = overlayLayers(id, style);
    for (const { layer, before } of placed) this.map.addLayer(layer, before);
    this.overlays.set(id, { style, layers: placed.map(({ layer }) => layer.id) });
  }

  removeOverlay(id: string): void {
    for (const layer of this.overlays.get(id)?.layers ?? []) this.map.removeLayer(layer);
    if (this.overlays.delete(id)) this.map.removeSource(id);
  }

  highlight(layer: string | null, id: string | null): void {
    if (this.marked) {
      this.map.removeFeatureState({ ...featuresOf(this.marked.source), id: this.marked.id }, 'marked');
      this.marked = null;
    }
    this.map.setFilter('marked', ['==', ['get', 'code'], layer === 'divisions' && id ? id : '']);
    if (!layer || !id || layer === 'divisions' || !this.map.getSource(layer)) return;
    this.marked = { source: layer, id };
    this.map.setFeatureState({ ...featuresOf(layer), id }, { marked: true });
  }

  /** Marks the facilities that count for the question. */
  markServing(ids: Iterable<string>): void {
    const next = new Set(ids);
    if (this.map.getSource('facilities')) {
      const facilities = featuresOf('facilities');
      for (const id of this.served)
        if (!next.has(id)) this.map.removeFeatureState({ ...facilities, id }, 'serves');
      for (const id of next) this.map.setFeatureState({ ...facilities, id }, { serves: true });
    }
    this.served = next;
  }

  showLayer(layer: BaseLayer, isShown: boolean): void {
    if (isShown === this.shown.has(layer)) return;
    if (isShown) {
      this.shown.add(layer);
      this.map.addSource(layer, tileSource(this.origin, layer));
      const above = layer === 'facilities' ? 'names' : 'marked';
      for (const spec of BASE_LAYERS[layer]) this.map.addLayer(spec, above);
      if (layer === 'facilities') this.markServing(this.served);
      return;
    }
    this.shown.delete(layer);
    for (const { id } of BASE_LAYERS[layer]) this.map.removeLayer(id);
    this.map.removeSource(layer);
  }

  fit(bounds: Bounds, { animate = true, maxZoom = 16 }: { animate?: boolean; maxZoom?: number } = {}): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const duration = animate && !calm ? 600 : 0;
    this.map.fitBounds([...bounds], { padding: PADDING, duration, maxZoom });
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return [lng, lat, this.map.getZoom()];
  }

  jump([lon, lat, zoom]: Camera): void {
    this.map.jumpTo({ center: [lon, lat], zoom });
  }

  dragPoint(at: LonLat, handlers: DragHandlers, options: DragOptions): () => void {
    return dragPoint(this.map, at, handlers, options);
  }

  /** The map as it is on the screen, with the ground that is not drawn but lies behind it. */
  snapshot(): Promise<Blob> {
    return new Promise((resolve, reject) => {
      void this.map.once('render', () => {
        const drawn = this.map.getCanvas();
        const picture = document.createElement('canvas');
        [picture.width, picture.height] = [drawn.width, drawn.height];
        const pen = picture.getContext('2d')!;
        pen.fillStyle = GROUND_COLOUR;
        pen.fillRect(0, 0, picture.width, picture.height);
        pen.drawImage(drawn, 0, 0);
        picture.toBlob(
          (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
          'image/png',
        );
      });
      this.map.triggerRepaint();
    });
  }

  /** Asks for all tiles again: after a lost connection, or as somebody else. */
  reload(): void {
    for (const id of ['divisions', ...this.shown]) {
      const source = this.map.getSource<VectorTileSource>(id);
      if (source?.tiles) source.setTiles([...source.tiles]);
    }
  }

  private colourAgain(): void {
    const shades = new Map(this.shades);
    this.shades.clear();
    this.shadeDivisions(shades);
    this.markServing([...this.served]);
  }

  private listen(): void {
    const { map, ground, overlays, shown: layers, shades } = this;
    map.on('error', ({ error }) => ground.onTrouble(error as Error & { status?: number }));
    map.on('moveend', (event) =>
      ground.onMove(this.camera(), 'originalEvent' in event && !!event.originalEvent),
    );
    // The browser may take the graphics card away, as when a laptop sleeps; colours and marks go with it.
    map.on('webglcontextrestored', () => void map.once('style.load', () => this.colourAgain()));
    followPointer(map, { overlays, layers, shades }, ground);
  }
}
