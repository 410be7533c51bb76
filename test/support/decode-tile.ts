import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { gunzipSync } from 'node:zlib';

export interface DecodedFeature {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly type: 'Point' | 'LineString' | 'Polygon' | 'Unknown';
  /** Paths of [x, y] in tile units; rings are closed. */
  readonly paths: readonly (readonly (readonly [number, number])[])[];
}

export interface DecodedLayer {
  readonly version: number;
  readonly extent: number;
  readonly features: readonly DecodedFeature[];
}

/** Reads a tile the way MapLibre does. */
export function decodeTile(bytes: Uint8Array): Record<string, DecodedLayer> {
  const { layers } = new VectorTile(new PbfReader(bytes));
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => {
      const features = Array.from({ length: layer.length }, (_, at): DecodedFeature => {
        const feature = layer.feature(at);
        return {
          properties: feature.properties,
          type: (['Unknown', 'Point', 'LineString', 'Polygon'] as const)[feature.type],
          paths: feature.loadGeometry().map((path) => path.map(({ x, y }) => [x, y] as const)),
        };
      });
      return [name, { version: layer.version, extent: layer.extent, features }];
    }),
  );
}

/** The features of a sent tile's only layer; none for an empty tile. */
export function featuresOf(tile: {
  readonly bytes: Uint8Array | null;
  readonly isGzipped: boolean;
}): readonly DecodedFeature[] {
  if (!tile.bytes) return [];
  const layers = Object.values(decodeTile(tile.isGzipped ? gunzipSync(tile.bytes) : tile.bytes));
  if (layers.length !== 1) throw new Error(`a tile of ${layers.length} layers`);
  return layers[0].features;
}

/** Where a place lies in a tile, in its units of 1/4096: the formula of spherical Mercator, without a database. */
export function inTile(lon: number, lat: number, zoom: number, x: number, y: number): [number, number] {
  const worldX = (lon + 180) / 360;
  const worldY = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [(worldX * 2 ** zoom - x) * 4096, (worldY * 2 ** zoom - y) * 4096];
}

/** Address of the tile around a place, as texts. */
export function tileAt(lon: number, lat: number, zoom: number): { z: string; x: string; y: string } {
  const [x, y] = inTile(lon, lat, zoom, 0, 0).map((unit) => String(Math.floor(unit / 4096)));
  return { z: String(zoom), x, y };
}
