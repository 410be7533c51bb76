import { type Command, Option } from 'commander';
import { DEFAULT_SPEED_METERS_PER_SECOND, DEFAULT_WALK_MINUTES, walkLimit } from '../accessibility/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import { checkRemedyAsk, REMEDY_SECONDS, RemedyForm, remedyReport, remedySheets } from '../remedies/index.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { numberOption } from './option-values.js';
import { remedyPlanText } from './remedy-plan-text.js';
import { SHEET_OPTION, writeSheetFile } from './sheet-file.js';
import { watchedSolve } from './watched-solve.js';

interface RemedyPlanOptions {
  readonly division: string;
  readonly asOf?: string;
  readonly budget?: number;
  readonly forms: RemedyForm[];
  readonly minutes: number;
  readonly speed: number;
  readonly timeLimit: number;
  readonly sheet?: string;
  readonly json?: boolean;
}

/** `carecircle remedy-plan`: how estates in deficit come to the care rooms they lack. */
export function addRemedyPlanCommand(program: Command, ground: CommandGround): void {
  addDivisionArgument(program.command('remedy-plan'))
    .description(
      '小区养老用房补建方案 · the cheapest remedies that settle most of what estates lack, with proof',
    )
    .option('--as-of <date>', '核查日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option('--budget <yuan>', '预算（元） · total cost at most, in yuan', numberOption('budget'))
    .addOption(
      new Option('--forms <form...>', '只用这些补建方式 · only these forms')
        .choices(Object.keys(RemedyForm))
        .default(Object.keys(RemedyForm), '全部 all'),
    )
    .option(
      '--minutes <n>',
      '规则未定步行距离时的步行分钟 · minutes to walk where a rule does not say',
      numberOption('minutes'),
      DEFAULT_WALK_MINUTES,
    )
    .option(
      '--speed <m/s>',
      '步速（米/秒） · walking speed',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .option(
      '--time-limit <seconds>',
      '求解秒数上限 · solving time',
      numberOption('time-limit'),
      REMEDY_SECONDS,
    )
    .option(...SHEET_OPTION)
    .option('--json', '输出 JSON · print JSON')
    .action(async (options: RemedyPlanOptions) => {
      const { division, asOf = today(), budget = null, forms, minutes, speed, timeLimit } = options;
      if (!isCalendarDate(asOf))
        throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
      const ask = checkRemedyAsk({
        ...{ divisionCode: division, asOf, budgetYuan: budget, timeLimitSeconds: timeLimit },
        forms: [...new Set(forms)].sort(),
        limit: walkLimit(minutes, speed),
      });
      const { remedies, accessibility } = await ground.rooms();
      const version = await accessibility.versions.read();
      const plan = await watchedSolve(ground, ({ signal }) =>
        remedies.remedies.propose(ask, version, ground.viewer, signal),
      );
      if (!plan) return;
      if (options.json) ground.printJson(remedyReport(plan));
      else ground.print(remedyPlanText(plan));
      if (options.sheet !== undefined) await writeSheetFile(options.sheet, remedySheets(plan), ground);
    });
}
