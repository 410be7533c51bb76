import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { JobState } from './job.record.js';

@ArgsType()
export class JobsArguments extends PageArguments {
  @Field(() => JobState, { nullable: true, description: 'Only jobs in this state. 状态' })
  state?: JobState | null;
}
