import { ArgsType, Field, ID } from 'type-graphql';
import { limitOf, WalkArguments } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { CareService } from '../facilities/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import type { CoverageQuestion } from './coverage.service.js';

/** What every coverage question takes. */
@ArgsType()
export class CoverageArguments extends WalkArguments {
  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities count with their status of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;
}

@ArgsType()
export class DivisionCoverageArguments extends CoverageArguments {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
  cohort!: Cohort;
}

/** @throws PlanningError BAD_USER_INPUT for minutes or speed out of range. */
export function questionOf(args: CoverageArguments): CoverageQuestion {
  return { service: args.service, limit: limitOf(args), asOf: args.asOf ?? today() };
}
