import type { DataVersionRepository } from '../accessibility/index.js';
import type { JobKind } from '../jobs/index.js';
import type { SitingQuestion } from './siting-question.js';
import type { SitingService } from './siting.service.js';
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
      return storeOutcome(await siting.propose(question, version, viewer, { signal, watch: progress }));
    },
  };
}
