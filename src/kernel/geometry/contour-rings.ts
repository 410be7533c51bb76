import { WORD_NODES, type DistanceGrid } from './distance-grid.js';
import { CROSSING_SIZE, NODE_MARGIN, simplifyRing } from './simplify-ring.js';
import { INSIDE_VALUE, OUTSIDE_BIT } from './strip-profile.js';

/** No crossing may leave this disc; its centre in grid coordinates (column, row of the window). */
export interface ContourDisc {
  readonly column: number;
  readonly row: number;
  readonly metersPerColumn: number;
  readonly metersPerRow: number;
  readonly radiusMeters: number;
}

const OUTSIDE_WORD = 0x01010101 * OUTSIDE_BIT;
/** Set in the value of an inside node once the border to its east has been walked. */
const WALKED_BIT = 128;
const VALUE_BITS = 127;
/** The border runs half a step above the highest value inside. */
const LEVEL = INSIDE_VALUE + 0.5;

/**
 * The border of a raster's inside as closed rings in grid coordinates (column, row), the inside on the left: outer
 * rings counter-clockwise, holes clockwise. It is interpolated along the grid lines. A saddle is joined across where
 * the mean of its corners is inside, the same way for both its halves. Every crossing lies strictly within one grid
 * line and no grid line carries two, so rings never touch or cross. Simplifying keeps that property (simplifyRing).
 *
 * One instance serves any number of rasters; the rings are those of the last one.
 */
export class ContourRings {
  count = 0;
  /** Ring k is the pairs x, y of xy[offset[k]] … xy[offset[k + 1] - 1], its first vertex not repeated. */
  xy = new Float64Array(4096);
  offset = new Int32Array(256);
  /** Signed area of each ring, positive when counter-clockwise. */
  area = new Float64Array(256);

  /** The ring being walked, as simplifyRing reads it. */
  private crossings = new Float64Array(CROSSING_SIZE * 1024);
  private kept = new Int32Array(1024);
  private toleranceCells = 0;

  /**
   * Walks every border of a raster, simplified to within the tolerance. The outermost rows and columns must be
   * outside; the raster's free bits are used up. Crossings are drawn inwards to stay within the disc, if one is given.
   */
  trace(grid: DistanceGrid, toleranceCells: number, disc: ContourDisc | null = null): void {
    const { values, words, columns, rows } = grid;
    const wordsPerRow = columns / WORD_NODES;
    this.count = 0;
    this.toleranceCells = toleranceCells;
    const lastWord = wordsPerRow * (rows - 1);
    let next = ~words[wordsPerRow] & OUTSIDE_WORD;
    for (let word = wordsPerRow; word < lastWord; word++) {
      const inside = next;
      next = ~words[word + 1] & OUTSIDE_WORD;
      // Every ring passes east of some inside node; the lowest byte of a word is its westernmost node.
      let starts = inside & ~((inside >>> 8) | (next << 24));
      for (; starts !== 0; starts &= starts - 1) {
        const node = word * WORD_NODES + ((31 - Math.clz32(starts & -starts)) >> 3);
        if ((values[node] & WALKED_BIT) === 0) this.addRing(this.walk(values, columns, node, disc));
      }
    }
  }

