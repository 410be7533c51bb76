/**
 * Long work: started by a request, worked on after it, seen and cancelled by whoever asked, taken up again when the
 * program ends meanwhile. Lives here: the jobs, their queue and their worker. Does not live here: what a kind of job
 * does; other rooms define that. Neighbours: none.
 */
import 'reflect-metadata';
import type { Database } from '../platform/database/open-database.js';
import type { Room } from '../platform/graphql/room.js';
import { ClaimsRepository } from './claims.repository.js';
import { JobEvents } from './job-events.js';
import type { AnyJobKind } from './job-kind.js';
import { JobQueue } from './job-queue.js';
import { JobRunner, type WorkerOptions } from './job-runner.js';
import { createJobLoaders, type JobLoaders } from './jobs.loaders.js';
import { JobsRepository } from './jobs.repository.js';
import { createJobProgressResolver, JobsResolver } from './jobs.resolver.js';
import { JobsService } from './jobs.service.js';

export type { JobKind, JobRun, ProgressFigures } from './job-kind.js';
export { Job, JobState } from './job.record.js';
export type { JobLoaders } from './jobs.loaders.js';
export type { JobsService } from './jobs.service.js';

export interface JobsRoom extends Room {
  readonly jobs: JobsService;
  readonly repository: JobsRepository;
  readonly loaders: JobLoaders;
  /** Works on jobs from now on; a program that never calls it only starts and cancels them. */
  begin(options: Omit<WorkerOptions, 'isAlone'>): void;
  /** Ends the work and puts it back for the next start. */
  close(): Promise<void>;
}

export function createJobsRoom({ database }: { database: Database }): JobsRoom {
  const { manager } = database;
  const repository = new JobsRepository(manager);
  const queue = new JobQueue(manager);
  const events = new JobEvents();
  const kinds = new Map<string, AnyJobKind>();
  const worker = new JobRunner({ manager, claims: new ClaimsRepository(manager), queue, events, kinds });
  const jobs = new JobsService({ manager, repository, queue, events, worker, kinds });
  return {
    jobs,
    repository,
    loaders: createJobLoaders(repository),
    resolvers: [new JobsResolver(jobs, repository), createJobProgressResolver(jobs)],
    // Whoever holds the embedded database is the only server on it that could have worked.
    begin: (options) => worker.begin({ ...options, isAlone: database.embedded !== null }),
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
