import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Job, type JobLoaders } from '../jobs/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { SITING_JOB, type SitingJobs } from './siting-job.js';
import { LONGEST_JOB_SECONDS } from './siting-question.js';
import { SitingArguments, sitingQuestionOf } from './siting.inputs.js';
import { SitingOutcome } from './siting-outcome.types.js';
import { readOutcome } from './stored-outcome.js';

/** A stored plan may be a large text. */
const READING = 200;

@Resolver(() => Job)
export class SitingJobResolver {
  constructor(
    private readonly jobs: SitingJobs,
    private readonly loaders: JobLoaders,
  ) {}

  @Mutation(() => Job, {
    description:
      'proposeSites as a job: its progress and result are read by job or jobProgress; planner. 提交选址任务',
  })
  startSiting(
    @Args(() => SitingArguments) args: SitingArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Job> {
    return this.jobs.start(sitingQuestionOf(args, LONGEST_JOB_SECONDS), viewer);
  }

  @FieldResolver(() => SitingOutcome, {
    nullable: true,
    description: 'What a job of kind SITING found; null until it is done. 选址结果',
    complexity: ({ childComplexity }) => READING + childComplexity,
  })
  async result(
    @Root() { id, kind, state }: Job,
    @Ctx() context: RequestContext,
  ): Promise<SitingOutcome | null> {
    if (kind !== SITING_JOB || state !== 'DONE') return null;
    return readOutcome(await context.load(this.loaders.result, id));
  }
}
