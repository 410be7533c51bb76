import { ArgsType, Field, ID } from 'type-graphql';
import { limitOf, WalkArguments } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import { scenarioNamed, withScenario } from '../scenarios/index.js';
import type { MealQuestion } from './meal-question.js';
import { MealSettings, resolveMealSettings } from './meal-settings.js';

/** A division's people on a date, walking. */
@ArgsType()
class PeopleArguments extends WalkArguments {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities count with their status of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;
}

/** What every question about meals takes. */
@ArgsType()
export class MealArguments extends withScenario(PeopleArguments) {
  @Field(() => MealSettings, {
    nullable: true,
    description: 'What meals rest on; every field has a default. 助餐参数',
  })
  settings?: MealSettings | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function mealQuestionOf(args: MealArguments): MealQuestion {
  return {
    service: 'MEAL',
    limit: limitOf(args),
    asOf: args.asOf ?? today(),
    scenario: scenarioNamed(args),
    cohort: args.cohort,
    settings: resolveMealSettings(args.settings ?? null),
  };
}
