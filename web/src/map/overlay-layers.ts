import type { LayerSpecification } from 'maplibre-gl';
import { ABOVE, BELOW } from './base-style.js';
import type { OverlayStyle } from './map-view.js';

/** A layer, and the one it goes before. */
export interface PlacedLayer {
  readonly layer: LayerSpecification;
  /** None: on top of all. */
  readonly before?: string;
}

/** The layers that draw an overlay from the source of its own name. */
export function overlayLayers(id: string, style: OverlayStyle): PlacedLayer[] {
  const { fill, line, circle, label } = style;
  // What has a name of its own that must be read is not hidden by the names of divisions.
  const before = style.place === 'below' ? BELOW : label?.always ? undefined : ABOVE;
  const layers: LayerSpecification[] = [];
  const of = (part: string) => ({ id: `${id}/${part}`, source: id });
  if (fill)
    layers.push({
      ...of('fill'),
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': fill.colour as string, 'fill-opacity': (fill.opacity ?? 0.3) as number },
    });
  if (line)
    layers.push({
      ...of('line'),
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': line.colour as string,
        'line-width': (line.width ?? 1.5) as number,
        'line-opacity': (line.opacity ?? 1) as number,
        ...(line.dash && { 'line-dasharray': [...line.dash] }),
      },
    });
  if (circle)
    layers.push({
      ...of('circle'),
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': circle.colour as string,
        'circle-radius': (circle.radius ?? 6) as number,
        'circle-opacity': (circle.opacity ?? 1) as number,
        'circle-stroke-color': (circle.outline ?? '#ffffff') as string,
        'circle-stroke-width': (circle.outlineWidth ?? 1.5) as number,
      },
    });
  if (label)
    layers.push({
      ...of('label'),
      type: 'symbol',
      layout: {
        'text-field': ['get', label.property],
        'text-size': label.size ?? 12,
        'text-anchor': 'top',
        'text-offset': [0, label.offset ?? 0.8],
        'text-max-width': 9,
        'text-allow-overlap': label.always ?? false,
      },
      paint: { 'text-color': '#1c2a33', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
    });
  return layers.map((layer) => ({ layer, before }));
}
