/**
 * A raster of distances to drawn line segments, exact up to a reach and capped beyond it. Coordinates are metres in
 * any local plane; the grid's nodes lie at (originX + column × cell, originY + row × cell). The buffer is kept and
 * reused from one drawing to the next.
 */
export class DistanceGrid {
  columns = 0;
  rows = 0;
  originX = 0;
  originY = 0;
  cellMeters = 1;
  /** Squared distance in cells, row by row; reachCells² where nothing is nearer. */
  values = new Float32Array(0);
  private reachCells = 0;

  /** Begins a drawing over a box widened by the reach, all values at the cap. */
  reset(
    west: number,
    south: number,
    east: number,
    north: number,
    cellMeters: number,
    reachMeters: number,
  ): void {
    const pad = reachMeters + 2 * cellMeters;
    this.cellMeters = cellMeters;
    this.originX = west - pad;
    this.originY = south - pad;
    this.columns = Math.ceil((east - west + 2 * pad) / cellMeters) + 1;
    this.rows = Math.ceil((north - south + 2 * pad) / cellMeters) + 1;
    this.reachCells = reachMeters / cellMeters;
    const size = this.columns * this.rows;
    if (this.values.length < size) this.values = new Float32Array(Math.ceil(size * 1.25));
    this.values.fill(this.reachCells * this.reachCells, 0, size);
  }

  /** Lowers the values within reach of a segment to their distance from it. */
  drawSegment(x1: number, y1: number, x2: number, y2: number): void {
    const { values, columns, reachCells: reach } = this;
    const scale = 1 / this.cellMeters;
    const ax = (x1 - this.originX) * scale;
    const ay = (y1 - this.originY) * scale;
    const bx = (x2 - this.originX) * scale;
    const by = (y2 - this.originY) * scale;
    const dx = bx - ax;
    const dy = by - ay;
    const squared = dx * dx + dy * dy;
    const inverse = squared > 0 ? 1 / squared : 0;
    const perRow = dy * inverse;
    const perColumn = dx * inverse;
    const isLevel = Math.abs(dy) < 1e-9;
    const firstRow = Math.ceil(Math.min(ay, by) - reach);
    const lastRow = Math.floor(Math.max(ay, by) + reach);
    for (let row = firstRow; row <= lastRow; row++) {
      // Only the part of the segment within reach of this row can matter.
      let left = ax;
      let right = bx;
      if (!isLevel) {
        let t0 = (row - reach - ay) / dy;
        let t1 = (row + reach - ay) / dy;
        if (t0 > t1) {
          const swap = t0;
          t0 = t1;
          t1 = swap;
        }
        if (t0 < 0) t0 = 0;
        if (t1 > 1) t1 = 1;
        left = ax + dx * t0;
        right = ax + dx * t1;
      }
      if (left > right) {
        const swap = left;
        left = right;
        right = swap;
      }
      const firstColumn = Math.ceil(left - reach);
      const lastColumn = Math.floor(right + reach);
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
        if (distance < values[at]) values[at] = distance;
      }
    }
  }
}
