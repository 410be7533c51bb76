import { ArgsType, Field, ID, Int } from 'type-graphql';
import { CoverageArguments, UrbanRuralRule } from '../../coverage/index.js';
import { checkDivisionCode, DivisionLevel } from '../../divisions/index.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { checkDay } from '../../platform/graphql/check-entry.js';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { DEFAULT_PAGE } from '../../platform/graphql/page-arguments.js';
import { today } from '../../platform/today.js';
import { scenarioNamed, withScenario } from '../../scenarios/index.js';
import type { Indicator } from '../indicator.record.js';
import { checkMonth, lastDayOf } from '../month.js';
import type { ScorecardQuestion } from './scorecard.service.js';

@ArgsType()
export class ScorecardDateArguments {
  @Field(() => ID, { description: 'Division, 12 digits; it need not be imported. 区划代码' })
  divisionCode!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date of targets, facilities and readings; today if absent. 截至日期',
  })
  asOf?: string | null;

  @Field(() => String, { nullable: true, description: 'The end of this month, YYYY-MM, instead. 月份' })
  month?: string | null;

  @Field(() => UrbanRuralRule, {
    defaultValue: UrbanRuralRule.BY_UNIT_CODE,
    description: 'Way urban is told from rural where an indicator asks for one of them. 城乡划分口径',
  })
  urbanRuralRule!: UrbanRuralRule;
}

/** The same under a scenario. */
@ArgsType()
export class ScorecardArguments extends withScenario(ScorecardDateArguments) {}

@ArgsType()
export class IndicatorFiguresArguments extends ScorecardDateArguments {
  @Field(() => [ID], { nullable: true, description: 'Only these; all if absent. 指标标识' })
  indicatorKeys?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those computed, or only those reported. 是否由平台计算',
  })
  computed?: boolean | null;
}

export function isWantedIndicator({
  indicatorKeys,
  computed,
}: Pick<IndicatorFiguresArguments, 'indicatorKeys' | 'computed'>) {
  const wanted = indicatorKeys && new Set(indicatorKeys);
  return ({ key, computation }: Indicator): boolean =>
    (!wanted || wanted.has(key)) && (computed == null || (computation !== null) === computed);
}

/** @throws PlanningError BAD_USER_INPUT */
export function scorecardQuestion({
  divisionCode,
  asOf,
  month,
  urbanRuralRule,
  ...named
}: Partial<ScorecardArguments> & Pick<ScorecardArguments, 'divisionCode'>): ScorecardQuestion {
  if (asOf != null && month != null)
    throw badInput('asOf, month: give one of them, not both.', { field: 'month' });
  const day = month != null ? lastDayOf(checkMonth(month, 'month')) : (asOf ?? today());
  return {
    divisionCode: checkDivisionCode(divisionCode, 'divisionCode'),
    asOf: checkDay(day, 'asOf'),
    urbanRuralRule,
    scenario: scenarioNamed(named),
  };
}

/** A page of a scorecard's divisions with their coverage. */
@ArgsType()
export class ScorecardPartsArguments extends CoverageArguments {
  @Field(() => [DivisionLevel], { description: 'Levels of the divisions wanted. 层级' })
  levels!: DivisionLevel[];

  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: 'Rows wanted, 1 to 1000. 每页行数' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor the page starts behind. 起始游标' })
  after?: string | null;
}
