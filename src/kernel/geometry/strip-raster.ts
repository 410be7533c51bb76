import { CompiledMemory, roundedUp } from '../compiled-memory.js';
import { OUTLINES_CODE } from './outlines-code.js';

/** The functions of assembly/outlines.ts; arguments are byte addresses, nodes and cells. */
interface Outlines {
  drawSegment(
    raster: number,
    columns: number,
    rows: number,
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    stripCells: number,
  ): void;
  press(
    raster: number,
    columns: number,
    rows: number,
    firstColumn: number,
    firstRow: number,
    into: number,
  ): number;
  widenBox(box: number, stamps: number, count: number): void;
  stamp(
    raster: number,
    columns: number,
    firstColumn: number,
    firstRow: number,
    stamps: number,
    count: number,
  ): void;
  trace(
    raster: number,
    columns: number,
    rows: number,
    toleranceCells: number,
    discColumn: number,
    discRow: number,
    metersPerColumn: number,
    metersPerRow: number,
    radiusMeters: number,
    into: number,
  ): number;
}

/** A box of lattice coordinates. */
export interface LatticeBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A disc of the ground; its centre in lattice coordinates. */
export interface LatticeDisc {
  readonly x: number;
  readonly y: number;
  readonly metersPerColumn: number;
  readonly metersPerRow: number;
  readonly radiusMeters: number;
}

/** A closed ring: the pairs x, y of xy[begin] … xy[end - 1], its first vertex not repeated. */
export interface TracedRing {
  readonly begin: number;
  readonly end: number;
  /** Signed area, positive when counter-clockwise. */
  readonly area: number;
}

/** Rings in cells from the raster's first node. Holds until the raster is used again. */
export interface TracedRings {
  readonly xy: Float64Array;
  readonly rings: readonly TracedRing[];
}

/** Highest value of a node inside the strip; the strip's border has exactly this distance. */
export const INSIDE_VALUE = 63;
/** Greatest value: a cell outside the strip, or more. */
export const BEYOND_REACH = 127;
/** Nodes in a vector; every row is a number of whole ones. */
const LANES = 16;

const EVERYWHERE: LatticeDisc = { x: 0, y: 0, metersPerColumn: 1, metersPerRow: 1, radiusMeters: Infinity };

/**
 * A raster of distances to lines in a window of an endless lattice whose unit is a cell: strips around lines are drawn
 * on it, their common border is traced. Beside it, in the same memory, lie stamps: rasters of whole lines, kept to be
 * copied instead of drawn. The loops are compiled (assembly/outlines.ts).
 */
export class StripRaster {
  /** Lattice coordinates of the window's first node. */
  firstColumn = 0;
  firstRow = 0;
  columns = 0;
  rows = 0;
  private readonly memory = new CompiledMemory<Outlines>(OUTLINES_CODE);
  private readonly stampsBegin = this.memory.end;
  /** Byte addresses of the first node, and of the chosen stamps' addresses. */
  private firstNode = 0;
  private chosen = 0;
  private chosenCount = 0;

  /** Lets all stamps go; their addresses mean nothing from now on. */
  forgetStamps(): void {
    this.memory.end = this.stampsBegin;
  }

  /** Bytes of stamps kept. */
  get stampBytes(): number {
    return this.memory.end;
  }

  /** Row by row. Holds until the raster is used again. */
  get values(): Uint8Array {
    return new Uint8Array(this.memory.buffer, this.firstNode, this.columns * this.rows);
  }

  /**
   * Chooses the window: it holds the box and the first `count` of the stamps whose addresses are given. Returns the
   * number of its nodes.
   */
  frame(box: LatticeBox, stamps: Uint32Array, count: number): number {
    const { memory } = this;
    const boxAt = memory.end;
    this.chosen = boxAt + LANES;
    this.chosenCount = count;
    this.firstNode = roundedUp(this.chosen + 4 * count);
    memory.reach(this.firstNode);
    new Uint32Array(memory.buffer, this.chosen, count).set(stamps.subarray(0, count));
    const widest = memory.int32s(boxAt, 4);
    widest[0] = Math.floor(box.west);
    widest[1] = Math.floor(box.south);
    widest[2] = -Math.ceil(box.east);
    widest[3] = -Math.ceil(box.north);
    memory.functions.widenBox(boxAt, this.chosen, count);
    this.firstColumn = widest[0];
    this.firstRow = widest[1];
    this.columns = Math.ceil((1 - widest[2] - widest[0]) / LANES) * LANES;
    this.rows = 1 - widest[3] - widest[1];
    return this.columns * this.rows;
  }

  /** Draws the chosen stamps in the window, and nothing else. */
  drawStamps(): void {
    const { memory, firstNode, columns, rows, firstColumn, firstRow } = this;
    memory.reach(firstNode + columns * rows);
    this.values.fill(BEYOND_REACH);
    memory.functions.stamp(firstNode, columns, firstColumn, firstRow, this.chosen, this.chosenCount);
  }

  /** Lowers the values around a segment given in lattice coordinates. */
  drawSegment(x1: number, y1: number, x2: number, y2: number, stripCells: number): void {
    const { firstNode, columns, rows, firstColumn, firstRow } = this;
    this.memory.functions.drawSegment(
      firstNode,
      columns,
      rows,
      x1 - firstColumn,
      y1 - firstRow,
      x2 - firstColumn,
      y2 - firstRow,
      stripCells,
    );
  }

  /** Keeps what is drawn as a stamp and returns its address. */
  press(): number {
    const { memory, firstNode, columns, rows, firstColumn, firstRow } = this;
    // Written behind the raster, then moved to where the memory is kept.
    const from = roundedUp(firstNode + columns * rows);
    memory.reach(from + columns * (rows + 1) + 2 * LANES);
    const bytes = memory.functions.press(firstNode, columns, rows, firstColumn, firstRow, from) - from;
    const address = memory.take(bytes);
    new Uint8Array(memory.buffer).copyWithin(address, from, from + bytes);
    return address;
  }

  /**
   * The border of the inside as closed rings, the inside on the left: outer rings counter-clockwise, holes clockwise. It
   * is interpolated along the grid lines; a saddle is joined across where the mean of its corners is inside, the same
   * way for both its halves. Then it is simplified: no vertex and no crossed grid line is further from the border than
   * the tolerance, along the grid line. Every ring crosses the same grid lines as before, strictly between their nodes,
   * and no grid line is crossed twice, so rings never touch or cross. None leaves the disc, if one is given.
   *
   * The outermost rows and columns must be outside; what is drawn is used up.
   */
  trace(toleranceCells: number, disc: LatticeDisc = EVERYWHERE): TracedRings {
    const { memory, firstNode, columns, rows } = this;
    const from = roundedUp(firstNode + columns * rows);
    const to = memory.functions.trace(
      firstNode,
      columns,
      rows,
      toleranceCells,
      disc.x - this.firstColumn,
      disc.y - this.firstRow,
      disc.metersPerColumn,
      disc.metersPerRow,
      disc.radiusMeters,
      from,
    );
    const xy = new Float64Array(memory.buffer, from, (to - from) / 8);
    const rings: TracedRing[] = [];
    for (let at = 0; at < xy.length;) {
      const end = at + 2 + 2 * xy[at];
      rings.push({ begin: at + 2, end, area: xy[at + 1] });
      at = end;
    }
    return { xy, rings };
  }
}
