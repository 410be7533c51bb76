type Numbers = Float64Array | Int32Array;

const SHORT = 16;

/**
 * Sorts key[from … to−1] with its tag beside it, ascending by key, ties by tag, in place: quicksort around the median
 * of three, insertion for short stretches (Hoare 1962).
 */
export function sortPairs(key: Numbers, tag: Int32Array, from: number, to: number): void {
  let low = from;
  let high = to - 1;
  while (high - low >= SHORT) {
    const split = partition(key, tag, low, high);
    // The shorter side first: the depth stays logarithmic.
    if (split - low < high - split) {
      sortPairs(key, tag, low, split + 1);
      low = split + 1;
    } else {
      sortPairs(key, tag, split + 1, high + 1);
      high = split;
    }
  }
  for (let at = low + 1; at <= high; at++) {
    const [k, t] = [key[at], tag[at]];
    let to = at - 1;
    while (to >= low && (key[to] > k || (key[to] === k && tag[to] > t))) {
      key[to + 1] = key[to];
      tag[to + 1] = tag[to];
      to--;
    }
    key[to + 1] = k;
    tag[to + 1] = t;
  }
}

/** Everything up to the returned place is no larger than what follows. */
function partition(key: Numbers, tag: Int32Array, low: number, high: number): number {
  const middle = (low + high) >> 1;
  if (isAfter(key, tag, low, middle)) swap(key, tag, low, middle);
  if (isAfter(key, tag, middle, high)) swap(key, tag, middle, high);
  if (isAfter(key, tag, low, middle)) swap(key, tag, low, middle);
  const [k, t] = [key[middle], tag[middle]];
  let left = low;
  let right = high;
  for (;;) {
    while (key[left] < k || (key[left] === k && tag[left] < t)) left++;
    while (key[right] > k || (key[right] === k && tag[right] > t)) right--;
    if (left >= right) return right;
    swap(key, tag, left++, right--);
  }
}

function isAfter(key: Numbers, tag: Int32Array, a: number, b: number): boolean {
  return key[a] > key[b] || (key[a] === key[b] && tag[a] > tag[b]);
}

function swap(key: Numbers, tag: Int32Array, a: number, b: number): void {
  const [k, t] = [key[a], tag[a]];
  key[a] = key[b];
  tag[a] = tag[b];
  key[b] = k;
  tag[b] = t;
}
