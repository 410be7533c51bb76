import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkSitingQuestion, type SitingQuestion } from './siting-question.js';
import type { SitingService } from './siting.service.js';
import { SitingInfeasible, SitingPlan, type SitingSettings } from './siting.types.js';

type PlanFields = Omit<SitingPlan, 'view' | 'uncoverable'>;

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
  async reportSites(question: SitingQuestion, viewer: Viewer, signal?: AbortSignal): Promise<SitesReport> {
    const checked = checkSitingQuestion(question);
    const outcome = await this.siting.propose(checked, await this.versions.read(), viewer, signal);
    if (outcome instanceof SitingInfeasible) return { outcome: 'SitingInfeasible', ...outcome };
    if (outcome instanceof SitingPlan) return { outcome: 'SitingPlan', ...plainPlan(outcome) };
    return { outcome: 'SitingTimedOut', message: outcome.message, bestPlan: plainPlan(outcome.bestPlan) };
  }
}

function plainPlan({
  view,
  uncoverable,
  ...plan
}: SitingPlan): PlanFields & { uncoverablePointIds: string[] } {
  return {
    ...plan,
    uncoverablePointIds: Array.from(uncoverable, (point) => view.ground.demand.ids[point]),
  };
}
