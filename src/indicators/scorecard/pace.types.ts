import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { RecentPace } from '../../kernel/indicators/pace-of-last-three-months.js';
import type { Pace } from '../../kernel/indicators/pace.js';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { defineEnum } from '../../platform/graphql/define-enum.js';
import { shortMonth } from '../month.js';
import type { TrendPoint } from './scorecard.service.js';

export const PaceStatus = defineEnum('PaceStatus', 'How a target stands on a date. 进度状态', {
  ACHIEVED: 'Met. 已达标',
  ON_PACE: 'Not met yet, and at or ahead of what the day asks for. 进度正常',
  BEHIND: 'Not met, and short of what the day asks for. 进度滞后',
  OVERDUE: 'Not met, and the deadline is over. 逾期未达标',
  UNKNOWN: 'Cannot be said; the reason stands beside it. 无法判断',
});
export type PaceStatus = keyof typeof PaceStatus;

@ObjectType({ description: 'A straight line from the document’s day to the deadline. 直线进度' })
export class StraightPace implements Pace {
  @Field(() => PaceStatus, { description: 'How the target stands. 状态' })
  status!: PaceStatus;

  @Field(() => Float, { nullable: true, description: 'Share of the time that has passed. 时间进度' })
  elapsed!: number | null;

  @Field(() => Float, { nullable: true, description: 'What the line asks for on the day. 应达数值' })
  expected!: number | null;

  @Field(() => Float, { nullable: true, description: 'Value less what the line asks for. 超前或滞后' })
  ahead!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no line. 无法计算的原因' })
  reason!: Pace['reason'];
}

@ObjectType({ description: 'What the last three months gained against what is needed. 近三个月进度' })
export class LatestPace {
  constructor(pace: RecentPace) {
    Object.assign(this, pace);
  }

  @Field(() => PaceStatus, { description: 'How the target stands. 状态' })
  status!: PaceStatus;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the latest month. 最近月份' })
  latestMonth!: string | null;

  @Field(() => Int, { nullable: true, description: 'Months the gain was measured over. 计算月数' })
  months!: number | null;

  @Field(() => Float, { nullable: true, description: 'Gain a month. 月均增量' })
  gainedPerMonth!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Gain a month that would reach the target. 所需月均增量',
  })
  neededPerMonth!: number | null;

  @Field(() => Int, { nullable: true, description: 'Months until it is reached at this pace. 预计所需月数' })
  monthsToTarget!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it cannot be said. 无法计算的原因' })
  reason!: RecentPace['reason'];
}

@ObjectType({ description: 'What stood at the end of a month. 趋势点' })
export class TrendMonth {
  constructor({ month, ...figures }: TrendPoint) {
    Object.assign(this, figures, { month: shortMonth(month) });
  }

  @Field(() => String, { description: 'Month, YYYY-MM. 月份' })
  month!: string;

  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Value; null when unknown. 数值' })
  value!: number | null;
}
