import type { SetList } from './merge-demand.js';

const CANDIDATES_PER_STEP = 64;

/**
 * Marks candidates no optimal plan needs: another one covers at least the same classes and costs no more.
 * Among equals the cheaper stays, then the one listed first. Candidates that cover nothing are marked too. In steps of a few milliseconds.
 *
 * @param covers per candidate its classes, ascending
 * @param byClass the transpose of `covers`
 * @param costMatters false when no budget binds, so a superset wins at any cost
 */
export function* needlessCandidatesInSteps(
  covers: SetList,
  byClass: SetList,
  cost: Float64Array,
  costMatters: boolean,
): Generator<void, Uint8Array> {
  const count = covers.offset.length - 1;
  const size = (c: number) => covers.offset[c + 1] - covers.offset[c];
  const needless = new Uint8Array(count);
  for (let a = 0; a < count; a++) {
    if (a % CANDIDATES_PER_STEP === CANDIDATES_PER_STEP - 1) yield;
    if (size(a) === 0) {
      needless[a] = 1;
      continue;
    }
    const rarest = rarestClass(covers, byClass, a);
    for (let at = byClass.offset[rarest]; at < byClass.offset[rarest + 1]; at++) {
      const b = byClass.member[at];
      if (b === a || size(b) < size(a)) continue;
      if (costMatters && cost[b] > cost[a]) continue;
      const equalSize = size(b) === size(a);
      if (equalSize && (cost[b] > cost[a] || (cost[b] === cost[a] && b > a))) continue;
      if (containsAll(covers, b, a)) {
        needless[a] = 1;
        break;
      }
    }
  }
  return needless;
}

function rarestClass(covers: SetList, byClass: SetList, candidate: number): number {
  let rarest = -1;
  let fewest = Infinity;
  for (let at = covers.offset[candidate]; at < covers.offset[candidate + 1]; at++) {
    const cls = covers.member[at];
    const coverers = byClass.offset[cls + 1] - byClass.offset[cls];
    if (coverers < fewest) [rarest, fewest] = [cls, coverers];
  }
  return rarest;
}

/** Whether `larger` covers every class of `smaller`; both lists ascend. */
function containsAll({ offset, member }: SetList, larger: number, smaller: number): boolean {
  let at = offset[larger];
  const end = offset[larger + 1];
  for (let k = offset[smaller]; k < offset[smaller + 1]; k++) {
    while (at < end && member[at] < member[k]) at++;
    if (at === end || member[at] !== member[k]) return false;
  }
  return true;
}
