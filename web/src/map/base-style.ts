import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { BaseLayer } from './map-view.js';

/** Zooms the server has tiles at, by layer (docs: `/tiles`). */
const ZOOMS = {
  divisions: [0, 14],
  facilities: [6, 14],
  estates: [9, 14],
  walkways: [13, 14],
  demand: [12, 14],
} as const;

type TileLayer = keyof typeof ZOOMS;

/** Property that tells features of a layer apart. */
const KEYS: Readonly<Record<TileLayer, string>> = {
  divisions: 'code',
  facilities: 'id',
  estates: 'id',
  walkways: 'id',
  demand: 'id',
};

/** Overlays go before one of these: fills of areas below the borders, the rest below the names. */
export const BELOW = 'borders';
export const ABOVE = 'names';

export function tileSource(server: string, layer: TileLayer): SourceSpecification {
  const [minzoom, maxzoom] = ZOOMS[layer];
  const tiles = [`${server}/tiles/${layer}/{z}/{x}/{y}.mvt`];
  return { type: 'vector', tiles, minzoom, maxzoom, promoteId: KEYS[layer] };
}

/** Where the features of a source are: a layer of tiles, or an overlay. */
export function featuresOf(source: string): { source: string; sourceLayer?: string } {
  return source in ZOOMS ? { source, sourceLayer: source } : { source };
}

const byZoom = (...stops: number[]): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...stops,
];
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];

/** Shaded, and found by a click, where the shade is given by feature state. */
const shades: LayerSpecification = {
  id: 'shades',
  type: 'fill',
  source: 'divisions',
  'source-layer': 'divisions',
  filter: ['in', ['get', 'code'], ['literal', []]],
  paint: {
    'fill-color': [
      'case',
      ['==', ['typeof', ['feature-state', 'colour']], 'string'],
      ['to-color', ['feature-state', 'colour']],
      '#e9eef1',
    ],
    'fill-opacity': 0.66,
    // Their edges are drawn as borders.
    'fill-antialias': false,
  },
};

const borders: LayerSpecification = {
  id: 'borders',
  type: 'line',
  source: 'divisions',
  'source-layer': 'divisions',
  // Lines as thin as these look the same with round joins, which take three times as many points.
  layout: { 'line-join': 'miter' },
  paint: {
    'line-color': [
      'match',
      ['get', 'level'],
      ['COMMUNITY', 'VILLAGE'],
      '#9fb0ba',
      ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'],
      '#71838e',
      '#3f5360',
    ],
    'line-width': [
      'match',
      ['get', 'level'],
      ['COMMUNITY', 'VILLAGE'],
      0.7,
      ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'],
      1.2,
      2.2,
    ],
  },
};

const marked: LayerSpecification = {
  id: 'marked',
  type: 'line',
  source: 'divisions',
  'source-layer': 'divisions',
  filter: ['==', ['get', 'code'], ''],
  layout: { 'line-join': 'round' },
  paint: { 'line-color': '#0b2f6b', 'line-width': 3.5 },
};

const names: LayerSpecification = {
  id: 'names',
  type: 'symbol',
  source: 'names',
  layout: {
    'text-field': ['get', 'text'],
    'text-size': byZoom(8, 11.5, 14, 14),
    'text-max-width': 7,
    'text-padding': 3,
  },
  paint: { 'text-color': '#1c2a33', 'text-halo-color': 'rgba(255,255,255,0.9)', 'text-halo-width': 1.4 },
};

/** The ground lies behind the map, on the page. */
export const GROUND_COLOUR = '#eef2f4';

/** What a map is made with, before it is known what it shows. */
export const EMPTY_STYLE: StyleSpecification = { version: 8, sources: {}, layers: [] };

/** What a map begins with: borders and names of divisions. */
export function baseStyle(server: string): StyleSpecification {
  return {
    version: 8,
    sources: {
      divisions: tileSource(server, 'divisions'),
      names: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [shades, borders, marked, names],
  };
}

/** How the layers that are drawn on request look; below the names, in this order. */
export const BASE_LAYERS: Readonly<Record<BaseLayer, readonly LayerSpecification[]>> = {
  walkways: [
    {
      id: 'walkways',
      type: 'line',
      source: 'walkways',
      'source-layer': 'walkways',
      minzoom: 13,
      paint: { 'line-color': '#6a4c93', 'line-width': byZoom(13, 0.6, 16, 2), 'line-opacity': 0.8 },
    },
  ],
  demand: [
    {
      id: 'demand',
      type: 'circle',
      source: 'demand',
      'source-layer': 'demand',
      minzoom: 12,
      paint: {
        'circle-color': '#b45f06',
        'circle-opacity': 0.55,
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          12,
          ['*', 0.25, ['sqrt', ['coalesce', ['get', 'elderly60'], 1]]],
          16,
          ['*', 1.4, ['sqrt', ['coalesce', ['get', 'elderly60'], 1]]],
        ],
      },
    },
  ],
  estates: [
    {
      id: 'estates-ground',
      type: 'fill',
      source: 'estates',
      'source-layer': 'estates',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': '#7a6a9b', 'fill-opacity': 0.25, 'fill-outline-color': '#5d4f7d' },
    },
    {
      id: 'estates',
      type: 'circle',
      source: 'estates',
      'source-layer': 'estates',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': '#7a6a9b',
        'circle-radius': byZoom(9, 1.5, 14, 5),
        'circle-stroke-color': '#fff',
        'circle-stroke-width': 1,
      },
    },
  ],
  facilities: [
    {
      id: 'facilities',
      type: 'circle',
      source: 'facilities',
      'source-layer': 'facilities',
      paint: {
        'circle-color': ['case', state('serves'), '#173b78', '#ffffff'],
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          8,
          ['case', state('serves'), 2.4, 1.4],
          11,
          ['case', state('serves'), 4.5, 3],
          15,
          ['case', state('serves'), 8, 6],
        ],
        'circle-stroke-color': [
          'case',
          state('marked'),
          '#f2a900',
          ['case', state('serves'), '#ffffff', '#5f707b'],
        ],
        'circle-stroke-width': ['case', state('marked'), 4, 1.2],
      },
    },
    {
      id: 'facility-names',
      type: 'symbol',
      source: 'facilities',
      'source-layer': 'facilities',
      minzoom: 13.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 11.5,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { 'text-color': '#173b78', 'text-halo-color': '#fff', 'text-halo-width': 1.3 },
    },
  ],
};
