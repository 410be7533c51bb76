import { BEYOND_REACH, DistanceGrid } from './distance-grid.js';

/** Longest side of a stamp in cells; longer lines are stamped in pieces. */
const MAX_PIECE_CELLS = 48;
/** Bytes of stamps kept; lines beyond that are drawn anew each time. */
const MAX_BYTES = 1 << 27;

/**
 * Distance rasters of whole lines, made when first asked for and then copied instead of drawn. A stamp is a box of the
 * lattice: per row the first column, the count, and that many values.
 */
export class EdgeStamps {
  readonly stepsPerCell: number;
  private readonly scratch = new DistanceGrid();
  /** First stamp of each line, -1 before it is made, and how many follow. */
  private readonly firstStamp: Int32Array;
  private readonly stampCount: Uint16Array;
  /** Column, row, rows and data offset of each stamp. */
  private boxes = new Int32Array(4 * 1024);
  private made = 0;
  private data = new Uint8Array(1 << 16);
  private used = 0;

  constructor(lineCount: number, stepsPerCell: number) {
    this.stepsPerCell = stepsPerCell;
    this.firstStamp = new Int32Array(lineCount).fill(-1);
    this.stampCount = new Uint16Array(lineCount);
  }

  /** Lowers the grid's values by a whole line, given by `count` points x, y of lattice coordinates in `xy`. */
  stamp(grid: DistanceGrid, line: number, xy: Float64Array, count: number): void {
    if (!this.has(line) && !this.make(line, xy, count)) {
      for (let k = 2; k < 2 * count; k += 2) grid.drawSegment(xy[k - 2], xy[k - 1], xy[k], xy[k + 1]);
      return;
    }
    this.copy(grid, line);
  }

  /** Whether the line's stamps are made, so that its points need not be given. */
  has(line: number): boolean {
    return this.firstStamp[line] >= 0;
  }

  /** Lowers the grid's values by the stamps of a line that has them. */
  copy(grid: DistanceGrid, line: number): void {
    const { boxes, data } = this;
    const { values, columns } = grid;
    const first = this.firstStamp[line];
    for (let stamp = first; stamp < first + this.stampCount[line]; stamp++) {
      let from = boxes[4 * stamp + 3];
      let rowAt = (boxes[4 * stamp + 1] - grid.firstRow) * columns + boxes[4 * stamp] - grid.firstColumn;
      for (let rows = boxes[4 * stamp + 2]; rows > 0; rows--, rowAt += columns) {
        let at = rowAt + data[from];
        const end = from + 2 + data[from + 1];
        for (from += 2; from < end; from++, at++) {
          const value = data[from];
          if (value < values[at]) values[at] = value;
        }
      }
    }
  }

  private make(line: number, xy: Float64Array, count: number): boolean {
    if (this.used > MAX_BYTES) return false;
    const first = this.made;
    let piece = [xy[0], xy[1]];
    let west = xy[0];
    let east = xy[0];
    let south = xy[1];
    let north = xy[1];
    for (let k = 2; k < 2 * count; k += 2) {
      const [x1, y1] = [xy[k - 2], xy[k - 1]];
      const [dx, dy] = [xy[k] - x1, xy[k + 1] - y1];
      const parts = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / MAX_PIECE_CELLS));
      for (let part = 1; part <= parts; part++) {
        const x = x1 + (dx * part) / parts;
        const y = y1 + (dy * part) / parts;
        const isTooLong =
          Math.max(east, x) - Math.min(west, x) > MAX_PIECE_CELLS ||
          Math.max(north, y) - Math.min(south, y) > MAX_PIECE_CELLS;
        if (isTooLong && piece.length > 2) {
          this.press(piece, west, south, east, north);
          piece = piece.slice(-2);
          west = east = piece[0];
          south = north = piece[1];
        }
        piece.push(x, y);
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    }
    this.press(piece, west, south, east, north);
    this.stampCount[line] = this.made - first;
    this.firstStamp[line] = first;
    return true;
  }

  /** Draws one piece and keeps its raster. */
  private press(piece: readonly number[], west: number, south: number, east: number, north: number): void {
    const { scratch } = this;
    const reach = (BEYOND_REACH - 1) / this.stepsPerCell;
    const column = Math.floor(west - reach);
    const row = Math.floor(south - reach);
    const columns = Math.ceil(east + reach) - column + 1;
    const rows = Math.ceil(north + reach) - row + 1;
    scratch.reset(column, row, columns, rows, this.stepsPerCell);
    if (piece.length === 2) scratch.drawSegment(piece[0], piece[1], piece[0], piece[1]);
    for (let k = 2; k < piece.length; k += 2)
      scratch.drawSegment(piece[k - 2], piece[k - 1], piece[k], piece[k + 1]);

    const most = this.used + rows * (columns + 2);
    if (most > this.data.length) {
      const larger = new Uint8Array(2 * most);
      larger.set(this.data.subarray(0, this.used));
      this.data = larger;
    }
    if (4 * this.made === this.boxes.length) {
      const larger = new Int32Array(2 * this.boxes.length);
      larger.set(this.boxes);
      this.boxes = larger;
    }
    this.boxes.set([column, row, rows, this.used], 4 * this.made);
    this.made++;
    for (let r = 0; r < rows; r++) {
      let first = r * columns;
      let last = first + columns - 1;
      while (first <= last && scratch.values[first] === BEYOND_REACH) first++;
      while (last > first && scratch.values[last] === BEYOND_REACH) last--;
      const length = first > last ? 0 : last - first + 1;
      this.data[this.used++] = length === 0 ? 0 : first - r * columns;
      this.data[this.used++] = length;
      for (let at = first; at < first + length; at++) this.data[this.used++] = scratch.values[at];
    }
  }
}