  /** Walks the ring that passes east of a node, into `crossings`; returns how many crossings it has. */
  private walk(values: Uint8Array, columns: number, start: number, disc: ContourDisc | null): number {
    const { toleranceCells: tolerance } = this;
    let { crossings } = this;
    let at = 0;
    let inside = start;
    let column = start % columns;
    let row = (start - column) / columns;
    // Towards the outside node; the walk goes on to the left of that.
    let outwardColumn = 1;
    let outwardRow = 0;
    let here = values[inside] & VALUE_BITS;
    let there = values[inside + 1];
    for (;;) {
      const outward = outwardColumn + outwardRow * columns;
      if (outward === 1) {
        if (inside === start && at > 0) break;
        values[inside] |= WALKED_BIT;
      }
      // One more than this, for the first crossing repeated.
      if (at + 2 * CROSSING_SIZE > crossings.length) crossings = this.growRing();
      let share = (LEVEL - here) / (there - here);
      if (disc !== null) share = withinDisc(disc, column, row, outwardColumn, outwardRow, share);
      if (share < NODE_MARGIN) share = NODE_MARGIN;
      if (share > 1 - NODE_MARGIN) share = 1 - NODE_MARGIN;
      const least = share - tolerance < NODE_MARGIN ? NODE_MARGIN : share - tolerance;
      const most = share + tolerance > 1 - NODE_MARGIN ? 1 - NODE_MARGIN : share + tolerance;
      crossings[at] = column + outwardColumn * share;
      crossings[at + 1] = row + outwardRow * share;
      crossings[at + 2] = column + outwardColumn * least;
      crossings[at + 3] = row + outwardRow * least;
      crossings[at + 4] = column + outwardColumn * most;
      crossings[at + 5] = row + outwardRow * most;
      at += CROSSING_SIZE;

      const onward = outwardColumn * columns - outwardRow;
      const ahead = values[inside + onward] & VALUE_BITS;
      const diagonal = values[inside + onward + outward] & VALUE_BITS;
      const isDiagonalInside = diagonal < OUTSIDE_BIT;
      if (ahead >= OUTSIDE_BIT && !(isDiagonalInside && here + there + ahead + diagonal < 4 * LEVEL)) {
        // Turns left, around the same inside node.
        there = ahead;
        const turned = outwardColumn;
        outwardColumn = 0 - outwardRow;
        outwardRow = turned;
      } else if (isDiagonalInside) {
        // Turns right, around the same outside node.
        inside += onward + outward;
        column += outwardColumn - outwardRow;
        row += outwardRow + outwardColumn;
        here = diagonal;
        const turned = outwardColumn;
        outwardColumn = outwardRow;
        outwardRow = 0 - turned;
      } else {
        inside += onward;
        column -= outwardRow;
        row += outwardColumn;
        here = ahead;
        there = diagonal;
      }
    }
    crossings.copyWithin(at, 0, CROSSING_SIZE);
    return at / CROSSING_SIZE;
  }

  /** Adds the ring walked last. */
  private addRing(count: number): void {
    const { crossings, kept } = this;
    let length = count;
    if (this.toleranceCells > 0) length = simplifyRing(crossings, count, kept);
    else for (let k = 0; k < count; k++) kept[k] = k;
    const begin = this.offset[this.count];
    const end = begin + 2 * length;
    if (end > this.xy.length) this.xy = copyInto(new Float64Array(2 * end), this.xy);
    const { xy } = this;
    let beforeX = crossings[CROSSING_SIZE * kept[length - 1]];
    let beforeY = crossings[CROSSING_SIZE * kept[length - 1] + 1];
    let twice = 0;
    for (let k = 0, at = begin; k < length; k++) {
      const nextX = crossings[CROSSING_SIZE * kept[k]];
      const nextY = crossings[CROSSING_SIZE * kept[k] + 1];
      xy[at++] = nextX;
      xy[at++] = nextY;
      twice += beforeX * nextY - nextX * beforeY;
      beforeX = nextX;
      beforeY = nextY;
    }
    if (this.count + 2 > this.offset.length) {
      this.offset = copyInto(new Int32Array(2 * this.offset.length), this.offset);
      this.area = copyInto(new Float64Array(2 * this.area.length), this.area);
    }
    this.area[this.count++] = twice / 2;
    this.offset[this.count] = end;
  }

  private growRing(): Float64Array<ArrayBuffer> {
    this.kept = new Int32Array(2 * this.kept.length);
    return (this.crossings = copyInto(new Float64Array(2 * this.crossings.length), this.crossings));
  }
}

/**
 * The share of the way to an outside node that stays inside the disc: drawn straight between what both nodes have left
 * to its rim, crossings cannot leave it, because the distance from a point is convex.
 */
function withinDisc(
  disc: ContourDisc,
  column: number,
  row: number,
  outwardColumn: number,
  outwardRow: number,
  share: number,
): number {
  const x = (column + outwardColumn - disc.column) * disc.metersPerColumn;
  const y = (row + outwardRow - disc.row) * disc.metersPerRow;
  const squared = x * x + y * y;
  if (squared <= disc.radiusMeters * disc.radiusMeters) return share;
  const insideX = (column - disc.column) * disc.metersPerColumn;
  const insideY = (row - disc.row) * disc.metersPerRow;
  const inside = disc.radiusMeters - Math.sqrt(insideX * insideX + insideY * insideY);
  return Math.min(share, inside / (inside - disc.radiusMeters + Math.sqrt(squared)));
}

function copyInto<T extends Float64Array | Int32Array>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}
