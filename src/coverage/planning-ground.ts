import type { SourcesInUse } from '../platform/sources/index.js';
import type { DataVersion } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { RecordedPredicate, ServingFacility } from '../facilities/index.js';
import type { AppliedScenario, ChangedCapacities } from '../scenarios/index.js';
import type { DivisionTree } from './division-tree.js';

/** A facility as coverage sees it, whatever its status. */
export interface GroundFacility extends ServingFacility {
  /** Number in the tree of the division it stands in, -1 = none. */
  readonly division: number;
  /** True when its latest status on or before the ground's date is OPERATING. */
  readonly operating: boolean;
  /** Position of the scenario's change that opens it; absent for a facility of the register. */
  readonly openedBy?: number;
}

/** Demand points in the order of their ids, as parallel arrays. */
export interface GroundDemand {
  readonly ids: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Number in the tree of the lowest division of each point, -1 = none. */
  readonly division: Int32Array;
  /** People per cohort; NaN where a point does not say. */
  readonly people: Readonly<Record<Cohort, Float64Array>>;
}

/** Everything coverage reads, from one state of the data and as of one date, with a scenario's changes made to it. */
export interface PlanningGround extends SourcesInUse {
  /** Names the state, of a scenario too: its revision of the facilities is one no other ground has. */
  readonly version: DataVersion;
  /** The state of the data that was read. */
  readonly registerVersion: DataVersion;
  /** null for the register as it is. */
  readonly scenario: AppliedScenario | null;
  /** What a scenario says facilities hold, by id; null where it says nothing. */
  readonly changedCapacities: ReadonlyMap<string, ChangedCapacities>;
  /** Calendar date, YYYY-MM-DD. */
  readonly asOf: string;
  readonly tree: DivisionTree;
  /** 1 for each division of the tree that is in force on the date; the others belong to no unit set. */
  readonly inForce: Uint8Array;
  /** In the order of their ids. */
  readonly facilities: readonly GroundFacility[];
  readonly demand: GroundDemand;
  /** What places must offer, of every service, jurisdiction and date; where several fit, the first decides. */
  readonly predicates: readonly RecordedPredicate[];
}
