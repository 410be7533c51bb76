import type { SetList } from './merge-demand.js';

const ROWS_PER_STEP = 256;

/**
 * Marks rows that are covered whenever another row is: their set contains that row's set. Of equal sets the first
 * stays. Members of each set ascend. In steps of a few milliseconds.
 */
export function* redundantRowsInSteps(
  { offset, member }: SetList,
  candidates: number,
): Generator<void, Uint8Array> {
  const rows = offset.length - 1;
  const uses = new Int32Array(candidates);
  for (const m of member) uses[m]++;
  // Every row is looked up under its rarest member only: whoever contains it contains that one.
  const under: number[][] = Array.from({ length: candidates }, () => []);
  const signature = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let rarest = -1;
    for (let at = offset[row]; at < offset[row + 1]; at++) {
      const m = member[at];
      if (rarest < 0 || uses[m] < uses[rarest]) rarest = m;
      signature[row] |= 1 << (Math.imul(m, 0x9e3779b1) >>> 27);
    }
    if (rarest >= 0) under[rarest].push(row);
  }
  const redundant = new Uint8Array(rows);
  const size = (row: number) => offset[row + 1] - offset[row];
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    for (let at = offset[row]; at < offset[row + 1] && !redundant[row]; at++) {
      for (const other of under[member[at]]) {
        if (other === row || size(other) > size(row) || signature[other] & ~signature[row]) continue;
        if (size(other) === size(row) && other > row) continue;
        if (contains(offset, member, row, other)) {
          redundant[row] = 1;
          break;
        }
      }
    }
  }
  return redundant;
}

function contains(offset: Int32Array, member: Int32Array, larger: number, smaller: number): boolean {
  let at = offset[larger];
  const end = offset[larger + 1];
  for (let k = offset[smaller]; k < offset[smaller + 1]; k++) {
    while (at < end && member[at] < member[k]) at++;
    if (at === end || member[at] !== member[k]) return false;
  }
  return true;
}
