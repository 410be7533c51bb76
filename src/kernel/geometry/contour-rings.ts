/** A closed ring of x, y pairs (first not repeated) and its signed area, positive when counter-clockwise. */
export interface Ring {
  readonly xy: Float64Array;
  readonly area: number;
}

/** Crossings stay this share of a cell away from the grid's nodes, so that no two rings can touch. */
const MARGIN = 1e-3;

/** May draw a crossing nearer to its inside node: gets both nodes and the share of the way out, returns the share to use. */
export type CrossingLimit = (
  insideColumn: number,
  insideRow: number,
  outsideColumn: number,
  outsideRow: number,
  share: number,
) => number;

const noLimit: CrossingLimit = (_c, _r, _oc, _or, share) => share;

/**
 * The border of a raster's inside (value <= insideValue, a whole number), as closed rings in grid coordinates (column,
 * row), the inside on the left: outer rings counter-clockwise, holes clockwise. The border runs half a step above
 * insideValue, interpolated along the grid lines. The outermost rows and columns must be outside. A saddle is joined across where the mean of its corners is inside, the same way for both
 * its halves. Every crossing lies strictly within one grid line and no grid line carries two, so rings never touch or
 * cross. Rings are simplified: a vertex is left out where a straight chord passes all the same grid lines within
 * toleranceCells of the true crossings, which keeps that property.
 */
export function contourRings(
  values: Uint8Array,
  insideValue: number,
  columns: number,
  rows: number,
  toleranceCells: number,
  limit: CrossingLimit = noLimit,
  workspace: ContourWorkspace = new ContourWorkspace(),
): Ring[] {
  const size = columns * rows;
  const next = workspace.nextOf(2 * size);
  let starts = workspace.starts;
  let startCount = 0;
  // The sign bit of (value - bound) says "inside" without a branch.
  const bound = insideValue + 1;
  const level = insideValue + 0.5;
  for (let row = 0; row + 1 < rows; row++) {
    let node = row * columns;
    const lastNode = node + columns - 1;
    let right = ((values[node] - bound) >>> 31) * 2 + ((values[node + columns] - bound) >>> 31) * 4;
    for (; node < lastNode; node++) {
      // The right corners (2 below, 4 above) of one cell are the left ones (1 below, 8 above) of the next.
      const left = ((right & 2) >> 1) + ((right & 4) << 1);
      right = ((values[node + 1] - bound) >>> 31) * 2 + ((values[node + columns + 1] - bound) >>> 31) * 4;
      const corners = left + right;
      if (corners === 0 || corners === 15) continue;
      // Grid line 2 × node runs to the right of the node, 2 × node + 1 upwards.
      const bottom = 2 * node;
      const west = bottom + 1;
      const top = 2 * (node + columns);
      const east = bottom + 3;
      if (startCount + 2 > starts.length) starts = workspace.growStarts();
      switch (corners) {
        case 1:
          next[bottom] = west;
          starts[startCount++] = bottom;
          break;
        case 2:
          next[east] = bottom;
          starts[startCount++] = east;
          break;
        case 3:
          next[east] = west;
          starts[startCount++] = east;
          break;
        case 4:
          next[top] = east;
          starts[startCount++] = top;
          break;
        case 6:
          next[top] = bottom;
          starts[startCount++] = top;
          break;
        case 7:
          next[top] = west;
          starts[startCount++] = top;
          break;
        case 8:
          next[west] = top;
          starts[startCount++] = west;
          break;
        case 9:
          next[bottom] = top;
          starts[startCount++] = bottom;
          break;
        case 11:
          next[east] = top;
          starts[startCount++] = east;
          break;
        case 12:
          next[west] = east;
          starts[startCount++] = west;
          break;
        case 13:
          next[bottom] = east;
          starts[startCount++] = bottom;
          break;
        case 14:
          next[west] = bottom;
          starts[startCount++] = west;
          break;
        default: {
          const sum = values[node] + values[node + 1] + values[node + columns] + values[node + columns + 1];
          const isJoined = sum < 4 * level;
          if (corners === 5) {
            next[bottom] = isJoined ? east : west;
            next[top] = isJoined ? west : east;
            starts[startCount++] = bottom;
            starts[startCount++] = top;
          } else {
            next[west] = isJoined ? bottom : top;
            next[east] = isJoined ? top : bottom;
            starts[startCount++] = west;
            starts[startCount++] = east;
          }
        }
      }
    }
  }
  const rings: Ring[] = [];
  for (let k = 0; k < startCount; k++) {
    const first = starts[k];
    if (next[first] < 0) continue;
    let count = 0;
    for (let line = first; next[line] >= 0;) {
      const onward = next[line];
      next[line] = -1;
      workspace.putLine(count++, line);
      line = onward;
    }
    rings.push(ringOf(workspace, count, values, level, columns, toleranceCells, limit));
  }
  return rings;
}

/** Buffers that contourRings keeps between calls. */
export class ContourWorkspace {
  starts = new Int32Array(4096);
  lines = new Int32Array(4096);
  x = new Float64Array(4096);
  y = new Float64Array(4096);
  kept = new Int32Array(4096);
  private next = new Int32Array(0);

