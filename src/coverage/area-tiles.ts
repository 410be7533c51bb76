import { metersPerDegreeLat, metersPerDegreeLon } from '../kernel/geometry/segment-meters.js';

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** About two kilometres; a wider walk takes tiles that many times larger. */
const LEAST_DEGREES = 0.02;
const LEAST_REACH_METERS = 1_500;
/** More than any grid of tiles has columns. */
const COLUMNS = 1 << 16;

/**
 * A grid over the world that cuts the union of service areas into pieces of about equal work. A tile is a number that
 * rises from south to north and within a row from west to east.
 */
export class AreaTiles {
  readonly degrees: number;

  /** @param reachMeters how far a service area may reach from its origin */
  constructor(private readonly reachMeters: number) {
    const times = Math.max(0, Math.ceil(Math.log2(reachMeters / LEAST_REACH_METERS)));
    this.degrees = LEAST_DEGREES * 2 ** times;
  }

  /** The tiles a box touches, ascending. */
  within([west, south, east, north]: Box): number[] {
    const column = (lon: number) => Math.floor((lon + 180) / this.degrees);
    const row = (lat: number) => Math.floor((lat + 90) / this.degrees);
    const tiles: number[] = [];
    for (let y = row(south); y <= row(north); y++)
      for (let x = column(west); x <= column(east); x++) tiles.push(y * COLUMNS + x);
    return tiles;
  }

  /** The tiles a service area from a place may touch, ascending. */
  reachedFrom(lon: number, lat: number): number[] {
    const dLat = this.reachMeters / metersPerDegreeLat(lat);
    // Towards the pole a degree of longitude is shorter: the outermost latitude decides.
    const dLon = this.reachMeters / metersPerDegreeLon(Math.min(Math.abs(lat) + dLat, 89));
    return this.within([lon - dLon, lat - dLat, lon + dLon, lat + dLat]);
  }

  /** South-west corner of a tile in degrees; it extends `degrees` east and north. */
  cornerOf(tile: number): [west: number, south: number] {
    return [(tile % COLUMNS) * this.degrees - 180, Math.floor(tile / COLUMNS) * this.degrees - 90];
  }
}
