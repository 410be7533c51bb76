import type { Map as MapLibre, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import { BASE_LAYERS } from './base-style.js';
import type { Hint } from './map-ground.js';
import type { BaseLayer, LonLat, OverlayStyle, Pick, Shade } from './map-view.js';

export interface Overlay {
  readonly style: OverlayStyle;
  readonly layers: readonly string[];
}

/** What a map shows besides divisions and names. */
export interface Shown {
  readonly overlays: ReadonlyMap<string, Overlay>;
  readonly layers: ReadonlySet<BaseLayer>;
  readonly shades: ReadonlyMap<string, Shade>;
}

type Pixel = { readonly x: number; readonly y: number };

/** Tells what the user points at and picks, by pointer or by the enter key. */
export function followPointer(
  map: MapLibre,
  shown: Shown,
  tell: { readonly onHover: (hint: Hint | null) => void; readonly onPick: (pick: Pick) => void },
): void {
  const canvas = map.getCanvas();
  const pick = (pixel: Pixel, lonLat: LonLat) => tell.onPick(pickOf(featureAt(map, shown, pixel), lonLat));
  map.on('click', ({ point, lngLat }) => pick(point, [lngLat.lng, lngLat.lat]));
  map.on('mousemove', ({ point, originalEvent }) => {
    // What is dragged hides what is below it, and looking there takes its time.
    const text = originalEvent.buttons === 0 ? hintOf(featureAt(map, shown, point), shown) : '';
    canvas.style.cursor = text ? 'pointer' : '';
    tell.onHover(text ? { text, x: point.x, y: point.y } : null);
  });
  map.on('mouseout', () => tell.onHover(null));
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const { lng, lat } = map.getCenter();
    pick(map.project([lng, lat]), [lng, lat]);
  });
}

/** What can be picked at a point: the uppermost dot near it, or else the area it is in. */
function featureAt(
  map: MapLibre,
  { overlays, layers }: Shown,
  { x, y }: Pixel,
): MapGeoJSONFeature | undefined {
  const reach = matchMedia('(pointer: coarse)').matches ? 10 : 3;
  const box: [PointLike, PointLike] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
  const pickable = [...overlays.values()].filter(({ style }) => style.pickable);
  const dots = [
    ...pickable.filter(({ style }) => style.place !== 'below').flatMap(({ layers: ids }) => ids),
    ...[...layers].flatMap((layer) => (layer === 'walkways' ? [] : BASE_LAYERS[layer].map(({ id }) => id))),
  ];
  const [dot] = dots.length > 0 ? map.queryRenderedFeatures(box, { layers: dots }) : [];
  if (dot) return dot;
  const areas = [
    ...pickable.filter(({ style }) => style.place === 'below').flatMap(({ layers: ids }) => ids),
    'shades',
  ];
  return map.queryRenderedFeatures([x, y], { layers: areas })[0];
}

function pickOf(feature: MapGeoJSONFeature | undefined, lonLat: LonLat): Pick {
  if (!feature) return { layer: 'ground', id: '', lonLat, properties: {} };
  const { source: layer, id, properties } = feature;
  return { layer, id: String(id ?? properties.id ?? ''), lonLat, properties };
}

function hintOf(feature: MapGeoJSONFeature | undefined, { overlays, shades }: Shown): string {
  if (!feature) return '';
  const { name, code } = feature.properties as { name?: string; code?: string };
  if (feature.source === 'divisions')
    return [name, shades.get(String(code))?.label].filter(Boolean).join('\n');
  const hint = overlays.get(feature.source)?.style.hint;
  return String((hint && feature.properties[hint]) ?? name ?? '');
}
