import type { CoverLists } from '../kernel/accessibility/index.js';

/** The lists of consecutive slices of sites as those of all sites. */
export function joinCovers(pieces: readonly CoverLists[]): CoverLists {
  const count = (of: (piece: CoverLists) => number) => pieces.reduce((sum, piece) => sum + of(piece), 0);
  const pairs = count(({ demand }) => demand.length);
  const offset = new Int32Array(count((piece) => piece.offset.length - 1) + 1);
  const demand = new Int32Array(pairs);
  const costCentimeters = new Int32Array(pairs);
  let [site, at] = [0, 0];
  for (const piece of pieces) {
    demand.set(piece.demand, at);
    costCentimeters.set(piece.costCentimeters, at);
    for (let k = 1; k < piece.offset.length; k++) offset[++site] = at + piece.offset[k];
    at += piece.demand.length;
  }
  return { offset, demand, costCentimeters };
}
