import type { Snap } from '../kernel/network/index.js';
import { SnapSet } from './engine/snap-set.js';
import type { CirclesAsk } from './engine/circles-ask.js';

/** A snapped place and how far one walks to it. */
export interface Circle {
  readonly snap: Snap;
  /** Inclusive. */
  readonly limitCentimeters: number;
}

/** A quarter of an hour at 0.8 m/s. */
const ORDINARY_CENTIMETERS = 72_000;
const CIRCLES_PER_PIECE = 8;

/** Pieces of about as much work as so many circles of the ordinary size. */
export function asksOf(circles: readonly Circle[], ordinaryCircles = CIRCLES_PER_PIECE): CirclesAsk[] {
  const origins = SnapSet.of(circles.map(({ snap }) => snap)).handle;
  const asks: CirclesAsk[] = [];
  let from = 0;
  let work = 0;
  circles.forEach((circle, at) => {
    work += ordinaryCirclesOf(circle);
    const to = at + 1;
    if (work < ordinaryCircles && to < circles.length) return;
    const limits = Int32Array.from(circles.slice(from, to), ({ limitCentimeters }) => limitCentimeters);
    asks.push({ origins, from, to, limits });
    from = to;
    work = 0;
  });
  return asks;
}

/** As how many circles of the ordinary size one counts: the work grows with the square of the reach. */
export function ordinaryCirclesOf({ limitCentimeters }: Circle): number {
  return Math.max(1, (limitCentimeters / ORDINARY_CENTIMETERS) ** 2);
}
