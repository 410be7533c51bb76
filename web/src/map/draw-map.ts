import {
  type GeoJSONSource,
  Map as MapLibre,
  type MapGeoJSONFeature,
  Marker,
  type PointLike,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { LABEL_FONTS } from '../look/tokens.js';
import { BASE_LAYERS, baseStyle, tileSource, type TileLayer } from './base-style.js';
import type {
  BaseLayer,
  Bounds,
  DragHandlers,
  DragOptions,
  LonLat,
  OverlayStyle,
  Pick,
  Shade,
} from './map-view.js';
import { overlayLayers } from './overlay-layers.js';
import { workerUrl } from './worker-url.js';

export type Camera = readonly [lon: number, lat: number, zoom: number];

export interface MapGround {
  readonly container: HTMLElement;
  /** Address of the server, without a path; empty for the page's own. */
  readonly server: string;
  readonly key: () => string | null;
  readonly begin: { readonly bounds: Bounds } | { readonly camera: Camera };
  readonly title: string;
  /** Id of the text that says which keys the map heeds. */
  readonly helpId: string;
  readonly onHover: (hint: { readonly text: string; readonly x: number; readonly y: number } | null) => void;
  readonly onPick: (pick: Pick) => void;
  /** The camera moved; by the user, or by the program. */
  readonly onMove: (camera: Camera, byUser: boolean) => void;
  readonly onTrouble: (error: Error & { readonly status?: number }) => void;
}

const PADDING = 28;

interface Overlay {
  readonly style: OverlayStyle;
  readonly layers: readonly string[];
}

/** The map itself. Made of MapLibre, which is loaded with this file only. */
export class DrawnMap {
  readonly map: MapLibre;
  private readonly overlays = new Map<string, Overlay>();
  private shades: ReadonlyMap<string, Shade> = new Map();
  private served = new Set<string>();
  private marked: { readonly source: string; readonly id: string } | null = null;
  private readonly shown = new Set<BaseLayer>();

  constructor(private readonly ground: MapGround) {
    setWorkerUrl(workerUrl(ground.server));
    const { begin, server, key } = ground;
    const origin = server || location.origin;
    this.map = new MapLibre({
      container: ground.container,
      style: baseStyle(origin),
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
        const secret = key();
        return secret && url.startsWith(origin) ? { url, headers: { 'x-api-key': secret } } : { url };
      },
      ...('camera' in begin
        ? { center: [begin.camera[0], begin.camera[1]], zoom: begin.camera[2] }
        : { bounds: [...begin.bounds], fitBoundsOptions: { padding: PADDING } }),
    });
    this.map.getCanvas().setAttribute('aria-describedby', ground.helpId);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
    this.listen();
  }

  /** Resolves when layers can be added. */
  get loaded(): Promise<void> {
    return new Promise((resolve) => {
      if (this.map.isStyleLoaded()) resolve();
      else void this.map.once('style.load', () => resolve());
    });
  }

  shadeDivisions(values: ReadonlyMap<string, Shade>): void {
    this.shades = values;
    this.map.setFilter('shades', ['in', ['get', 'code'], ['literal', [...values.keys()]]]);
    this.map.removeFeatureState({ source: 'divisions', sourceLayer: 'divisions' });
    for (const [id, { colour }] of values)
      this.map.setFeatureState({ source: 'divisions', sourceLayer: 'divisions', id }, { colour });
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
      this.map.removeFeatureState({ ...sourceOf(this.marked.source), id: this.marked.id }, 'marked');
      this.marked = null;
    }
    this.map.setFilter('marked', ['==', ['get', 'code'], layer === 'divisions' && id ? id : '']);
    if (!layer || !id || layer === 'divisions' || !this.map.getSource(layer)) return;
    this.marked = { source: layer, id };
    this.map.setFeatureState({ ...sourceOf(layer), id }, { marked: true });
  }

  /** Marks the facilities that count for the question. */
  markServing(ids: Iterable<string>): void {
    const next = new Set(ids);
    if (!this.map.getSource('facilities')) {
      this.served = next;
      return;
    }
    for (const id of this.served)
      if (!next.has(id)) this.map.removeFeatureState({ ...sourceOf('facilities'), id }, 'serves');
    for (const id of next) this.map.setFeatureState({ ...sourceOf('facilities'), id }, { serves: true });
    this.served = next;
  }

  showLayer(layer: BaseLayer, isShown: boolean): void {
    if (isShown === this.shown.has(layer)) return;
    if (isShown) {
      this.shown.add(layer);
      this.map.addSource(layer, tileSource(this.ground.server || location.origin, layer));
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

  dragPoint(
    at: LonLat,
    { onMove, onDrop }: DragHandlers,
    { label, colour = '#b3261e' }: DragOptions,
  ): () => void {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'drag-point';
    element.title = label;
    element.setAttribute('aria-label', label);
    element.style.setProperty('--colour', colour);
    const marker = new Marker({ element, draggable: true }).setLngLat([...at]).addTo(this.map);
    const place = (): LonLat => [marker.getLngLat().lng, marker.getLngLat().lat];
    let frame = 0;
    const moved = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        onMove?.(place());
      });
    };
    marker.on('drag', moved);
    marker.on('dragend', () => onDrop?.(place()));
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
    };
    element.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.shiftKey ? 40 : 8;
      const from = this.map.project(marker.getLngLat());
      marker.setLngLat(this.map.unproject([from.x + step[0] * pixels, from.y + step[1] * pixels]));
      moved();
    });
    element.addEventListener('keyup', (event) => {
      if (event.key in steps) onDrop?.(place());
    });
    return () => {
      cancelAnimationFrame(frame);
      marker.remove();
    };
  }

  snapshot(): Promise<Blob> {
    return new Promise((resolve, reject) => {
      void this.map.once('render', () => {
        this.map
          .getCanvas()
          .toBlob(
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

  remove(): void {
    this.map.remove();
  }

  private listen(): void {
    const { map, ground } = this;
    map.on('error', ({ error }) => ground.onTrouble(error as Error & { status?: number }));
    map.on('moveend', (event) =>
      ground.onMove(this.camera(), 'originalEvent' in event && !!event.originalEvent),
    );
    map.on('click', ({ point, lngLat }) => ground.onPick(this.pickAt(point, [lngLat.lng, lngLat.lat])));
    map.on('mousemove', ({ point }) => {
      const text = this.hintAt(point);
      map.getCanvas().style.cursor = text ? 'pointer' : '';
      ground.onHover(text ? { text, x: point.x, y: point.y } : null);
    });
    map.on('mouseout', () => ground.onHover(null));
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      const { lng, lat } = map.getCenter();
      ground.onPick(this.pickAt(map.project([lng, lat]), [lng, lat]));
    });
  }

  /** What can be picked at a point, uppermost first. */
  private featuresAt({ x, y }: { readonly x: number; readonly y: number }): MapGeoJSONFeature[] {
    const reach = matchMedia('(pointer: coarse)').matches ? 10 : 3;
    const box: [PointLike, PointLike] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    const pickable = [...this.overlays.values()].filter(({ style }) => style.pickable);
    const dots = [
      ...pickable.filter(({ style }) => style.place !== 'below').flatMap(({ layers }) => layers),
      ...[...this.shown].flatMap((layer) =>
        layer === 'walkways' ? [] : BASE_LAYERS[layer].map(({ id }) => id),
      ),
    ];
    const found = dots.length > 0 ? this.map.queryRenderedFeatures(box, { layers: dots }) : [];
    if (found.length > 0) return found;
    const areas = [
      ...pickable.filter(({ style }) => style.place === 'below').flatMap(({ layers }) => layers),
      'shades',
    ];
    return this.map.queryRenderedFeatures([x, y], { layers: areas });
  }

  private pickAt(point: { readonly x: number; readonly y: number }, lonLat: LonLat): Pick {
    const [feature] = this.featuresAt(point);
    if (!feature) return { layer: 'ground', id: '', lonLat, properties: {} };
    return {
      layer: feature.source,
      id: String(feature.id ?? feature.properties.id ?? ''),
      lonLat,
      properties: feature.properties,
    };
  }

  private hintAt(point: { readonly x: number; readonly y: number }): string {
    const [feature] = this.featuresAt(point);
    if (!feature) return '';
    const { name, code } = feature.properties as { name?: string; code?: string };
    if (feature.source === 'divisions')
      return [name, this.shades.get(String(code))?.label].filter(Boolean).join('\n');
    const hint = this.overlays.get(feature.source)?.style.hint;
    return String((hint && feature.properties[hint]) ?? name ?? '');
  }
}

const LAYERED: readonly string[] = [
  'divisions',
  'facilities',
  'estates',
  'walkways',
  'demand',
] satisfies TileLayer[];

function sourceOf(source: string): { source: string; sourceLayer?: string } {
  return LAYERED.includes(source) ? { source, sourceLayer: source } : { source };
}
