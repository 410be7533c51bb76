import { Arg, Args, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { Job } from './job.record.js';
import { JobsArguments } from './jobs.inputs.js';
import { JOB_ORDER, type JobsRepository } from './jobs.repository.js';
import type { JobsService } from './jobs.service.js';

const JobConnection = defineConnection('Job', '后台任务', () => Job);

@Resolver(() => Job)
export class JobsResolver {
  constructor(
    private readonly service: JobsService,
    private readonly repository: JobsRepository,
  ) {}

  @Query(() => Job, {
    nullable: true,
    description: 'A job one started, for admins anybody’s; null where there is none. 后台任务',
  })
  job(
    @Arg('id', () => ID, { description: 'Identifier. 编号' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Job | null> {
    return this.service.find(id, viewer);
  }

  @Query(() => JobConnection, {
    nullable: true,
    description: 'The jobs one started, the latest first, for admins everybody’s; planner. 后台任务列表',
  })
  async jobs(
    @Args(() => JobsArguments) args: JobsArguments,
    @Ctx() { viewer }: RequestContext,
  ): Promise<ConnectionOf<Job>> {
    const state = args.state ?? null;
    const page = await this.repository.list(state, pageRequest(args, JOB_ORDER), viewer);
    const rows = (await this.repository.findByIds(page.keys, viewer)) as Job[];
    return new JobConnection(page, rows, () => this.repository.count(state, viewer));
  }

  @Mutation(() => Job, {
    description: 'Cancels a job that waits or runs; one that has ended stays as it is. 取消后台任务',
  })
  cancelJob(
    @Arg('id', () => ID, { description: 'Identifier. 编号' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Job> {
    return this.service.cancel(id, viewer);
  }
}

/** Apart from the rest, as its source needs the service where no resolver object is at hand. */
export function createJobProgressResolver(jobs: JobsService): object {
  @Resolver()
  class JobProgressResolver {
    @Subscription(() => Job, {
      description: 'A job whenever it changes, the first time at once, until it has ended. 任务进展推送',
      subscribe: async ({ args, context }) => {
        const { viewer } = context as RequestContext;
        return jobs.watch(String((args as { id: string }).id), viewer);
      },
    })
    jobProgress(
      @Root() job: Job,
      @Arg('id', () => ID, { description: 'Identifier. 编号' }) _id: string,
      @Ctx() context: RequestContext,
    ): Job {
      context.forget();
      return job;
    }
  }
  return new JobProgressResolver();
}
