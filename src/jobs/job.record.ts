import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type { Role } from '../platform/access/viewer.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const JobState = defineEnum('JobState', 'How far long work has come. 任务状态', {
  QUEUED: 'Waits for its turn. 排队中',
  RUNNING: 'Is being worked on. 进行中',
  DONE: 'Ended with its result. 已完成',
  FAILED: 'Ended without a result; error says why. 失败',
  CANCELLED: 'Was cancelled before it ended. 已取消',
});
export type JobState = keyof typeof JobState;

/** True while the job may still change. */
export function isUnderWay(state: JobState): boolean {
  return state === 'QUEUED' || state === 'RUNNING';
}

@ObjectType({ description: 'What is known while a job runs. 任务进展' })
export class JobProgress {
  @Field(() => Float, { nullable: true, description: 'Best objective found so far. 当前最好值' })
  incumbent!: number | null;

  @Field(() => Float, { nullable: true, description: 'No answer can be better than this. 当前界' })
  bound!: number | null;

  @Field(() => Float, { nullable: true, description: 'How far apart the two are, relative. 当前差距' })
  gap!: number | null;

  @Field(() => Float, { nullable: true, description: 'Seconds worked. 已用秒数' })
  seconds!: number | null;
}

@ObjectType({ description: 'Why a job failed. 任务失败原因' })
export class JobError {
  @Field(() => String, { description: 'The code a request would have been refused with. 错误代码' })
  code!: string;

  @Field(() => String, { description: 'The same in words. 说明' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Quote it when you report an error of the program itself. 错误编号',
  })
  errorId!: string | null;
}

/** One piece of long work; whose question, and how far it is. Its result is read apart, as it may be large. */
@ObjectType({ description: 'Long work that goes on after the request that started it. 后台任务' })
export class Job {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id!: string;

  @Field(() => String, { description: 'What kind of work, such as SITING. 任务类型' })
  kind!: string;

  @Field(() => JobState, { description: 'How far it is. 状态' })
  state!: JobState;

  @Field(() => String, { description: 'What was asked for, as JSON. 任务参数（JSON）' })
  question!: string;

  @Field(() => JobProgress, {
    nullable: true,
    description: 'The latest known, at most twice a second; null before the first. 进展',
  })
  progress!: JobProgress | null;

  @Field(() => JobError, { nullable: true, description: 'Given when it failed. 失败原因' })
  error!: JobError | null;

  @Field(() => String, { name: 'askedBy', description: 'Who started it. 发起人' })
  actor!: string;

  role!: Role;

  @Field(() => Int, {
    description: 'How often work on it began; more than once where the program stopped meanwhile. 执行次数',
  })
  attempts!: number;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked for. 发起时间' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When work first began. 开始时间' })
  startedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended. 结束时间' })
  finishedAt!: Date | null;
}
