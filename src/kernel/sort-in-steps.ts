const ITEMS_PER_STEP = 4096;

/**
 * The items in the order of `compare`, equal ones as they stood (a merge sort), in steps of far less than a millisecond.
 * Items that are in order already are only looked at once.
 */
export function* sortInSteps(
  items: Int32Array,
  compare: (a: number, b: number) => number,
): Generator<void, Int32Array> {
  const count = items.length;
  let from = Int32Array.from(items);
  let to = new Int32Array(count);
  let isSorted = true;
  for (let at = 1; at < count && isSorted; at++) {
    isSorted = compare(from[at - 1], from[at]) <= 0;
    if (at % ITEMS_PER_STEP === 0) yield;
  }
  if (isSorted) return from;
  for (let width = 1; width < count; width *= 2) {
    let merged = 0;
    for (let low = 0; low < count; low += 2 * width) {
      const middle = Math.min(low + width, count);
      const high = Math.min(low + 2 * width, count);
      let [left, right] = [low, middle];
      for (let at = low; at < high; at++) {
        const takesLeft = left < middle && (right === high || compare(from[left], from[right]) <= 0);
        to[at] = takesLeft ? from[left++] : from[right++];
        if (++merged % ITEMS_PER_STEP === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
