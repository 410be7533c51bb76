import type { DataVersionRepository } from '../accessibility/index.js';
import type { JobKind, ProgressFigures } from '../jobs/index.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingService } from './siting.service.js';
import type { SitingOutcome, SitingPlan } from './siting.types.js';
import { storeOutcome, type StoredOutcome } from './stored-outcome.js';

export const SITING_JOB = 'SITING';

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
