import { DistanceGrid, WORD_NODES } from './distance-grid.js';
import { BEYOND_REACH, type StripProfile } from './strip-profile.js';

/** Longest side of a stamp in cells; longer lines are stamped in pieces. */
const MAX_PIECE_CELLS = 24;
/** Words of stamps kept (128 MB); lines beyond that are drawn anew each time. */
const MAX_WORDS = 1 << 25;
const BOX_SIZE = 4;
const BEYOND_REACH_WORD = 0x01010101 * BEYOND_REACH;
/** The bit of each byte that seven-bit values leave free. */
const FREE_BITS = 0x80808080 | 0;

/**
 * Distance rasters of whole lines, made when first asked for and then copied instead of drawn. A stamp is a box of the
 * lattice: per row one header (first word << 16 | how many) and that many words of four nodes.
 */
export class EdgeStamps {
  private readonly profile: StripProfile;
  private readonly scratch = new DistanceGrid();
  /** First stamp of each line, -1 before it is made, and how many follow. */
  private readonly firstStamp: Int32Array;
  private readonly stampCount: Uint16Array;
  /** BOX_SIZE numbers of each stamp: first column, first row, rows, data offset. */
  private boxes = new Int32Array(BOX_SIZE * 1024);
  private made = 0;
  private data = new Int32Array(1 << 14);
  private used = 0;

  constructor(lineCount: number, profile: StripProfile) {
    this.profile = profile;
    this.firstStamp = new Int32Array(lineCount).fill(-1);
    this.stampCount = new Uint16Array(lineCount);
  }

  /** Lowers the grid's values by a whole line, given by `count` points x, y of lattice coordinates in `xy`. */
  stamp(grid: DistanceGrid, line: number, xy: Float64Array, count: number): void {
    if (!this.has(line) && !this.make(line, xy, count)) {
      for (let k = 2; k < 2 * count; k += 2)
        grid.drawSegment(this.profile, xy[k - 2], xy[k - 1], xy[k], xy[k + 1]);
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
    const { words } = grid;
    const wordsPerRow = grid.columns / WORD_NODES;
    const lastBox = BOX_SIZE * (this.firstStamp[line] + this.stampCount[line]);
    for (let box = BOX_SIZE * this.firstStamp[line]; box < lastBox; box += BOX_SIZE) {
      let rowAt =
        (boxes[box + 1] - grid.firstRow) * wordsPerRow + (boxes[box] - grid.firstColumn) / WORD_NODES;
      let from = boxes[box + 3];
      for (let row = boxes[box + 2]; row > 0; row--, rowAt += wordsPerRow) {
        const header = data[from++];
        const end = from + (header & 0xffff);
        for (let at = rowAt + (header >> 16); from < end; at++, from++) {
          // The smaller of each pair of bytes: the free bit survives the subtraction where ours is not below theirs.
          const ours = words[at];
          const theirs = data[from];
          const isLess = ((ours | FREE_BITS) - theirs) & FREE_BITS;
          words[at] = ours ^ ((ours ^ theirs) & (isLess - (isLess >>> 7)));
        }
      }
    }
  }

  private make(line: number, xy: Float64Array, count: number): boolean {
    if (this.used > MAX_WORDS) return false;
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
    const { scratch, profile } = this;
    const reach = profile.reachCells;
    scratch.reset(
      Math.floor(west - reach),
      Math.floor(south - reach),
      Math.ceil(east + reach),
      Math.ceil(north + reach),
    );
    if (piece.length === 2) scratch.drawSegment(profile, piece[0], piece[1], piece[0], piece[1]);
    for (let k = 2; k < piece.length; k += 2)
      scratch.drawSegment(profile, piece[k - 2], piece[k - 1], piece[k], piece[k + 1]);

    const { words, rows } = scratch;
    const wordsPerRow = scratch.columns / WORD_NODES;
    const most = this.used + rows * (wordsPerRow + 1);
    if (most > this.data.length) this.data = grown(this.data, most);
    const box = BOX_SIZE * this.made++;
    if (box === this.boxes.length) this.boxes = grown(this.boxes, box);
    this.boxes.set([scratch.firstColumn, scratch.firstRow, rows, this.used], box);
    for (let begin = 0; begin < rows * wordsPerRow; begin += wordsPerRow) {
      let first = begin;
      let end = begin + wordsPerRow;
      while (first < end && words[first] === BEYOND_REACH_WORD) first++;
      while (end > first && words[end - 1] === BEYOND_REACH_WORD) end--;
      this.data[this.used++] = ((first - begin) << 16) | (end - first);
      for (let at = first; at < end; at++) this.data[this.used++] = words[at];
    }
  }
}

/** A copy with room for twice the given length. */
function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * length);
  larger.set(array);
  return larger;
}
