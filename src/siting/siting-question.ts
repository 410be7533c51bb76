import { walkLimit } from '../accessibility/index.js';
import type { CoverageQuestion } from '../coverage/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { CandidateKind } from '../facilities/index.js';
import type { CandidateSource } from './candidate-source.js';
import type { CapacityField, SitingModel } from './siting-terms.js';

export const DEFAULT_TIME_LIMIT_SECONDS = 20;
/** Of an answer that is waited for; a job may take longer. */
export const LONGEST_TIME_LIMIT_SECONDS = 60;
export const LONGEST_JOB_SECONDS = 4 * 3600;
export const MOST_SITES = 500;
export const DEFAULT_BESIDE_METERS = 200;
export const MOST_BESIDE_METERS = 1000;
export const MOST_IDS = 5000;
export const MOST_PHASES = 10;

/** Of the units at some levels so many must have the service (METHODS E6, target rows). */
export interface LevelTarget {
  readonly levels: readonly DivisionLevel[];
  /** 0–1; ⌈share · units⌉ are needed. */
  readonly share: number;
  /** What conflicts call it; null: the levels and the share. */
  readonly name: string | null;
}

/** No unit of a level below a share of its people covered. */
export interface FloorOfLevel {
  readonly levels: readonly DivisionLevel[];
  readonly share: number;
}

/** What one year may add. */
export interface PlanPhase {
  readonly year: number;
  readonly count: number | null;
  readonly budget: number | null;
  /** Limits of their own for imported candidates of some kinds. */
  readonly byKind: readonly KindLimit[];
  /** Candidates settled to open in this very year. */
  readonly fixed: readonly string[];
}

export interface KindLimit {
  readonly kinds: readonly CandidateKind[];
  readonly count: number | null;
  readonly budget: number | null;
}

/** What a siting request fixes: plain data that JSON brings back unchanged. */
export interface SitingQuestion extends CoverageQuestion {
  readonly divisionCode: string;
  readonly cohort: Cohort;
  readonly model: SitingModel;
  /** New sites at most, cost at most; models with limits need one of them. */
  readonly count: number | null;
  readonly budget: number | null;
  /** COVERAGE_GOAL: share of all people to be covered, 0–1. */
  readonly goal: number | null;
  /** LSCP, COVERAGE_GOAL: least cost instead of fewest sites. */
  readonly byCost: boolean;
  /** GRADUAL: nothing counts beyond; P_MEDIAN, P_CENTER: longest walk looked at, null = any. */
  readonly farWalkMinutes: number | null;
  /** BACKUP: worth of the first cover; null = everyone coverable must have it and only the second counts. */
  readonly firstCoverShare: number | null;
  /** CMCLP: capacity of existing facilities, and of candidates that state none. */
  readonly capacityField: CapacityField | null;
  readonly newSiteCapacity: number | null;
  readonly targets: readonly LevelTarget[];
  /** POLICY: the targets on record for the division and service as well. */
  readonly recordedTargets: boolean;
  readonly equityFloor: FloorOfLevel | null;
  readonly phases: readonly PlanPhase[];
  /** PHASED: what a year counts compared with the one before, 0 < δ ≤ 1. */
  readonly discount: number;
  /** PHASED: places are fixed so many years ahead; in the first so many years only what is settled opens. */
  readonly fixedAheadYears: number;
  readonly candidateSources: readonly CandidateSource[];
  readonly candidateKinds: readonly CandidateKind[] | null;
  /** Candidates that must, or must not, open. */
  readonly lockedIn: readonly string[];
  readonly lockedOut: readonly string[];
  /** Existing facilities of the service that may close; `closable` = any of them. */
  readonly closableFacilityIds: readonly string[];
  readonly closable: boolean;
  /** Equally good plans go to sites with a health or culture site within this many metres; null = no preference. */
  readonly besideMeters: number | null;
  readonly timeLimitSeconds: number;
  /** Relative gap that is good enough; 0 = prove the optimum. */
  readonly gapTolerance: number;
}

type Given = keyof CoverageQuestion | 'divisionCode' | 'cohort';

export const SITING_DEFAULTS: Omit<SitingQuestion, Given> = {
  model: 'MCLP',
  count: null,
  budget: null,
  goal: null,
  byCost: false,
  farWalkMinutes: null,
  firstCoverShare: null,
  capacityField: null,
  newSiteCapacity: null,
  targets: [],
  recordedTargets: false,
  equityFloor: null,
  phases: [],
  discount: 1,
  fixedAheadYears: 0,
  candidateSources: ['IMPORTED'],
  candidateKinds: null,
  lockedIn: [],
  lockedOut: [],
  closableFacilityIds: [],
  closable: false,
  besideMeters: DEFAULT_BESIDE_METERS,
  timeLimitSeconds: DEFAULT_TIME_LIMIT_SECONDS,
  gapTolerance: 0,
};

/** A question as somebody asks it; what is left out takes its default. */
export type SitingAsk = Pick<SitingQuestion, Given> & Partial<Omit<SitingQuestion, Given>>;

/** Centimetres looked at, null = however far. */
export function reachOf({ model, farWalkMinutes, limit }: SitingQuestion): number | null {
  if (farWalkMinutes !== null) return walkLimit(farWalkMinutes, limit.speedMetersPerSecond).limitCentimeters;
  return model === 'P_MEDIAN' || model === 'P_CENTER' ? null : limit.limitCentimeters;
}
