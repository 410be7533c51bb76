import {
  demandLegs,
  type DemandLegs,
  demandLegsInSteps,
  type FacilityPlace,
  NearestLabels,
} from '../accessibility/index.js';
import { finish } from '../finish.js';
import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { childrenFirst } from './children-first.js';
import { CoverageTally, type PopulationCoverage } from './coverage-tally.js';

/** Demand points tallied between two pauses of a stepwise beginning. */
const POINTS_PER_STEP = 20_000;

/** What a planner's change does not change: where people live, how they reach the network, who belongs to whom. */
export interface WhatIfGround {
  readonly network: WalkNetwork;
  readonly demand: readonly (Snap | null)[];
  /** Elderly people of one cohort at each point; may be fractional. */
  readonly weight: Float64Array;
  /** Per demand point the index of its (lowest) division, -1 = in none. */
  readonly pointDivision: Int32Array;
  /** Per division the index of its parent, -1 = a root; any order, no cycles. */
  readonly parent: Int32Array;
}

/** What a change, or several at once, did. The arrays are the caller's to keep. */
export interface CoverageChange {
  /** Demand points whose nearest facility or walking cost changed. */
  readonly points: Int32Array;
  /** Divisions, at every level, some point of which became or ceased to be covered; children before parents. */
  readonly divisions: Int32Array;
}

/**
 * Indexes of a ground that any number of what-ifs share; takes time in proportion to points, divisions and network.
 * One more division, the last, stands for the points that belong to none.
 */
export class WhatIfIndex {
  readonly ground: WhatIfGround;
  readonly legs: DemandLegs;
  /** Points of division d: divisionPoint[k] for k of divisionOffset[d] … divisionOffset[d + 1] - 1, in rising order. */
  readonly divisionOffset: Int32Array;
  readonly divisionPoint: Int32Array;
  readonly pointDivision: Int32Array;
  /** Divisions with every child before its parent, and the place of each division in that order. */
  readonly order: Int32Array;
  readonly rank: Int32Array;
  /** Children of division d, in that order: child[k] for k of childOffset[d] … childOffset[d + 1] - 1. */
  readonly childOffset: Int32Array;
  readonly child: Int32Array;

  /** A ground's index made in steps of some milliseconds. */
  static *inSteps(ground: WhatIfGround): Generator<void, WhatIfIndex> {
    const legs = yield* demandLegsInSteps(ground.network, ground.demand);
    yield;
    return new WhatIfIndex(ground, legs);
  }

  /** @param legs of the same network and demand, made here if absent */
  constructor(ground: WhatIfGround, legs: DemandLegs = demandLegs(ground.network, ground.demand)) {
    const { demand, weight, parent } = ground;
    const divisions = parent.length;
    invariant(
      weight.length === demand.length && ground.pointDivision.length === demand.length,
      'one weight and one division per demand point',
    );
    this.ground = ground;
    this.legs = legs;
    this.order = childrenFirst(parent);
    this.rank = new Int32Array(divisions + 1);
    this.order.forEach((division, place) => (this.rank[division] = place));
    this.rank[divisions] = divisions;
    this.pointDivision = ground.pointDivision.map((division, point) => {
      invariant(division >= -1 && division < divisions, `point ${point} names division ${division}`);
      invariant(weight[point] >= 0 && weight[point] < Infinity, `weight ${weight[point]} of point ${point}`);
      return division < 0 ? divisions : division;
    });
    const points = grouped(this.pointDivision, divisions + 1, demand.keys());
    this.divisionOffset = points.offset;
    this.divisionPoint = points.member;
    const children = grouped(parent, divisions + 1, this.order);
    this.childOffset = children.offset;
    this.child = children.member;
  }
}

/** Members in the order given, by group; a negative group has none. */
function grouped(
  groupOf: Int32Array,
  groups: number,
  members: Iterable<number>,
): { offset: Int32Array; member: Int32Array } {
  const offset = new Int32Array(groups + 1);
  for (const group of groupOf) if (group >= 0) offset[group + 1]++;
  for (let group = 0; group < groups; group++) offset[group + 1] += offset[group];
  const next = offset.slice(0, -1);
  const member = new Int32Array(offset[groups]);
  for (const each of members) if (groupOf[each] >= 0) member[next[groupOf[each]]++] = each;
  return { offset, member };
}

/**
 * Coverage under a planner's hand: facilities open, close and move, and the nearest facility of every demand point and
 * the population coverage of every division at every level follow (METHODS E2). After each change everything equals
 * `nearestFacilities` and `populationCoverageByDivision` over the facilities as they stand, bit for bit: a touched
 * division is added up anew in their order, an untouched one is not looked at.
 */
export class CoverageWhatIf {
  private readonly index: WhatIfIndex;
  private readonly labels: NearestLabels;
  /** Per division the tally of its own points, and with its children's. The last division is elsewhere. */
  private readonly own: CoverageTally[] = [];
  private readonly whole: CoverageTally[] = [];
  private readonly results: PopulationCoverage[] = [];
  private readonly isStale: Uint8Array;

  /** Null facilities are closed and keep their numbers. Takes one sweep over the network, as `inSteps` does by and by. */
  constructor(
    index: WhatIfIndex,
    facilities: readonly (Snap | null)[],
    limitCentimeters: number,
    labels: NearestLabels | null = null,
  ) {
    this.index = index;
    this.labels = labels ?? NearestLabels.of(index.ground.network, index.legs, facilities, limitCentimeters);
    this.isStale = new Uint8Array(index.ground.parent.length + 1);
    if (!labels) finish(this.tallyInSteps());
  }

