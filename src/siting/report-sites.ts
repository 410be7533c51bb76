import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkSitingQuestion } from './check-siting-question.js';
import type { DemandColumns } from './demand-columns.js';
import type { ExplainSitingService } from './explain-siting.service.js';
import type { CandidateExplanation, CandidateWorth } from './explanation.types.js';
import { LONGEST_JOB_SECONDS, type SitingAsk } from './siting-question.js';
import type { ProposeOptions, SitingService } from './siting.service.js';
import type { SitingInfeasible, SitingOutcome, SitingTimedOut } from './siting-outcome.types.js';
import type { SitingPlan } from './siting-plan.type.js';
import { readOutcome } from './stored-outcome.js';

/** A demand point a plan leaves out. */
export interface PointReport {
  readonly demandPointId: string;
  readonly divisionCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly people: number;
  /** To the nearest facility today; both null where none can be walked to. */
  readonly walkSeconds: number | null;
  readonly nearestFacilityId: string | null;
}

export type PlanReport = Omit<SitingPlan, 'outcome' | 'uncoverable' | 'uncovered' | 'assignment'> & {
  readonly uncoverablePoints: readonly PointReport[];
  readonly uncoveredPoints: readonly PointReport[];
  /** Who is served where, by demand point. */
  readonly assignment: readonly {
    demandPointId: string;
    siteId: string;
    people: number;
    walkSeconds: number;
  }[];
};

/** A siting outcome as plain data; `outcome` tells the three kinds apart as GraphQL's __typename does. */
export type SitesReport =
  | ({ readonly outcome: 'SitingPlan' } & PlanReport)
  | SitingInfeasible
  | (Omit<SitingTimedOut, 'bestPlan'> & { readonly bestPlan: PlanReport | null });

type WorthReport = Omit<CandidateWorth, 'points' | 'cutoffSeconds'> & {
  readonly newlyCoveredPointIds: readonly string[];
};

/** Why a candidate is in a plan or not, as plain data, or why there is no plan. */
export type CandidateReport =
  | (Omit<CandidateExplanation, 'alone' | 'givenPlan' | 'plan' | 'including'> & {
      readonly alone: WorthReport | null;
      readonly givenPlan: WorthReport | null;
      readonly plan: PlanReport;
      readonly including: SitesReport | null;
    })
  | Exclude<SitesReport, { outcome: 'SitingPlan' }>;

/** Siting as plain data, from the same computation as the API; it may take as long as a job. */
export class SitesReports {
  constructor(
    private readonly siting: SitingService,
    private readonly explaining: ExplainSitingService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * The proposed sites of a question.
   * @throws PlanningError BAD_USER_INPUT, NOT_FOUND, FAILED_PRECONDITION, UNAUTHENTICATED or FORBIDDEN
   */
  async reportSites(ask: SitingAsk, viewer: Viewer, options: ProposeOptions = {}): Promise<SitesReport> {
    const question = checkSitingQuestion(ask, LONGEST_JOB_SECONDS);
    return outcomeReport(await this.siting.propose(question, await this.versions.read(), viewer, options));
  }

  /**
   * Why a candidate is in the best plan of a question or not.
   * @throws PlanningError as reportSites, and NOT_FOUND for a candidate there is none of
   */
  async reportCandidate(
    ask: SitingAsk,
    candidateId: string,
    viewer: Viewer,
    options: ProposeOptions = {},
  ): Promise<CandidateReport> {
    const question = checkSitingQuestion(ask, LONGEST_JOB_SECONDS);
    const version = await this.versions.read();
    const answer = await this.explaining.explain(question, candidateId, version, viewer, options);
    if (answer.outcome !== 'CandidateExplanation') return outcomeReport(answer);
    const { alone, givenPlan, plan, including, ...rest } = answer;
    return {
      ...rest,
      alone: alone && worthReport(alone),
      givenPlan: givenPlan && worthReport(givenPlan),
      plan: planReport(plan),
      including: including && outcomeReport(including),
    };
  }
}

/** What a job of kind SITING stored, as `reportSites` gives it. @throws PlanningError as readOutcome */
export function storedSites(stored: unknown): SitesReport {
  return outcomeReport(readOutcome(stored));
}

function outcomeReport(
  outcome: SitingInfeasible | SitingTimedOut,
): Exclude<SitesReport, { outcome: 'SitingPlan' }>;
function outcomeReport(outcome: SitingOutcome): SitesReport;
function outcomeReport(outcome: SitingOutcome): SitesReport {
  if (outcome.outcome === 'SitingInfeasible') return outcome;
  if (outcome.outcome === 'SitingPlan') return { outcome: 'SitingPlan', ...planReport(outcome) };
  return { ...outcome, bestPlan: outcome.bestPlan && planReport(outcome.bestPlan) };
}

function worthReport({ points, cutoffSeconds: _, ...worth }: CandidateWorth): WorthReport {
  return { ...worth, newlyCoveredPointIds: points.ids };
}

function planReport({ outcome: _, uncoverable, uncovered, assignment, ...plan }: SitingPlan): PlanReport {
  const { sites, site, demandPointIds, people, walkSeconds } = assignment;
  return {
    ...plan,
    uncoverablePoints: pointReports(uncoverable),
    uncoveredPoints: pointReports(uncovered),
    assignment: demandPointIds.map((demandPointId, at) => ({
      ...{ demandPointId, siteId: sites[site[at]].id, people: people[at], walkSeconds: walkSeconds[at] },
    })),
  };
}

function pointReports(points: DemandColumns): PointReport[] {
  const { ids, divisionCodes, lon, lat, people, walkSeconds, nearestFacilityIds } = points;
  return ids.map((demandPointId, at) => ({
    demandPointId,
    divisionCode: divisionCodes[at],
    ...{ lon: lon[at], lat: lat[at], people: people[at] },
    ...{ walkSeconds: walkSeconds[at], nearestFacilityId: nearestFacilityIds[at] },
  }));
}
