import type { SourceRow } from './layer-source.js';
import { type LayerView, tileFields } from './layer-view.js';
import { TILE_EXTENT, TILE_MARGIN, type TileAddress } from './tile-frame.js';
import type { PagedTile } from './tile-page.js';
import { MOST_FEATURES } from './tile-sql.js';

/** The points of a tile, in its units, as a database would hand them out. */
export function computedTile(view: LayerView, address: TileAddress, rows: readonly SourceRow[]): PagedTile {
  const fields = tileFields(view).map(({ name }) => name);
  const properties: (string | number | boolean | null)[][] = [];
  const geometries: number[] = [];
  let found = 0;
  for (const { lon, lat, properties: values } of rows) {
    if (lon === null || lat === null) continue;
    const [x, y] = inUnits(lon, lat, address);
    if (!isWithin(x) || !isWithin(y)) continue;
    if (++found > MOST_FEATURES) continue;
    properties.push(fields.map((name) => values[name]));
    // TWKB: a point without decimals and nothing else.
    geometries.push(1, 0);
    writeSigned(geometries, x);
    writeSigned(geometries, y);
  }
  const pages = found === 0 ? [] : [{ properties, geometries: Uint8Array.from(geometries) }];
  return { pages, leftOut: Math.max(0, found - MOST_FEATURES) };
}

function inUnits(lon: number, lat: number, { zoom, x, y }: TileAddress): [number, number] {
  const side = 2 ** zoom * TILE_EXTENT;
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  return [
    Math.round(((lon + 180) / 360) * side - x * TILE_EXTENT),
    Math.round((0.5 - north) * side - y * TILE_EXTENT),
  ];
}

function isWithin(units: number): boolean {
  return units >= -TILE_MARGIN && units <= TILE_EXTENT + TILE_MARGIN;
}

/** Zigzag coded, seven bits a byte. */
function writeSigned(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
