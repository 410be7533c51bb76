/** Crossings stay this share of a cell away from the grid's nodes, so that no two rings can touch. */
export const NODE_MARGIN = 1e-3;

/** Numbers told of each crossing: x, y, and the gate around it, its left end x, y and its right end x, y. */
export const CROSSING_SIZE = 6;

/**
 * Which vertices of a ring to keep. The ring has one vertex on every grid line it crosses; a chord between two kept
 * ones has to pass the gate around each vertex in between, in the ring's direction. From each kept vertex the longest
 * such chord is taken, by a cone that narrows from gate to gate. Linear in the vertices but for the tails a failed gate
 * looks back on.
 *
 * @param crossings CROSSING_SIZE numbers each, the first crossing repeated at `count`.
 * @param kept The indexes of the kept vertices are written here, in order, 0 first.
 * @returns How many are kept.
 */
export function simplifyRing(crossings: Float64Array, count: number, kept: Int32Array): number {
  let keptCount = 0;
  let from = 0;
  while (from < count) {
    kept[keptCount++] = from;
    const x = crossings[CROSSING_SIZE * from];
    const y = crossings[CROSSING_SIZE * from + 1];
    let to = from + 1;
    let at = CROSSING_SIZE * to;
    // Directions of the cone's borders, as seen from the kept vertex.
    let leftX = crossings[at + 2] - x;
    let leftY = crossings[at + 3] - y;
    let rightX = crossings[at + 4] - x;
    let rightY = crossings[at + 5] - y;
    // A gate seen edge-on or from behind leaves no room for a chord through it.
    if (rightX * leftY > rightY * leftX)
      for (let k = to + 1; k <= count; k++) {
        at += CROSSING_SIZE;
        const towardsX = crossings[at] - x;
        const towardsY = crossings[at + 1] - y;
        if (rightX * towardsY >= rightY * towardsX && towardsX * leftY >= towardsY * leftX) to = k;
        const gateLeftX = crossings[at + 2] - x;
        const gateLeftY = crossings[at + 3] - y;
        const gateRightX = crossings[at + 4] - x;
        const gateRightY = crossings[at + 5] - y;
        if (
          gateRightX * gateLeftY <= gateRightY * gateLeftX ||
          leftX * gateRightY > leftY * gateRightX ||
          rightX * gateLeftY < rightY * gateLeftX
        )
          break;
        if (rightX * gateRightY > rightY * gateRightX) {
          rightX = gateRightX;
          rightY = gateRightY;
        }
        if (leftX * gateLeftY < leftY * gateLeftX) {
          leftX = gateLeftX;
          leftY = gateLeftY;
        }
      }
    from = to;
  }
  return keptCount;
}
