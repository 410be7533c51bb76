/**
 * What may happen to a candidate. EXISTING stands and stays; CLOSABLE stands and may close, its place (in `p`) and
 * its cost (in `budget`) then serve elsewhere; LOCKED_IN must open, LOCKED_OUT must not.
 */
export type SiteRole = 'FREE' | 'EXISTING' | 'CLOSABLE' | 'LOCKED_IN' | 'LOCKED_OUT';

/** Travel between candidates and demand; pairs not listed are out of reach. */
export interface TravelLists {
  /** Candidate c reaches demand[offset[c]] … demand[offset[c+1] − 1]. */
  readonly offset: Int32Array;
  readonly demand: Int32Array;
  /** Travel cost of each listed pair, any unit, 0 or more. */
  readonly cost: Float64Array | Int32Array;
}

/** What every model is told. */
export interface SitingGround {
  readonly demandIds: readonly string[];
  /** People (or whatever counts) at each demand point. */
  readonly demandWeight: Float64Array;
  /** Candidates and existing facilities alike. */
  readonly candidateIds: readonly string[];
  /** Default: all FREE. */
  readonly roles?: readonly SiteRole[];
  /** Cost of opening each candidate, any unit; needed with a budget. Default 1 where costs are minimised. */
  readonly candidateCost?: Float64Array;
  readonly travel: TravelLists;
}

/** At most so many new sites, at most so much money for them; closed places give theirs back. Both may hold. */
export interface SitingLimits {
  readonly p?: number;
  readonly budget?: number;
}

/** A pair covers when its travel cost is at most this. */
export interface Cutoff {
  readonly cutoff: number;
}

/** Most demand covered (Church & ReVelle 1974). */
export interface MclpQuestion extends SitingGround, SitingLimits, Cutoff {
  readonly model: 'MCLP';
}

/** The cheapest set that covers all demand anything can cover (Toregas et al. 1971). */
export interface LscpQuestion extends SitingGround, Cutoff {
  readonly model: 'LSCP';
}

/** The cheapest set that covers a share of all demand. */
export interface CoverageGoalQuestion extends SitingGround, Cutoff {
  readonly model: 'COVERAGE_GOAL';
  /** Share (0–1) of the total weight to be covered. */
  readonly goal: number;
}

/** Least weighted travel to the nearest open site (Hakimi 1964). */
export interface PMedianQuestion extends SitingGround, SitingLimits {
  readonly model: 'P_MEDIAN';
}

/** Least travel for whoever travels farthest (Hakimi 1964). */
export interface PCenterQuestion extends SitingGround, SitingLimits {
  readonly model: 'P_CENTER';
}

/** As few sites as cover everything once, placed so that most demand has a second one (LSCP-B). */
export interface LscpBackupQuestion extends SitingGround, Cutoff {
  readonly model: 'LSCP_B';
}

/** Most demand covered once and twice: θ · first + (1 − θ) · second cover (Hogan & ReVelle 1986). */
export interface BackupQuestion extends SitingGround, SitingLimits, Cutoff {
  readonly model: 'BACKUP';
  /** Worth of the first cover, 0–1; null = every coverable point must have it and only the second counts. */
  readonly firstShare: number | null;
}

/** Coverage fades from full within `cutoff` to nothing at `farCutoff`, linearly; the best open site counts. */
export interface GradualQuestion extends SitingGround, SitingLimits, Cutoff {
  readonly model: 'GRADUAL';
  readonly farCutoff: number;
}

/** Most demand served within the sites' capacities; who goes where is part of the answer, demand may be shared out. */
export interface CapacitatedQuestion extends SitingGround, SitingLimits, Cutoff {
  readonly model: 'CMCLP';
  /** Weight each candidate can serve. */
  readonly candidateCapacity: Float64Array;
}

/** Of these units at least so many must have an open site that counts for them (METHODS E6, target rows). */
export interface LevelTarget {
  readonly name: string;
  /** Per unit the candidates (existing ones included) that count for it. */
  readonly units: readonly (readonly number[])[];
  /** Share (0–1) of the units; ⌈share · units⌉ are needed. */
  readonly share: number;
}

/** No unit below this share of its weight covered. */
export interface EquityFloor {
  /** Per demand point its unit, -1 = none. */
  readonly unitOf: Int32Array;
  readonly unitNames: readonly string[];
  /** Share (0–1) of each unit's weight; one for all or one a unit. */
  readonly share: number | Float64Array;
}

/** Most demand covered within what policy asks for. */
export interface PolicyQuestion extends SitingGround, SitingLimits, Cutoff {
  readonly model: 'POLICY';
  readonly targets: readonly LevelTarget[];
  readonly floor?: EquityFloor;
}

/** What one year may add. */
export interface Phase extends SitingLimits {
  readonly name: string;
  /** Weight of each demand point that year; default the ground's. */
  readonly demandWeight?: Float64Array;
  /** Limits of their own for some candidates (positions), e.g. those of one kind: 5 centres, 100 stations a year. */
  readonly groups?: readonly PhaseGroup[];
  /** Candidates (positions) settled to open in this very year: a plan made later keeps to it. */
  readonly fixed?: readonly number[];
}

/** Limits for some candidates. */
export interface PhaseGroup extends SitingLimits {
  readonly sites: readonly number[];
  /** What answers call it. */
  readonly name?: string;
}

/** Building year by year; what stands stays. Maximises Σ discountᵗ · covered weight of year t, t = 0, 1, … */
export interface PhasedQuestion extends SitingGround, Cutoff {
  readonly model: 'PHASED';
  readonly phases: readonly Phase[];
  /** 0 < δ ≤ 1; default 1. */
  readonly discount?: number;
  /**
   * Places are fixed so many years ahead: in the first so many years nothing opens but what their `fixed` names.
   * Default 0: the plan comes in time for its first year.
   */
  readonly fixedAheadYears?: number;
}

/** Every question siting answers. */
export type SitingModel =
  | MclpQuestion
  | LscpQuestion
  | CoverageGoalQuestion
  | PMedianQuestion
  | PCenterQuestion
  | LscpBackupQuestion
  | BackupQuestion
  | GradualQuestion
  | CapacitatedQuestion
  | PolicyQuestion
  | PhasedQuestion;
