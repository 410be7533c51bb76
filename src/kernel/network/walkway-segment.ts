import type { WalkwayKind } from './way-set.js';

/** Who may walk a segment which way: 0 both, 1 only from its first vertex to its last, 2 only back. */
export type WalkDirection = 0 | 1 | 2;

/** A way cut at its junctions; one row of the stored network. (wayId, segment) is its key. */
export interface WalkwaySegment {
  readonly wayId: number;
  /** Number within the way, from 0. */
  readonly segment: number;
  readonly fromNode: number;
  readonly toNode: number;
  readonly kind: WalkwayKind;
  readonly direction: WalkDirection;
  readonly speedFactor: number;
  /** As in WaySet.wayLevel; 0 where it is left out. */
  readonly level?: number;
  readonly fromFlags: number;
  readonly toFlags: number;
  /** lon, lat, lon, lat … in WGS 84 degrees, both ends included. */
  readonly lonLat: Float64Array;
  readonly lengthMeters: number;
}
