import type { CandidateWorth } from './candidate-worth.js';
import type { Dominator } from './dominating-candidates.js';
import type { SitingConflict, SitingOutcome } from './siting-answer.js';
import type { SiteRole } from './siting-model.js';

/** How much worse a plan is than another; the truth lies between the two, which are equal when it is proven. */
export interface PlanLoss {
  readonly least: number;
  readonly most: number;
}

/** What is known of a candidate beside a plan. */
export interface CandidateFacts {
  /** Position among the candidates. */
  readonly candidate: number;
  readonly role: SiteRole;
  /** Whether it is open once the plan is carried out. */
  readonly isInPlan: boolean;
  /** What it adds to what stands today (EXISTING and CLOSABLE sites). */
  readonly alone: CandidateWorth;
  /** What it adds to the plan's other sites: for a site of the plan, what would be lost without it. */
  readonly given: CandidateWorth;
  readonly dominatedBy: readonly Dominator[];
  /** The best plan that has to include it, with its own certificate (the plan itself, where it does); null = no plan can. */
  readonly including: SitingOutcome | null;
  /** What including it costs: by how much the objective of that plan is worse than the plan's; null without one. */
  readonly loss: PlanLoss | null;
  /** How many more new sites that plan opens (LSCP_B counts them first). */
  readonly extraSites: number | null;
}

export type CandidateReasonCode =
  /** It is open in the plan: because it stands, is locked in, or was chosen. */
  | 'STANDS'
  | 'LOCKED_IN'
  | 'CHOSEN'
  | 'LOCKED_OUT'
  /** No demand lies within its reach: off the network, or too far. */
  | 'REACHES_NOBODY'
  /** The locked-in sites leave no place, or not enough money, for it. */
  | 'NO_PLACE_LEFT'
  | 'OVER_BUDGET'
  /** With it open, what is asked for cannot be met. */
  | 'RULES_OUT'
  | 'DOMINATED'
  /** What stands today, or the plan's other sites, leave it nothing to add. */
  | 'ADDS_NOTHING_TO_WHAT_STANDS'
  | 'ADDS_NOTHING_TO_PLAN'
  /** The best plan with it is worse by `loss`, as good (ties go to smaller ids), better than a plan not proven. */
  | 'COSTS_OBJECTIVE'
  | 'AS_GOOD'
  | 'BETTER'
  /** Time was up before a plan with it was found. */
  | 'NOT_DECIDED';

export interface CandidateReason {
  readonly code: CandidateReasonCode;
  readonly message: string;
  /** Candidates that dominate it (positions). */
  readonly candidates?: readonly number[];
  /** What forbids a plan that includes it. */
  readonly conflicts?: readonly SitingConflict[];
}

/** Why a candidate is, or is not, in a plan. */
export interface CandidateExplanation extends CandidateFacts {
  readonly candidateId: string;
  /** Every reason that holds, the most decisive first. */
  readonly reasons: readonly CandidateReason[];
}
