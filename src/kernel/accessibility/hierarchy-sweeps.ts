import type { ContractionHierarchy } from './contraction-hierarchy.js';
import { SweepMemory } from './sweep-memory.js';
import { UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/** More than any cost; an arc that does not exist costs this. */
export const NEVER = UNBOUNDED_CENTIMETERS + 1;
/** Sources swept at once, as assembly/sweeps.ts has it. */
export const LANES = 16;
/** Which cost of an arc counts: where it lies in the arc's three numbers, in bytes. */
export const UPWARDS = 4;
export const DOWNWARDS = 8;
export type ArcColumn = typeof UPWARDS | typeof DOWNWARDS;

/** Places from which a descent may lead to what one looks for, highest first, with the arcs down into each. */
export interface Selection {
  readonly places: Int32Array;
  /** Arcs of position s are arc[bound[s]] … arc[bound[s + 1] - 1]: [position of the upper place, cost]. */
  readonly bound: Int32Array;
  readonly arc: Int32Array;
}

const known = new WeakMap<ContractionHierarchy, HierarchySweeps>();

/** Compiled sweeps over a hierarchy, whose arcs they hold in a memory of their own, one sweep at a time. */
export class HierarchySweeps {
  readonly placeCount: number;
  private readonly memory = new SweepMemory();
  private readonly offsetAt: number;
  private readonly arcAt: number;
  private keysAt = 0;
  private costsAt = 0;
  private metAt = 0;

  /** Those of a hierarchy, made at the first call and kept as long as it. */
  static of(hierarchy: ContractionHierarchy): HierarchySweeps {
    let sweeps = known.get(hierarchy);
    if (!sweeps) known.set(hierarchy, (sweeps = new HierarchySweeps(hierarchy)));
    return sweeps;
  }

  private constructor({ upperOffset, upper }: ContractionHierarchy) {
    this.placeCount = upperOffset.length - 1;
    this.offsetAt = this.memory.takeCopy(upperOffset);
    this.arcAt = this.memory.takeCopy(upper.map((value) => (value < 0 ? NEVER : value)));
  }

  /**
   * Cost and origin of the nearest seed for every place, as [origin, cost] interleaved, the cost NEVER or more where
   * there is none; of equally near ones the lowest. Seeds are
   * [place, cost, origin], one a place at most. `up` is the cost of an arc for walks
   * that climb, the other one serves the descent. The result holds until the next sweep.
   *
   * Method: one pass up the order of places and one down (PHAST, Delling et al. 2011), from all seeds at once.
   */
  field(seeds: readonly number[], up: ArcColumn): Int32Array {
    const { memory, placeCount, offsetAt, arcAt } = this;
    if (this.keysAt === 0) this.keysAt = memory.take(8 * placeCount);
    const keys = memory.int32s(this.keysAt, 2 * placeCount);
    // Every cost is 0x7f7f7f7f, more than NEVER, and with an arc's cost on top still within 32 bits.
    new Uint8Array(memory.buffer, this.keysAt, 8 * placeCount).fill(0x7f);
    for (let seed = 0; seed < seeds.length; seed += 3) {
      keys[2 * seeds[seed]] = seeds[seed + 2];
      keys[2 * seeds[seed] + 1] = seeds[seed + 1];
    }
    memory.functions.climbField(this.keysAt, placeCount, offsetAt, arcAt, up);
    memory.functions.descendField(this.keysAt, placeCount, offsetAt, arcAt, UPWARDS + DOWNWARDS - up);
    return keys;
  }

  /**
   * A sweep from sixteen sources at a time down a selection. `descend` takes seeds as [place, cost, lane] and returns
   * costs by position in the selection, LANES a position, and after them those of no place at all: NEVER. The result
   * holds until the next sweep.
   */
  descentOver({ places, bound, arc }: Selection, up: ArcColumn): (seeds: readonly number[]) => Int32Array {
    const { memory, placeCount, offsetAt, arcAt } = this;
    if (this.costsAt === 0) {
      this.costsAt = memory.take(4 * LANES * placeCount);
      memory.int32s(this.costsAt, LANES * placeCount).fill(NEVER);
      this.metAt = memory.take(placeCount + 8);
      new Uint8Array(memory.buffer, this.metAt, placeCount + 8).fill(0);
    }
    const { costsAt, metAt } = this;
    const room = memory.end;
    const placesAt = memory.takeCopy(places);
    const boundAt = memory.takeCopy(bound);
    const selectedAt = memory.takeCopy(arc);
    const downAt = memory.take(4 * LANES * (places.length + 1));
    // What was taken for this selection is free again for the next.
    memory.end = room;
    const costs = memory.int32s(costsAt, LANES * placeCount);
    const met = new Uint8Array(memory.buffer, metAt, placeCount);
    const down = memory.int32s(downAt, LANES * (places.length + 1));
    down.fill(NEVER, LANES * places.length);
    const { climbLanes, descendLanes, forgetLanes } = memory.functions;
    return (seeds) => {
      for (let seed = 0; seed < seeds.length; seed += 3) {
        const at = LANES * seeds[seed] + seeds[seed + 2];
        met[seeds[seed]] = 1;
        if (seeds[seed + 1] < costs[at]) costs[at] = seeds[seed + 1];
      }
      climbLanes(costsAt, metAt, placeCount, offsetAt, arcAt, up);
      descendLanes(costsAt, metAt, placesAt, places.length, boundAt, selectedAt, downAt);
      forgetLanes(costsAt, metAt, placeCount);
      return down;
    };
  }
}
