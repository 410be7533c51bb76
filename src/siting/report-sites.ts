import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkSitingQuestion } from './check-siting-question.js';
import { LONGEST_JOB_SECONDS, type SitingAsk } from './siting-question.js';
import type { ProposeOptions, SitingService } from './siting.service.js';
import type { SitingInfeasible, SitingPlan, SitingTimedOut } from './siting.types.js';

type PlanReport = Omit<SitingPlan, 'outcome' | 'uncoverable' | 'uncovered' | 'assignment'> & {
  readonly uncoverablePointIds: readonly string[];
  readonly uncoveredPointIds: readonly string[];
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

/** Siting as plain data, from the same computation as the API; it may take as long as a job. */
export class SitesReports {
  constructor(
    private readonly siting: SitingService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * The proposed sites of a question.
   * @throws PlanningError BAD_USER_INPUT, NOT_FOUND, FAILED_PRECONDITION, UNAUTHENTICATED or FORBIDDEN
   */
  async reportSites(ask: SitingAsk, viewer: Viewer, options: ProposeOptions = {}): Promise<SitesReport> {
    const question = checkSitingQuestion(ask, LONGEST_JOB_SECONDS);
    const outcome = await this.siting.propose(question, await this.versions.read(), viewer, options);
    if (outcome.outcome === 'SitingInfeasible') return outcome;
    if (outcome.outcome === 'SitingPlan') return { outcome: 'SitingPlan', ...planReport(outcome) };
    return { ...outcome, bestPlan: outcome.bestPlan && planReport(outcome.bestPlan) };
  }
}

function planReport({ outcome: _, uncoverable, uncovered, assignment, ...plan }: SitingPlan): PlanReport {
  const { sites, site, demandPointIds, people, walkSeconds } = assignment;
  return {
    ...plan,
    uncoverablePointIds: uncoverable.ids,
    uncoveredPointIds: uncovered.ids,
    assignment: demandPointIds.map((demandPointId, at) => ({
      ...{ demandPointId, siteId: sites[site[at]].id, people: people[at], walkSeconds: walkSeconds[at] },
    })),
  };
}
