import { BEYOND_REACH, type StripProfile } from './strip-profile.js';

/** Nodes in one word of the raster; windows begin and end on whole words. */
export const WORD_NODES = 4;

/**
 * A raster of distances to line segments, seven bits a node (see StripProfile), in a window of an endless lattice whose
 * unit is a cell. The buffers are kept and reused.
 */
export class DistanceGrid {
  /** Lattice coordinates of the window's first node; the column is a multiple of WORD_NODES, as is `columns`. */
  firstColumn = 0;
  firstRow = 0;
  columns = 0;
  rows = 0;
  /** Row by row. */
  values = new Uint8Array(0);
  /** The same bytes, four nodes of a row at a time. */
  words = new Int32Array(0);

  /** Begins a drawing, all values BEYOND_REACH, in a window of whole words that holds the given one. */
  reset(firstColumn: number, firstRow: number, lastColumn: number, lastRow: number): void {
    this.firstColumn = Math.floor(firstColumn / WORD_NODES) * WORD_NODES;
    this.firstRow = firstRow;
    this.columns = Math.ceil((lastColumn + 1 - this.firstColumn) / WORD_NODES) * WORD_NODES;
    this.rows = lastRow - firstRow + 1;
    const size = this.columns * this.rows;
    if (this.values.length < size) {
      this.words = new Int32Array(Math.ceil((size * 1.25) / WORD_NODES));
      this.values = new Uint8Array(this.words.buffer);
    }
    this.values.fill(BEYOND_REACH, 0, size);
  }

  /** Lowers the values around a segment given in lattice coordinates, its reach within the window. */
  drawSegment(profile: StripProfile, x1: number, y1: number, x2: number, y2: number): void {
    const { values, columns } = this;
    const { valueOfSquare, perSquaredCell, reachCells: reach } = profile;
    const ax = x1 - this.firstColumn;
    const ay = y1 - this.firstRow;
    const bx = x2 - this.firstColumn;
    const by = y2 - this.firstRow;
    const dx = bx - ax;
    const dy = by - ay;
    const squared = dx * dx + dy * dy;
    const inverse = squared > 0 ? 1 / squared : 0;
    const perRow = dy * inverse;
    const perColumn = dx * inverse;
    const isLevel = Math.abs(dy) < 1e-9;
    // Half the width of the reach along a row, beside the endless line.
    const slant = isLevel ? 0 : dx / dy;
    const halfWidth = isLevel ? Infinity : reach * Math.sqrt(1 + slant * slant);
    const lastRow = Math.floor(Math.max(ay, by) + reach);
    for (let row = Math.ceil(Math.min(ay, by) - reach); row <= lastRow; row++) {
      // Only the part of the segment within reach of this row can matter.
      let left = ax;
      let right = bx;
      if (!isLevel) {
        const t0 = (row - reach - ay) / dy;
        const t1 = (row + reach - ay) / dy;
        left = ax + dx * Math.max(0, Math.min(t0, t1));
        right = ax + dx * Math.min(1, Math.max(t0, t1));
      }
      const py = row - ay;
      const middle = ax + py * slant;
      const firstColumn = Math.ceil(Math.max(Math.min(left, right) - reach, middle - halfWidth));
      const lastColumn = Math.floor(Math.min(Math.max(left, right) + reach, middle + halfWidth));
      const alongRow = py * perRow;
      let at = row * columns + firstColumn;
      for (let column = firstColumn; column <= lastColumn; column++, at++) {
        const px = column - ax;
        let t = px * perColumn + alongRow;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const ex = px - t * dx;
        const ey = py - t * dy;
        const value = valueOfSquare[((ex * ex + ey * ey) * perSquaredCell) | 0];
        // The smaller of the two without a branch, which no processor could foretell.
        const less = value - values[at];
        values[at] += less & (less >> 31);
      }
    }
  }
}
