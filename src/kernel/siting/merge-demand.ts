import { CompensatedSum } from '../compensated-sum.js';

/** Sets of small integers stored one after another: set s is member[offset[s]] … member[offset[s+1] − 1]. */
export interface SetList {
  readonly offset: Int32Array;
  readonly member: Int32Array;
}

export interface MergedDemand {
  /** Per input row its class, -1 where the row's cover set is empty. */
  readonly classOf: Int32Array;
  /** Summed weight per class. */
  readonly weight: Float64Array;
  /** The classes' cover sets, in lexicographic order. */
  readonly sets: SetList;
}

/**
 * Merges demand rows with equal cover sets: they are covered together or not at all, so one row with the
 * summed weight is exact. Members of each set must be in ascending order.
 */
export function mergeDemand(weight: Float64Array, sets: SetList): MergedDemand {
  const { offset, member } = sets;
  const compare = (a: number, b: number): number => {
    const lengthA = offset[a + 1] - offset[a];
    const lengthB = offset[b + 1] - offset[b];
    const shared = Math.min(lengthA, lengthB);
    for (let k = 0; k < shared; k++) {
      const difference = member[offset[a] + k] - member[offset[b] + k];
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  };
  const rows: number[] = [];
  for (let row = 0; row < weight.length; row++) if (offset[row + 1] > offset[row]) rows.push(row);
  rows.sort((a, b) => compare(a, b) || a - b);

  const classOf = new Int32Array(weight.length).fill(-1);
  const sums: CompensatedSum[] = [];
  const first: number[] = [];
  rows.forEach((row, at) => {
    if (at === 0 || compare(rows[at - 1], row) !== 0) {
      first.push(row);
      sums.push(new CompensatedSum());
    }
    classOf[row] = first.length - 1;
    sums[sums.length - 1].add(weight[row]);
  });
  return {
    classOf,
    weight: Float64Array.from(sums, (sum) => sum.value),
    sets: pickSets(sets, first),
  };
}

/** The chosen sets of a list, in the order given. */
function pickSets({ offset, member }: SetList, chosen: readonly number[]): SetList {
  const pickedOffset = new Int32Array(chosen.length + 1);
  chosen.forEach((set, at) => (pickedOffset[at + 1] = pickedOffset[at] + offset[set + 1] - offset[set]));
  const picked = new Int32Array(pickedOffset[chosen.length]);
  chosen.forEach((set, at) => picked.set(member.subarray(offset[set], offset[set + 1]), pickedOffset[at]));
  return { offset: pickedOffset, member: picked };
}

/** The same relation read the other way: for each of `count` members the sets it is in, ascending. */
export function transposeSets({ offset, member }: SetList, count: number): SetList {
  const turnedOffset = new Int32Array(count + 1);
  for (const m of member) turnedOffset[m + 1]++;
  for (let m = 0; m < count; m++) turnedOffset[m + 1] += turnedOffset[m];
  const next = turnedOffset.slice(0, count);
  const turned = new Int32Array(member.length);
  for (let set = 0; set + 1 < offset.length; set++) {
    for (let at = offset[set]; at < offset[set + 1]; at++) turned[next[member[at]]++] = set;
  }
  return { offset: turnedOffset, member: turned };
}
