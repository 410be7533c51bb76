/** Highest value of a node inside the strip; the strip's border has exactly this distance. */
export const INSIDE_VALUE = 63;
/** Set in the value of every node outside the strip. */
export const OUTSIDE_BIT = 64;
/** Greatest value: more than a cell outside the strip. */
export const BEYOND_REACH = 127;

/** Table entries up to the reach; one is a thousandth of a cell near the border. */
const ENTRIES = 2048;

/**
 * How the distance of a raster node to a line becomes seven bits: 0 from one cell inside the strip's border inwards,
 * INSIDE_VALUE on it, BEYOND_REACH from one cell outside it outwards, rounded up in between. Border crossings lie
 * between neighbours, so no distance a contour needs is cut off.
 */
export class StripProfile {
  /** Half the strip's width, in cells; more than one. */
  readonly stripCells: number;
  /** Distance from which on every value is BEYOND_REACH. */
  readonly reachCells: number;
  /** Value of a squared distance: entry floor(squared × perSquaredCell). It holds twice the reach's square. */
  readonly valueOfSquare = new Uint8Array(2 * ENTRIES + 2).fill(BEYOND_REACH);
  readonly perSquaredCell: number;

  constructor(stripCells: number) {
    this.stripCells = stripCells;
    this.reachCells = stripCells + 1;
    this.perSquaredCell = ENTRIES / (this.reachCells * this.reachCells);
    for (let entry = 0; entry < ENTRIES; entry++) {
      const cellsInside = stripCells - Math.sqrt((entry + 0.5) / this.perSquaredCell);
      const value = Math.ceil(INSIDE_VALUE * (1 - cellsInside));
      this.valueOfSquare[entry] = Math.min(BEYOND_REACH, Math.max(0, value));
    }
  }
}
