import { type Bounds, noBounds } from './bounds.js';

/** Entries of a node. */
export const NODE_SIZE = 16;
const ENTRY_BYTES = 40;
/** Steps along each side of the square the curve runs through. */
const CURVE_STEPS = (1 << 16) - 1;

/** Numbers of the boxes along a Hilbert curve through their middles: near ones get near places. */
export function hilbertOrder(boxes: readonly Bounds[]): number[] {
  const [west, south, east, north] = boundsOfAll(boxes);
  const step = (value: number, from: number, to: number) =>
    to > from ? Math.floor((CURVE_STEPS * (value - from)) / (to - from)) : 0;
  const places = boxes.map((box) =>
    hilbert(step((box[0] + box[2]) / 2, west, east), step((box[1] + box[3]) / 2, south, north)),
  );
  return boxes.map((_, k) => k).sort((a, b) => places[a] - places[b] || a - b);
}

export function boundsOfAll(boxes: readonly Bounds[]): Bounds {
  const all = noBounds();
  for (const box of boxes) enclose(all, box);
  return all;
}

/**
 * The packed R-tree of FlatGeobuf over boxes in order: the root first, then level by level to the boxes themselves, each
 * entry its box and the number of its first child, a box's own entry where its feature begins.
 * @param offsets in bytes from the first feature
 */
export function packedTree(boxes: readonly Bounds[], offsets: readonly number[]): Uint8Array {
  const levels: { box: Bounds; first: number }[][] = [boxes.map((box, k) => ({ box, first: offsets[k] }))];
  do levels.push(above(levels[levels.length - 1]));
  while (levels[levels.length - 1].length > 1);
  levels.reverse();
  const bytes = new DataView(
    new ArrayBuffer(ENTRY_BYTES * levels.reduce((sum, { length }) => sum + length, 0)),
  );
  let at = 0;
  let levelBegins = 0;
  for (const level of levels) {
    levelBegins += level.length;
    const isLast = level === levels[levels.length - 1];
    for (const { box, first } of level) {
      box.forEach((value, k) => bytes.setFloat64(at + 8 * k, value, true));
      bytes.setBigUint64(at + 32, BigInt(isLast ? first : levelBegins + first), true);
      at += ENTRY_BYTES;
    }
  }
  return new Uint8Array(bytes.buffer);
}

function above(level: readonly { box: Bounds }[]): { box: Bounds; first: number }[] {
  const nodes = [];
  for (let first = 0; first < level.length; first += NODE_SIZE)
    nodes.push({ first, box: boundsOfAll(level.slice(first, first + NODE_SIZE).map(({ box }) => box)) });
  return nodes;
}

function enclose(outer: Bounds, [west, south, east, north]: Bounds): void {
  outer[0] = Math.min(outer[0], west);
  outer[1] = Math.min(outer[1], south);
  outer[2] = Math.max(outer[2], east);
  outer[3] = Math.max(outer[3], north);
}

/** Place of a cell on a Hilbert curve through 2^16 × 2^16 cells. */
function hilbert(column: number, row: number): number {
  let [x, y, place] = [column, row, 0];
  for (let side = 1 << 15; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    place += side * side * ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) [x, y] = [CURVE_STEPS - x, CURVE_STEPS - y];
      [x, y] = [y, x];
    }
  }
  return place;
}
