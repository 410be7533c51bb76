import type { SitingModel } from './siting-model.js';

export interface ChosenSite {
  /** Position among the candidates. */
  readonly candidate: number;
  readonly candidateId: string;
  /** By how much it improves the objective beyond existing sites and those listed before; null where that has no figure. */
  readonly contribution: number | null;
  /** Weight it covers that nothing before it covers (models with a cutoff); null elsewhere. */
  readonly newlyCovered: number | null;
  readonly cost: number;
  /** Phased plans: position of the year it opens; 0 elsewhere. */
  readonly phase: number;
}

/** Part of a demand point served by a site. */
export interface ServedShare {
  readonly demand: number;
  readonly candidate: number;
  readonly weight: number;
}

export interface SitingPlan {
  readonly model: SitingModel['model'];
  /** Newly opened sites in the order of their contribution (phased plans: by year first), ties by id. */
  readonly sites: readonly ChosenSite[];
  /** Existing facilities that close (positions), ascending. */
  readonly closed: readonly number[];
  readonly objective: number;
  /** The optimum lies between these two; one of them is the objective. */
  readonly lowerBound: number;
  readonly upperBound: number;
  /** Distance of the two, relative to the objective. */
  readonly gap: number;
  readonly totalCost: number;
  /** Per demand point the open candidate that serves it (the nearest, ties by id), -1 = none. */
  readonly assignment: Int32Array;
  /** Capacitated plans: who is served where. */
  readonly shares: readonly ServedShare[] | null;
  /** Weight within reach of an open site before and after; null for models without a cutoff. */
  readonly coveredBefore: number | null;
  readonly coveredAfter: number | null;
  /** Demand no candidate reaches at all (positions). */
  readonly uncoverable: Int32Array;
  readonly uncoverableWeight: number;
  /** Demand some candidate reaches but this plan does not. */
  readonly uncovered: Int32Array;
}

export type SitingConflictCode =
  | 'INVALID'
  | 'LOCKED_BEYOND_P'
  | 'LOCKED_BEYOND_BUDGET'
  | 'DEMAND_OUT_OF_REACH'
  | 'TOO_FEW_SITES'
  | 'GOAL_OUT_OF_REACH'
  | 'TARGET_OUT_OF_REACH'
  | 'FLOOR_OUT_OF_REACH';

/** One thing that cannot be met, and what could be. */
export interface SitingConflict {
  readonly code: SitingConflictCode;
  readonly message: string;
  /** What was asked for and the nearest that can be met, in the unit the message names. */
  readonly asked?: number;
  readonly possible?: number;
  /** Demand points concerned (positions), where there are such. */
  readonly demand?: readonly number[];
  /** Candidates concerned (positions), where there are such. */
  readonly candidates?: readonly number[];
  /** Name of the target, unit or year concerned. */
  readonly name?: string;
}

export type SitingOutcome =
  /** Proven: no plan is better. */
  | { readonly status: 'OPTIMAL'; readonly plan: SitingPlan; readonly seconds: number }
  /** As close to the bound as was asked for. */
  | { readonly status: 'FEASIBLE'; readonly plan: SitingPlan; readonly seconds: number }
  /** The time was up: the best plan so far with its honest bound; null when none was found. */
  | { readonly status: 'TIMED_OUT'; readonly plan: SitingPlan | null; readonly seconds: number }
  /** No plan can be: every conflict is listed with the smallest relaxation that resolves it. */
  | {
      readonly status: 'INFEASIBLE';
      readonly conflicts: readonly SitingConflict[];
      readonly seconds: number;
    };
