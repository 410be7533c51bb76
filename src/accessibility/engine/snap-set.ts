import type { Snap } from '../../kernel/network/index.js';

/** What crosses to another thread of a set of snaps: its number and its shared memory. */
export interface SnapHandle {
  readonly id: number;
  readonly shared: SharedArrayBuffer;
}

/** Four doubles and one 32-bit integer a point. */
const BYTES_PER_POINT = 36;
let lastId = 0;

/**
 * Points placed on one network, as columns in memory all threads share; a point no walkway is near has the edge -1.
 * Filled once, by whoever made it or by the workers it was handed to, and never changed afterwards.
 */
export class SnapSet {
  readonly length: number;
  private readonly edge: Int32Array;
  private readonly offsetMeters: Float64Array;
  private readonly accessMeters: Float64Array;
  private readonly lon: Float64Array;
  private readonly lat: Float64Array;

  constructor(readonly handle: SnapHandle) {
    const { shared } = handle;
    const count = (this.length = shared.byteLength / BYTES_PER_POINT);
    const column = (at: number) => new Float64Array(shared, at * 8 * count, count);
    [this.offsetMeters, this.accessMeters, this.lon, this.lat] = [0, 1, 2, 3].map(column);
    this.edge = new Int32Array(shared, 32 * count, count);
  }

  /** A set whose points are all still without a walkway. */
  static empty(length: number): SnapSet {
    const set = new SnapSet({ id: ++lastId, shared: new SharedArrayBuffer(length * BYTES_PER_POINT) });
    set.edge.fill(-1);
    return set;
  }

  static of(snaps: readonly (Snap | null)[]): SnapSet {
    const set = SnapSet.empty(snaps.length);
    snaps.forEach((snap, at) => set.put(at, snap));
    return set;
  }

  put(at: number, snap: Snap | null): void {
    this.edge[at] = snap ? snap.edge : -1;
    if (!snap) return;
    this.offsetMeters[at] = snap.offsetMeters;
    this.accessMeters[at] = snap.accessMeters;
    this.lon[at] = snap.lon;
    this.lat[at] = snap.lat;
  }

  /** Whether a walkway is near the point. */
  has(at: number): boolean {
    return this.edge[at] >= 0;
  }

  at(at: number): Snap | null {
    if (!this.has(at)) return null;
    return {
      edge: this.edge[at],
      offsetMeters: this.offsetMeters[at],
      accessMeters: this.accessMeters[at],
      lon: this.lon[at],
      lat: this.lat[at],
    };
  }

  /** How many points no walkway is near. */
  get missing(): number {
    return this.edge.reduce((count, edge) => (edge < 0 ? count + 1 : count), 0);
  }

  /** The points at the given positions, in that order. */
  subset(positions: ArrayLike<number>): SnapSet {
    const set = SnapSet.empty(positions.length);
    for (let at = 0; at < positions.length; at++) {
      const from = positions[at];
      set.edge[at] = this.edge[from];
      set.offsetMeters[at] = this.offsetMeters[from];
      set.accessMeters[at] = this.accessMeters[from];
      set.lon[at] = this.lon[from];
      set.lat[at] = this.lat[from];
    }
    return set;
  }

  toSnaps(): (Snap | null)[] {
    return Array.from({ length: this.length }, (_, at) => this.at(at));
  }
}
