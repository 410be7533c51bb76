/** The limits a selection keeps to: at most `p` items, at most `budget` in total cost. */
export interface SelectionLimits {
  readonly p: number;
  readonly budget: number;
}

/**
 * Upper bounds on the value of any selection within the limits, for one set of item values: the p largest
 * values, and the fractional knapsack (Dantzig 1957) — the smaller of the two holds.
 */
export class SelectionBound {
  private readonly byValue: Int32Array;
  private readonly byRate: Int32Array | null;

  constructor(
    private readonly value: Float64Array,
    private readonly cost: Float64Array,
    private readonly limits: SelectionLimits,
  ) {
    // Leaving one item out, no more than p + 1 are ever looked at.
    this.byValue = largestItems(value, Math.max(0, Math.min(value.length, limits.p + 1)));
    const rate = (item: number) =>
      cost[item] > 0 ? value[item] / cost[item] : value[item] > 0 ? Infinity : 0;
    this.byRate =
      limits.budget < Infinity
        ? Int32Array.from(value.keys()).sort((a, b) => {
            const [rateA, rateB] = [rate(a), rate(b)];
            return rateA === rateB ? a - b : rateB - rateA;
          })
        : null;
  }

  /** The bound over all items. */
  bound(): number {
    return this.boundWithout(-1, this.limits);
  }

  /** The bound when `item` must be selected; −Infinity when it does not fit. */
  boundWith(item: number): number {
    const p = this.limits.p - 1;
    const budget = this.limits.budget - this.cost[item];
    if (p < 0 || budget < 0) return -Infinity;
    return this.value[item] + this.boundWithout(item, { p, budget });
  }

  /** The bound when `item` (-1 = none) may not be selected. */
  boundWithout(item: number, limits: SelectionLimits = this.limits): number {
    return Math.min(this.largest(item, limits.p), this.knapsack(item, limits.budget));
  }

  /** The share (0–1) of each item in the selection that attains the smaller bound. */
  selection(): Float64Array {
    const share = new Float64Array(this.value.length);
    if (this.byRate && this.knapsack(-1, this.limits.budget) < this.largest(-1, this.limits.p)) {
      let left = this.limits.budget;
      for (const item of this.byRate) {
        if (!(this.value[item] > 0)) continue;
        share[item] = this.cost[item] <= left ? 1 : left / this.cost[item];
        left -= share[item] * this.cost[item];
        if (share[item] < 1) break;
      }
    } else {
      const count = Math.min(this.limits.p, this.byValue.length);
      for (let at = 0; at < count; at++) if (this.value[this.byValue[at]] > 0) share[this.byValue[at]] = 1;
    }
    return share;
  }

  private largest(skip: number, p: number): number {
    let sum = 0;
    let taken = 0;
    for (let at = 0; at < this.byValue.length && taken < p; at++) {
      const item = this.byValue[at];
      if (item === skip) continue;
      if (!(this.value[item] > 0)) break;
      sum += this.value[item];
      taken++;
    }
    return sum;
  }

  private knapsack(skip: number, budget: number): number {
    if (!this.byRate) return Infinity;
    let sum = 0;
    let left = budget;
    for (const item of this.byRate) {
      if (item === skip || !(this.value[item] > 0)) continue;
      if (this.cost[item] > left) return sum + (this.value[item] * left) / this.cost[item];
      sum += this.value[item];
      left -= this.cost[item];
    }
    return sum;
  }
}

/** Above this share of all items sorting them is quicker. */
const FEW = 0.25;

/** The `count` items of the largest values, in descending order, the smaller index first among equals. */
function largestItems(value: Float64Array, count: number): Int32Array {
  if (count > FEW * value.length)
    return Int32Array.from(value.keys()).sort((a, b) => value[b] - value[a] || a - b);
  const items = new Int32Array(count);
  let found = 0;
  let least = -Infinity;
  for (let item = 0; item < value.length; item++) {
    if (found === count && value[item] <= least) continue;
    let at = found < count ? found++ : count - 1;
    for (; at > 0 && value[items[at - 1]] < value[item]; at--) items[at] = items[at - 1];
    items[at] = item;
    if (found === count) least = value[items[count - 1]];
  }
  return items;
}
