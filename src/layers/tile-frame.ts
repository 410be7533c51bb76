/** A tile of the web's pyramid (XYZ, spherical Mercator). */
export interface TileAddress {
  readonly zoom: number;
  /** Column from the west, row from the north. */
  readonly x: number;
  readonly y: number;
}

/** How WGS 84 and Mercator relate to the units of a tile. */
export interface TileFrame {
  /** Degrees, with the margin around the tile. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** From Mercator metres. */
  readonly mercator: ToUnits;
  /**
   * From degrees, as if latitudes were spread evenly between the northern and the southern edge: exact on both, so that
   * neighbours meet, and right across.
   */
  readonly even: ToUnits;
  /** Units a vertex halfway down lies from where Mercator puts it if latitudes are spread evenly; no other more. */
  readonly bend: number;
}

/** Tile unit = value × scale + shift; y runs south. */
export interface ToUnits {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** Units along a side of a tile. */
export const TILE_EXTENT = 4096;

/** Units around a tile that belong to it too, so that lines and symbols meet their other half. */
export const TILE_MARGIN = 64;

/** Half the side of the Mercator square, in metres. */
const HALF_WORLD = 20037508.342789244;
/** Its northern edge, in degrees, and a little. */
const MOST_NORTHERN = 85.06;

export function tileFrame({ zoom, x, y }: TileAddress): TileFrame {
  const unit = (2 * HALF_WORLD) / 2 ** zoom / TILE_EXTENT;
  const left = x * TILE_EXTENT * unit - HALF_WORLD;
  const top = HALF_WORLD - y * TILE_EXTENT * unit;
  const far = TILE_EXTENT + TILE_MARGIN;
  const latitudeAt = (units: number) => latitude(top - units * unit);
  const edge = latitudeAt(0);
  const scaleY = TILE_EXTENT / (latitudeAt(TILE_EXTENT) - edge);
  const shiftX = -left / unit;
  return {
    west: Math.max(-180, longitude(left - TILE_MARGIN * unit)),
    south: Math.max(-MOST_NORTHERN, latitudeAt(far)),
    east: Math.min(180, longitude(left + far * unit)),
    north: Math.min(MOST_NORTHERN, latitudeAt(-TILE_MARGIN)),
    mercator: { scaleX: 1 / unit, scaleY: -1 / unit, shiftX, shiftY: top / unit },
    even: { scaleX: HALF_WORLD / 180 / unit, scaleY, shiftX, shiftY: -edge * scaleY },
    bend: Math.abs((latitudeAt(TILE_EXTENT / 2) - edge) * scaleY - TILE_EXTENT / 2),
  };
}

/** The tile around a place, in degrees. */
export function tileAround(lon: number, lat: number, zoom: number): TileAddress {
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI;
  const at = (share: number) => Math.min(2 ** zoom - 1, Math.max(0, Math.floor(share * 2 ** zoom)));
  return { zoom, x: at((lon + 180) / 360), y: at((1 - north) / 2) };
}

function longitude(meters: number): number {
  return (meters / HALF_WORLD) * 180;
}

function latitude(meters: number): number {
  return (Math.atan(Math.sinh((meters / HALF_WORLD) * Math.PI)) * 180) / Math.PI;
}
