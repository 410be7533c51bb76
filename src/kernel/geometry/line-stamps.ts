import type { StripRaster } from './strip-raster.js';

/** Nodes of the largest stamp; longer lines are drawn anew each time. */
const MAX_NODES = 1 << 18;
/** Bytes of stamps kept in one raster; lines beyond that are drawn anew each time. */
const MAX_BYTES = 1 << 27;
const NO_STAMPS = new Uint32Array(0);

/** Stamps of a set of lines, made one by one when they are first needed. */
export class LineStamps {
  private readonly raster: StripRaster;
  private readonly stripCells: number;
  private readonly address: Uint32Array;

  constructor(raster: StripRaster, lineCount: number, stripCells: number) {
    this.raster = raster;
    this.stripCells = stripCells;
    this.address = new Uint32Array(lineCount);
  }

  /** Address of a line's stamp, 0 where it is not made. */
  of(line: number): number {
    return this.address[line];
  }

  /**
   * Makes the stamp of a line, given by `count` points x, y of lattice coordinates in `xy`, and returns its address: 0
   * where there is no room for it. What is drawn on the raster is used up.
   */
  make(line: number, xy: Float64Array, count: number): number {
    const { raster, stripCells } = this;
    if (raster.stampBytes > MAX_BYTES) return 0;
    let [west, south] = xy;
    let [east, north] = xy;
    for (let k = 2; k < 2 * count; k += 2) {
      west = Math.min(west, xy[k]);
      east = Math.max(east, xy[k]);
      south = Math.min(south, xy[k + 1]);
      north = Math.max(north, xy[k + 1]);
    }
    const reach = stripCells + 1;
    const box = { west: west - reach, south: south - reach, east: east + reach, north: north + reach };
    if (raster.frame(box, NO_STAMPS, 0) > MAX_NODES) return 0;
    raster.drawStamps();
    for (let k = 2; k < 2 * count; k += 2)
      raster.drawSegment(xy[k - 2], xy[k - 1], xy[k], xy[k + 1], stripCells);
    return (this.address[line] = raster.press());
  }
}
