import { type Command, Option } from 'commander';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import type { CommandGround } from './command-ground.js';
import { COVERAGE_TABLES, type CoverageTable, coverageRows } from './coverage-rows.js';
import { coverageText } from './coverage-text.js';
import { printRows } from './print-rows.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { relationsOption, unitChoice, type UnitOptions, zonesOption } from './unit-options.js';
import { addWhatIfCommand } from './what-if.command.js';

interface CoverageOptions extends QuestionOptions, UnitOptions {
  readonly level?: DivisionLevel;
  readonly target?: string;
  readonly csv?: true | CoverageTable;
  readonly area: boolean;
}

/** `carecircle coverage`: coverage of a division and its parts. */
export function addCoverageCommand(program: Command, ground: CommandGround): void {
  const command = addQuestionOptions(
    program.command('coverage').description('覆盖率 · coverage of a division and its parts'),
  )
    .addOption(
      new Option('--level <level>', '列出哪一级，默认下一级 · list divisions of this level').choices(
        DIVISION_LEVELS,
      ),
    )
    .option(
      '--target <ratio>',
      '目标，如 0.8 或 80%，并列出优先补点单元 · target; lists the units to close first',
    )
    .option(
      '--urban-rural [rule:side]',
      '城乡三种口径对照；如 BY_PARENT:RURAL 则只计农村 · three ways side by side, or only the units of one side',
    )
    .addOption(zonesOption())
    .addOption(relationsOption())
    .addOption(
      new Option(
        '--csv [table]',
        '输出 CSV，默认 presence · print CSV: presence, population, readings, close, urban-rural',
      ).choices(COVERAGE_TABLES),
    )
    .option('--no-area', '不量算面积覆盖（较费时） · leave area coverage out, which takes longest')
    .action(async (options: CoverageOptions) => {
      const { coverage } = await ground.rooms();
      const report = await coverage.reports.reportCoverage(await questionOfOptions(options, ground), {
        partsLevel: options.level ?? null,
        targetRatio: options.target ?? null,
        choice: unitChoice(options),
        urbanRural: options.urbanRural !== undefined,
        area: options.area,
        progress: ground.progress,
      });
      ground.progress.finish();
      if (options.json) ground.printJson(report);
      else if (options.csv) {
        coverageRows(report, options.csv === true ? 'presence' : options.csv, (rows, columns) =>
          printRows(ground, { csv: true }, rows, { table: columns, csv: columns }),
        );
      } else ground.print(coverageText(report));
    });
  addWhatIfCommand(command, ground);
}
