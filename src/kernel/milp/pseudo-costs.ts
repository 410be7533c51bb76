/**
 * What setting a binary up or down has cost per unit so far; picks the binary whose two sides promise most together.
 * Source: T. Achterberg, T. Koch & A. Martin (2005), Branching rules revisited, Operations Research Letters 33.
 */
export class PseudoCosts {
  private readonly sum: readonly [Float64Array, Float64Array];
  private readonly count: readonly [Int32Array, Int32Array];
  private readonly total: [number, number] = [0, 0];
  private readonly learned: [number, number] = [0, 0];

  constructor(binaries: number) {
    this.sum = [new Float64Array(binaries), new Float64Array(binaries)];
    this.count = [new Int32Array(binaries), new Int32Array(binaries)];
  }

  learn(binary: number, up: boolean, costPerUnit: number): void {
    const side = up ? 1 : 0;
    const cost = Math.max(0, costPerUnit);
    this.sum[side][binary] += cost;
    this.count[side][binary]++;
    this.total[side] += cost;
    this.learned[side]++;
  }

  /** The free binary with a broken value to branch on, the first among equals; -1 when all are whole. */
  choose(values: Float64Array, state: Int8Array, whole: number): number {
    let best = -1;
    let bestScore = -1;
    for (let v = 0; v < state.length; v++) {
      const value = values[v];
      if (state[v] >= 0 || value <= whole || value >= 1 - whole) continue;
      const down = Math.max(1e-6, this.expected(v, 0) * value);
      const up = Math.max(1e-6, this.expected(v, 1) * (1 - value));
      if (down * up > bestScore) [best, bestScore] = [v, down * up];
    }
    return best;
  }

  private expected(binary: number, side: 0 | 1): number {
    if (this.count[side][binary] > 0) return this.sum[side][binary] / this.count[side][binary];
    return this.learned[side] > 0 ? this.total[side] / this.learned[side] : 1;
  }
}
