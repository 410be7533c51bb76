/** Greatest value of a cell: nothing within reach. */
export const BEYOND_REACH = 255;

/**
 * A raster of distances to line segments, one byte a node, in a window of an endless lattice whose unit is a cell.
 * A node's value is its distance in cells × `stepsPerCell`, rounded up, at most 255. The buffer is kept and reused.
 */
export class DistanceGrid {
  /** Lattice coordinates of the window's first node. */
  firstColumn = 0;
  firstRow = 0;
  columns = 0;
  rows = 0;
  /** Row by row. */
  values = new Uint8Array(0);
  stepsPerCell = 1;
  /** Distance in cells from which on every value is 255. */
  reachCells = 0;

  /** Begins a drawing in a window, all values 255. What is drawn must stay reachCells away from the window's border. */
  reset(firstColumn: number, firstRow: number, columns: number, rows: number, stepsPerCell: number): void {
    this.firstColumn = firstColumn;
    this.firstRow = firstRow;
    this.columns = columns;
    this.rows = rows;
    this.stepsPerCell = stepsPerCell;
    this.reachCells = (BEYOND_REACH - 1) / stepsPerCell;
    const size = columns * rows;
    if (this.values.length < size) this.values = new Uint8Array(Math.ceil(size * 1.25));
    this.values.fill(BEYOND_REACH, 0, size);
  }

  /** Lowers the values around a segment given in lattice coordinates. */
  drawSegment(x1: number, y1: number, x2: number, y2: number): void {
    const { values, columns, reachCells: reach, stepsPerCell } = this;
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
    const reachSquared = reach * reach;
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
      const firstColumn = Math.ceil(Math.min(left, right) - reach);
      const lastColumn = Math.floor(Math.max(left, right) + reach);
      const py = row - ay;
      const alongRow = py * perRow;
      let at = row * columns + firstColumn;
      for (let column = firstColumn; column <= lastColumn; column++, at++) {
        const px = column - ax;
        let t = px * perColumn + alongRow;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const ex = px - t * dx;
        const ey = py - t * dy;
        const distance = ex * ex + ey * ey;
        if (distance > reachSquared) continue;
        const value = Math.ceil(Math.sqrt(distance) * stepsPerCell);
        if (value < values[at]) values[at] = value;
      }
    }
  }
}
