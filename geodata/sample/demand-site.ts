import type { Point } from './local-plane.js';

/** A place people live, before they are counted. */
export interface DemandSite {
  readonly at: Point;
  readonly kind: 'BUILDING' | 'VILLAGE';
  readonly estate: number | null;
  /** How many people it tends to hold, relative to the others. */
  readonly weight: number;
  /** How old its people tend to be: 1 is the county's average. */
  readonly age: number;
}
