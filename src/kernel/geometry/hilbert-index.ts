/** Place of cell (x, y), each 0…65535, along the Hilbert curve of order 16: near on the curve means near on the map. */
export function hilbertIndex(x: number, y: number): number {
  let index = 0;
  for (let side = 32768; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const upper = (y & side) > 0 ? 1 : 0;
    index += side * side * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = 65535 - x;
        y = 65535 - y;
      }
      const swap = x;
      x = y;
      y = swap;
    }
  }
  return index;
}
