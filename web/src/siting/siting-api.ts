import {
  CancelSitingDocument,
  LookAtSitingDocument,
  SitingOutcomeDocument,
  type SitingOutcomeQuery,
  SitingProgressDocument,
  StartSitingDocument,
} from '../api/generated.js';
import { request, subscribe } from '../api/request.js';
import type { SitingAsked } from './siting-question.js';
import type { RunApi } from './siting-run.js';

export type SitingOutcome = NonNullable<NonNullable<SitingOutcomeQuery['job']>['result']>;

/** Searches as the server does them. */
export const sitingApi: RunApi<SitingAsked, SitingOutcome> = {
  pause: 1500,
  start: async (asked) => (await request(StartSitingDocument, asked)).startSiting,
  watch: (id, hear, signal) =>
    new Promise((resolve, reject) => {
      subscribe(
        SitingProgressDocument,
        { id },
        {
          signal,
          onNext: ({ jobProgress }) => hear(jobProgress),
          onEnd: (problem) => (problem ? reject(problem) : resolve()),
        },
      );
    }),
  look: async (id, signal) => (await request(LookAtSitingDocument, { id }, { signal })).job ?? null,
  cancel: (id) => request(CancelSitingDocument, { id }),
  result: async (id, signal) =>
    (await request(SitingOutcomeDocument, { id }, { signal })).job?.result ?? null,
};
