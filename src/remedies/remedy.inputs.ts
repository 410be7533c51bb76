import { ArgsType, Field, Float, ID } from 'type-graphql';
import { limitOf, WalkArguments } from '../accessibility/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import {
  checkRemedyAsk,
  DEFAULT_TIME_LIMIT_SECONDS,
  LONGEST_TIME_LIMIT_SECONDS,
  type RemedyAsk,
} from './remedy-ask.js';
import { RemedyForm } from './remedy-plan.types.js';

@ArgsType()
export class RemedyPlanArguments extends WalkArguments {
  @Field(() => ID, { description: 'Division whose estates are to be settled. 区划代码' })
  divisionCode!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Date of the audit, today if absent. 核查日期' })
  asOf?: string | null;

  @Field(() => Float, { nullable: true, description: 'Total cost at most, in yuan. 预算（元）' })
  budgetYuan?: number | null;

  @Field(() => [RemedyForm], {
    nullable: true,
    description: 'Only remedies of these forms; all if absent. 允许的补建方式',
  })
  forms?: RemedyForm[] | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_TIME_LIMIT_SECONDS,
    description: `Seconds the solver may take, at most ${LONGEST_TIME_LIMIT_SECONDS}. 求解时限（秒）`,
  })
  timeLimitSeconds!: number;
}

/** @throws PlanningError BAD_USER_INPUT */
export function remedyAskOf(args: RemedyPlanArguments): RemedyAsk {
  const { divisionCode, timeLimitSeconds } = args;
  return checkRemedyAsk({
    ...{ divisionCode, timeLimitSeconds },
    asOf: args.asOf ?? today(),
    budgetYuan: args.budgetYuan ?? null,
    forms: [...new Set(args.forms ?? Object.values(RemedyForm))].sort(),
    limit: limitOf(args),
  });
}
