import type { DataVersionRepository } from '../accessibility/index.js';
import type { Job, JobKind, JobsService, ProgressFigures } from '../jobs/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { checkSitingQuestion } from './check-siting-question.js';
import { LONGEST_JOB_SECONDS, type SitingAsk, type SitingQuestion } from './siting-question.js';
import type { SitingService } from './siting.service.js';
import type { SitingOutcome } from './siting-outcome.types.js';
import type { SitingPlan } from './siting-plan.type.js';
import { storeOutcome, type StoredOutcome } from './stored-outcome.js';

export const SITING_JOB = 'SITING';

/** Starts siting as long work. */
export class SitingJobs {
  constructor(
    private readonly jobs: JobsService,
    private readonly siting: SitingService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * @throws PlanningError BAD_USER_INPUT, what could only fail later (SitingService.checkStart), and as JobsService.start;
   *   nothing is stored then
   */
  async start(ask: SitingAsk, viewer: Viewer): Promise<Job> {
    const question = checkSitingQuestion(ask, LONGEST_JOB_SECONDS);
    await this.siting.checkStart(question, await this.versions.read(), viewer);
    return this.jobs.start(SITING_JOB, question, viewer);
  }
}

/** Siting as long work: the answer of SitingService.propose, on the data there are when the work begins. */
export function sitingJob(
  siting: SitingService,
  versions: DataVersionRepository,
): JobKind<SitingQuestion, StoredOutcome> {
  return {
    async run(question, { viewer, signal, progress }) {
      const version = await versions.read();
      const outcome = await siting.propose(question, version, viewer, { signal, watch: progress });
      const plan = planOf(outcome);
      if (plan) progress(figuresOf(plan));
      return storeOutcome(outcome);
    },
  };
}

function planOf(outcome: SitingOutcome): SitingPlan | null {
  if (outcome.outcome === 'SitingPlan') return outcome;
  return outcome.outcome === 'SitingTimedOut' ? outcome.bestPlan : null;
}

/** What the search came to; of the two bounds of a plan one is its own objective. */
function figuresOf({ objective, lowerBound, upperBound, gap, seconds }: SitingPlan): ProgressFigures {
  return { incumbent: objective, bound: objective === lowerBound ? upperBound : lowerBound, gap, seconds };
}
