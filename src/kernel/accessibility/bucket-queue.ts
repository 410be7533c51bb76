import type { WalkNetwork } from '../network/walk-network.js';

/** Buckets of about a quarter of the mean arc serve dense and wide cities alike (measured; flat around the best). */
const BUCKETS_PER_ARC = 4;
const RING = 1024;

/** Bucket width for searches on a network: buckets are 2^shift cm wide. */
export function bucketShift(network: WalkNetwork): number {
  let sum = 0;
  for (let edge = 0; edge < network.edgeCount; edge++)
    sum += Math.max(network.edgeForwardCost[edge], network.edgeBackwardCost[edge]);
  const mean = sum / Math.max(1, network.edgeCount);
  return Math.min(14, Math.max(6, Math.round(Math.log2(Math.max(1, mean / BUCKETS_PER_ARC)))));
}

/**
 * A queue of labels (node, cost, origin) that gives low costs first, roughly: to the width of a bucket, and labels more
 * than a ring of buckets apart may change places. Made for label-correcting searches, which are exact in any order and
 * fast in about this one.
 */
export class BucketQueue {
  /** The label taken last. */
  node = -1;
  cost = -1;
  origin = -1;
  private readonly shift: number;
  private readonly head = new Int32Array(RING).fill(-1);
  /** Entries [next, node, cost, origin]. */
  private entries = new Int32Array(4 * 4096);
  private used = 0;
  private waiting = 0;
  private bucket = 0;

  constructor(shift: number) {
    this.shift = shift;
  }

  push(node: number, cost: number, origin: number): void {
    const at = this.used << 2;
    if (at === this.entries.length) this.grow();
    const { entries, head } = this;
    const slot = (cost >> this.shift) & (RING - 1);
    entries[at] = head[slot];
    entries[at + 1] = node;
    entries[at + 2] = cost;
    entries[at + 3] = origin;
    head[slot] = this.used++;
    this.waiting++;
  }

  /** Takes a label into node, cost and origin; false, and ready for another search, when none is left. */
  pop(): boolean {
    if (this.waiting === 0) {
      this.used = 0;
      this.bucket = 0;
      return false;
    }
    const { entries, head } = this;
    let entry = head[this.bucket];
    while (entry < 0) entry = head[(this.bucket = (this.bucket + 1) & (RING - 1))];
    const at = entry << 2;
    head[this.bucket] = entries[at];
    this.node = entries[at + 1];
    this.cost = entries[at + 2];
    this.origin = entries[at + 3];
    this.waiting--;
    return true;
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.entries.length);
    larger.set(this.entries);
    this.entries = larger;
  }
}
