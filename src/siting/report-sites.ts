import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkSitingQuestion, type SitingQuestion } from './siting-question.js';
import type { ProposeOptions, SitingService } from './siting.service.js';
import type { SitingPlan, SitingSettings } from './siting.types.js';

type PlanFields = Omit<SitingPlan, 'outcome' | 'uncoverable'>;

/** A siting outcome as plain data; `outcome` tells the three kinds apart as GraphQL's __typename does. */
export type SitesReport =
  | ({ readonly outcome: 'SitingPlan' } & PlanFields & { readonly uncoverablePointIds: readonly string[] })
  | {
      readonly outcome: 'SitingInfeasible';
      readonly reason: string;
      readonly message: string;
      readonly settings: SitingSettings;
    }
  | { readonly outcome: 'SitingTimedOut'; readonly message: string; readonly bestPlan: PlanFields };

/** Siting as plain data, from the same computation as the API. */
export class SitesReports {
  constructor(
    private readonly siting: SitingService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * The proposed sites of a question.
   * @throws PlanningError BAD_USER_INPUT, NOT_FOUND, FAILED_PRECONDITION, UNAUTHENTICATED or FORBIDDEN
   */
  async reportSites(
    question: SitingQuestion,
    viewer: Viewer,
    options: ProposeOptions = {},
  ): Promise<SitesReport> {
    const checked = checkSitingQuestion(question);
    const outcome = await this.siting.propose(checked, await this.versions.read(), viewer, options);
    if (outcome.outcome === 'SitingInfeasible') return outcome;
    if (outcome.outcome === 'SitingPlan') return { outcome: 'SitingPlan', ...plainPlan(outcome) };
    return { ...outcome, bestPlan: plainPlan(outcome.bestPlan) };
  }
}

function plainPlan({ outcome: _, uncoverable, ...plan }: SitingPlan) {
  return { ...plan, uncoverablePointIds: uncoverable.ids };
}
