import { type Command, Option } from 'commander';
import { DEFAULT_SPEED_METERS_PER_SECOND, DEFAULT_WALK_MINUTES, walkLimit } from '../accessibility/index.js';
import type { ReportQuestion } from '../coverage/index.js';
import { COHORTS, type Cohort } from '../demand/index.js';
import { CARE_SERVICES, type CareService } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { numberOption } from './option-values.js';
import { namedScenario, scenarioOption } from './scenario-option.js';

export interface QuestionOptions {
  readonly division: string;
  readonly service: CareService;
  readonly minutes: number;
  readonly speed: number;
  readonly cohort: Cohort;
  readonly asOf?: string;
  readonly scenario?: string;
  readonly json?: boolean;
}

/** The options every question about coverage takes. */
export function addQuestionOptions(command: Command): Command {
  return addPeopleOptions(
    addDivisionArgument(command).addOption(
      new Option('--service <service>', '服务类别 · service')
        .choices(Object.keys(CARE_SERVICES))
        .makeOptionMandatory(),
    ),
  );
}

/** The same but for division and service. */
export function addPeopleOptions(command: Command): Command {
  return command
    .option('--minutes <n>', '步行分钟 · walking minutes', numberOption('minutes'), DEFAULT_WALK_MINUTES)
    .option(
      '--speed <m/s>',
      '步速（米/秒） · walking speed',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .addOption(new Option('--cohort <cohort>', '年龄组 · age group').choices(COHORTS).default('AGE_60'))
    .option('--as-of <date>', '统计日期 YYYY-MM-DD，默认今天 · date, today by default')
    .addOption(scenarioOption())
    .option('--json', '输出 JSON · print JSON');
}

/** @throws PlanningError BAD_USER_INPUT, and as `namedScenario` */
export async function questionOfOptions(
  options: QuestionOptions,
  ground: CommandGround,
): Promise<ReportQuestion> {
  const { division, service, minutes, speed, cohort, asOf } = options;
  if (asOf !== undefined && !isCalendarDate(asOf)) {
    throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
  }
  const limit = walkLimit(minutes, speed);
  const scenario = await namedScenario(options.scenario, ground);
  return { divisionCode: division, service, limit, cohort, asOf: asOf ?? today(), scenario };
}