  /** A what-if made in steps of some milliseconds, so that whoever takes them can let others run in between. */
  static *inSteps(
    index: WhatIfIndex,
    facilities: readonly (Snap | null)[],
    limitCentimeters: number,
  ): Generator<void, CoverageWhatIf> {
    const { network } = index.ground;
    const labels = yield* NearestLabels.inSteps(network, index.legs, facilities, limitCentimeters);
    const whatIf = new CoverageWhatIf(index, facilities, limitCentimeters, labels);
    yield* whatIf.tallyInSteps();
    return whatIf;
  }

  /** Where each facility stands, null for a closed one. */
  get facilities(): readonly (Snap | null)[] {
    return this.labels.facilities;
  }

  /** Nearest facility per demand point, -1 for none; follows the changes. */
  get nearest(): Int32Array {
    return this.labels.pointFacility;
  }

  /** Cost of walking there, -1 likewise; follows the changes. */
  get costCentimeters(): Int32Array {
    return this.labels.pointCost;
  }

  /** Coverage of a division, its descendants included. */
  coverageOf(division: number): PopulationCoverage {
    invariant(division >= 0 && division < this.results.length - 1, `division ${division}`);
    return this.results[division];
  }

  /** Coverage of the points that belong to no division. */
  get elsewhere(): PopulationCoverage {
    return this.results[this.results.length - 1];
  }

  /** Opens a facility under the next free number. */
  open(snap: Snap): CoverageChange & { readonly facility: number } {
    const facility = this.facilities.length;
    return { facility, ...this.put([{ facility, place: snap }]) };
  }

  /** Closes a facility; its number stays taken. Nothing changes where it is closed already. */
  close(facility: number): CoverageChange {
    return this.move(facility, null);
  }

  /** Puts a facility somewhere else; a closed one opens again. */
  move(facility: number, snap: Snap | null): CoverageChange {
    invariant(facility < this.facilities.length, `facility ${facility} of ${this.facilities.length}`);
    return this.put([{ facility, place: snap }]);
  }

  /** Opens, closes and moves facilities all at once, each named once; see `NearestLabels.put`. */
  put(changes: readonly FacilityPlace[]): CoverageChange {
    return finish(this.putInSteps(changes));
  }

  /** The same in steps of some milliseconds; nothing may be read or changed before the last is taken. */
  *putInSteps(changes: readonly FacilityPlace[]): Generator<void, CoverageChange> {
    yield* this.labels.putInSteps(changes);
    return this.follow();
  }

  private follow(): CoverageChange {
    const { labels, index, isStale } = this;
    const { parent } = index.ground;
    const { changedPoints, formerCosts, changedCount } = labels;
    const divisions: number[] = [];
    for (let k = 0; k < changedCount; k++) {
      const point = changedPoints[k];
      if (formerCosts[k] >= 0 === labels.pointCost[point] >= 0) continue;
      const division = index.pointDivision[point];
      if (isStale[division] === 1) continue;
      isStale[division] = 1;
      divisions.push(division);
    }
    for (const division of divisions) this.own[division] = this.tallyOwn(division);
    // Their ancestors join them while the list is walked.
    for (let k = 0; k < divisions.length; k++) {
      const above = divisions[k] < parent.length ? parent[divisions[k]] : -1;
      if (above < 0 || isStale[above] === 1) continue;
      isStale[above] = 1;
      divisions.push(above);
    }
    divisions.sort((a, b) => index.rank[a] - index.rank[b]);
    for (const division of divisions) {
      this.whole[division] = this.tallyWhole(division);
      this.results[division] = this.whole[division].result();
      isStale[division] = 0;
    }
    return {
      points: changedPoints.slice(0, changedCount),
      divisions: Int32Array.from(divisions).filter((division) => division < parent.length),
    };
  }

  private *tallyInSteps(): Generator<void, void> {
    const { order, divisionOffset } = this.index;
    let paused = 0;
    for (let division = 0; division < divisionOffset.length - 1; division++) {
      this.own.push(this.tallyOwn(division));
      if (divisionOffset[division + 1] - paused < POINTS_PER_STEP) continue;
      paused = divisionOffset[division + 1];
      yield;
    }
    this.whole.push(...this.own);
    for (const division of order) this.whole[division] = this.tallyWhole(division);
    for (const tally of this.whole) this.results.push(tally.result());
  }

  private tallyOwn(division: number): CoverageTally {
    const { divisionOffset, divisionPoint, ground } = this.index;
    const { pointCost } = this.labels;
    const tally = new CoverageTally();
    for (let at = divisionOffset[division]; at < divisionOffset[division + 1]; at++) {
      const point = divisionPoint[at];
      const isCovered = pointCost[point] >= 0;
      tally.addPoint(
        ground.weight[point],
        isCovered ? 'COVERED' : ground.demand[point] === null ? 'UNSNAPPED' : 'UNREACHED',
      );
    }
    return tally;
  }

  private tallyWhole(division: number): CoverageTally {
    const { childOffset, child } = this.index;
    const tally = this.own[division].copy();
    for (let at = childOffset[division]; at < childOffset[division + 1]; at++)
      tally.addTally(this.whole[child[at]]);
    return tally;
  }
}
