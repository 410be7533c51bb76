import type { SnapHandle } from './snap-set.js';

/** Circles around the places from (inclusive) … to (exclusive) of a set. */
export interface CirclesAsk {
  readonly origins: SnapHandle;
  readonly from: number;
  readonly to: number;
  /** The inclusive cost limit of each, in the order of the slice. */
  readonly limits: Int32Array;
}