  /** Successor of each crossed grid line, -1 elsewhere; left all -1 by every call. */
  nextOf(size: number): Int32Array {
    if (this.next.length < size) this.next = new Int32Array(Math.ceil(size * 1.25)).fill(-1);
    return this.next;
  }

  growStarts(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(2 * this.starts.length);
    larger.set(this.starts);
    return (this.starts = larger);
  }

  putLine(at: number, line: number): void {
    if (at >= this.lines.length) {
      const larger = new Int32Array(2 * this.lines.length);
      larger.set(this.lines);
      this.lines = larger;
    }
    this.lines[at] = line;
  }

  fitRing(count: number): void {
    if (this.x.length >= count + 1) return;
    this.x = new Float64Array(2 * count);
    this.y = new Float64Array(2 * count);
    this.kept = new Int32Array(2 * count);
  }
}

function ringOf(
  workspace: ContourWorkspace,
  count: number,
  values: Uint8Array,
  level: number,
  columns: number,
  tolerance: number,
  limit: CrossingLimit,
): Ring {
  workspace.fitRing(count + 1);
  const { lines, x, y } = workspace;
  for (let k = 0; k < count; k++) {
    const line = lines[k];
    const node = line >> 1;
    const isUpright = (line & 1) === 1;
    const row = Math.floor(node / columns);
    const column = node - row * columns;
    const here = values[node];
    const there = values[isUpright ? node + columns : node + 1];
    const farColumn = isUpright ? column : column + 1;
    const farRow = isUpright ? row + 1 : row;
    let share = (level - here) / (there - here);
    if (here < level) share = limit(column, row, farColumn, farRow, share);
    else share = 1 - limit(farColumn, farRow, column, row, 1 - share);
    const t = Math.min(1 - MARGIN, Math.max(MARGIN, share));
    x[k] = column + (isUpright ? 0 : t);
    y[k] = row + (isUpright ? t : 0);
  }
  x[count] = x[0];
  y[count] = y[0];
  const kept = tolerance > 0 ? keepVertices(workspace, count, tolerance) : keepAll(workspace, count);
  const xy = new Float64Array(2 * kept);
  let area = 0;
  for (let k = 0; k < kept; k++) {
    xy[2 * k] = x[workspace.kept[k]];
    xy[2 * k + 1] = y[workspace.kept[k]];
  }
  for (let k = 0; k < kept; k++) {
    const after = k + 1 < kept ? k + 1 : 0;
    area += xy[2 * k] * xy[2 * after + 1] - xy[2 * after] * xy[2 * k + 1];
  }
  return { xy, area: area / 2 };
}

function keepAll(workspace: ContourWorkspace, count: number): number {
  for (let k = 0; k < count; k++) workspace.kept[k] = k;
  return count;
}

/**
 * From each kept vertex the longest chord that passes every grid line in between near its true crossing: a cone that
 * narrows from gate to gate. Linear in the vertices but for the tails a failed gate looks back on.
 */
function keepVertices(workspace: ContourWorkspace, count: number, tolerance: number): number {
  const { lines, x, y, kept } = workspace;
  let keptCount = 0;
  let from = 0;
  while (from < count) {
    kept[keptCount++] = from;
    const ax = x[from];
    const ay = y[from];
    // Directions of the cone's right and left border, as seen from the kept vertex.
    let rightX = 0;
    let rightY = 0;
    let leftX = 0;
    let leftY = 0;
    let isOpen = false;
    let to = from + 1;
    for (let k = from + 1; k <= count; k++) {
      const px = x[k] - ax;
      const py = y[k] - ay;
      if (!isOpen || (rightX * py - rightY * px >= 0 && leftX * py - leftY * px <= 0)) to = k;
      if (k === count) break;
      const isUpright = (lines[k] & 1) === 1;
      const place = isUpright ? y[k] : x[k];
      const cell = Math.floor(place);
      const low = Math.max(cell + MARGIN, place - tolerance) - (isUpright ? ay : ax);
      const high = Math.min(cell + 1 - MARGIN, place + tolerance) - (isUpright ? ay : ax);
      let gateRightX = isUpright ? px : low;
      let gateRightY = isUpright ? low : py;
      let gateLeftX = isUpright ? px : high;
      let gateLeftY = isUpright ? high : py;
      const turn = gateRightX * gateLeftY - gateRightY * gateLeftX;
      // A gate seen edge-on leaves no room for a chord through it.
      if (turn === 0) break;
      if (turn < 0) {
        const swapX = gateRightX;
        const swapY = gateRightY;
        gateRightX = gateLeftX;
        gateRightY = gateLeftY;
        gateLeftX = swapX;
        gateLeftY = swapY;
      }
      if (!isOpen) {
        rightX = gateRightX;
        rightY = gateRightY;
        leftX = gateLeftX;
        leftY = gateLeftY;
        isOpen = true;
        continue;
      }
      if (leftX * gateRightY - leftY * gateRightX > 0 || rightX * gateLeftY - rightY * gateLeftX < 0) break;
      if (rightX * gateRightY - rightY * gateRightX > 0) {
        rightX = gateRightX;
        rightY = gateRightY;
      }
      if (leftX * gateLeftY - leftY * gateLeftX < 0) {
        leftX = gateLeftX;
        leftY = gateLeftY;
      }
    }
    from = to;
  }
  return keptCount;
}
