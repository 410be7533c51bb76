import { ArgsType, Field, ID } from 'type-graphql';
import { limitOf, WalkArguments } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { CareService } from '../facilities/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import { type ScenarioChoice, scenarioNamed, withScenario } from '../scenarios/index.js';
import type { CoverageQuestion } from './coverage.service.js';

/** A service on a date. */
@ArgsType()
export class ServiceArguments extends WalkArguments {
  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities count with their status of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;
}

/** What every coverage question takes. */
@ArgsType()
export class CoverageArguments extends withScenario(ServiceArguments) {}

@ArgsType()
export class DivisionCoverageArguments extends CoverageArguments {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
  cohort!: Cohort;
}

/** @throws PlanningError BAD_USER_INPUT for minutes or speed out of range. */
export function questionOf(args: ServiceArguments & ScenarioChoice): CoverageQuestion {
  const { service, asOf } = args;
  return { service, limit: limitOf(args), asOf: asOf ?? today(), scenario: scenarioNamed(args) };
}
