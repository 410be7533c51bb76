import { defineLoader } from '../platform/graphql/define-loader.js';
import type { LoaderDefinition } from '../platform/graphql/request-context.js';
import type { JobsRepository } from './jobs.repository.js';

export interface JobLoaders {
  /** Stored result by the id of a job that is DONE, which the viewer was given. */
  readonly result: LoaderDefinition<string, unknown>;
}

export function createJobLoaders(jobs: JobsRepository): JobLoaders {
  return { result: defineLoader('result of a job', (ids) => jobs.readResults(ids)) };
}
