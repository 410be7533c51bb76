import type { DivisionTree } from './division-tree.js';
import type { GroundFacility } from './planning-ground.js';

/** Where a facility stands, by number in the tree (-1 = in none), and the divisions it is assigned to or shared with. */
type Standing = Pick<GroundFacility, 'division' | 'assigned'>;

/** What a what-if does to one facility: null where it does not operate. */
export interface StandingChange {
  readonly before: Standing | null;
  readonly after: Standing | null;
}

/** How many operating facilities of a service make each division count for presence (METHODS E1). */
export class PresenceCounts {
  private readonly counts: Int32Array;

  constructor(
    private readonly tree: DivisionTree,
    serving: readonly Standing[],
  ) {
    this.counts = new Int32Array(tree.nodes.length);
    for (const facility of serving) this.eachUnit(facility, (unit) => this.counts[unit]++);
  }

  /** Whether a division counts. */
  counted(unit: number): boolean {
    return this.counts[unit] > 0;
  }

  /** The divisions that count after some changes and not before (true), or the other way round (false). */
  changedBy(changes: readonly StandingChange[]): ReadonlyMap<number, boolean> {
    const shift = new Map<number, number>();
    const add = (standing: Standing | null, by: number): void => {
      if (standing) this.eachUnit(standing, (unit) => shift.set(unit, (shift.get(unit) ?? 0) + by));
    };
    for (const { before, after } of changes) {
      add(before, -1);
      add(after, 1);
    }
    const changed = new Map<number, boolean>();
    for (const [unit, by] of shift) {
      const after = this.counts[unit] + by > 0;
      if (after !== this.counted(unit)) changed.set(unit, after);
    }
    return changed;
  }

  private eachUnit({ division, assigned }: Standing, visit: (unit: number) => void): void {
    for (let unit = division; unit >= 0; unit = this.tree.parent[unit]) visit(unit);
    for (const { code } of assigned) {
      const unit = this.tree.numberOf(code);
      if (unit >= 0) visit(unit);
    }
  }
}
