import { transposeSets, type SetList } from './merge-demand.js';
import type { SetCover } from './set-cover.js';

/** Keeps the sites of a cover by how many rows they cover alone. */
export class CoverBuilder {
  private readonly covers: SetList;
  private readonly times: Int32Array;
  private readonly chosen: Uint8Array;
  private readonly fresh: Int32Array;
  private left: number;

  constructor(private readonly cover: SetCover) {
    this.covers = transposeSets(cover.rows, cover.candidate.length);
    const { offset } = this.covers;
    this.left = cover.rows.offset.length - 1;
    this.times = new Int32Array(this.left);
    this.chosen = new Uint8Array(cover.candidate.length);
    this.fresh = Int32Array.from(cover.candidate, (_, site) => offset[site + 1] - offset[site]);
  }

  add(site: number): void {
    if (this.chosen[site]) return;
    this.chosen[site] = 1;
    this.count(site, 1);
  }

  /** Adds what covers most open rows for its price until all are covered; `price` may differ from the cost. */
  complete(price: ArrayLike<number> = this.cover.cost): void {
    while (this.left > 0) {
      let best = -1;
      let bestRate = Infinity;
      for (let site = 0; site < this.chosen.length; site++) {
        if (this.fresh[site] === 0) continue;
        const rate = price[site] / this.fresh[site];
        if (rate < bestRate || best < 0) [best, bestRate] = [site, rate];
      }
      this.add(best);
    }
  }

  /** Takes sites out again whose rows are all covered by others, the dearest first, then the last. */
  prune(): readonly number[] {
    const { cost } = this.cover;
    const order = this.sites().sort((a, b) => cost[b] - cost[a] || this.size(a) - this.size(b) || b - a);
    for (const site of order) {
      const isNeeded = this.rowsOf(site).some((row) => this.times[row] === 1);
      if (isNeeded) continue;
      this.chosen[site] = 0;
      this.count(site, -1);
    }
    return this.sites();
  }

  sites(): number[] {
    return Array.from(this.chosen.keys()).filter((site) => this.chosen[site] === 1);
  }

  private size(site: number): number {
    return this.covers.offset[site + 1] - this.covers.offset[site];
  }

  private rowsOf(site: number): Int32Array {
    return this.covers.member.subarray(this.covers.offset[site], this.covers.offset[site + 1]);
  }

  private count(site: number, step: 1 | -1): void {
    const { offset, member } = this.cover.rows;
    for (const row of this.rowsOf(site)) {
      this.times[row] += step;
      const isTurn = step === 1 ? this.times[row] === 1 : this.times[row] === 0;
      if (!isTurn) continue;
      this.left -= step;
      for (let at = offset[row]; at < offset[row + 1]; at++) this.fresh[member[at]] -= step;
    }
  }
}

/** A cover by the greedy rule of Chvátal (1979), without what turned out needless; sites ascending. */
export function greedyCover(cover: SetCover): readonly number[] {
  const builder = new CoverBuilder(cover);
  builder.complete();
  return builder.prune();
}
