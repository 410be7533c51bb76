import { type Command, Option } from 'commander';
import type { CoverageReport, DivisionReport } from '../coverage/index.js';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import type { CommandGround } from './command-ground.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';
import { addWhatIfCommand } from './what-if.command.js';

interface CoverageOptions extends QuestionOptions {
  readonly level?: DivisionLevel;
  readonly target?: string;
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
    .option('--target <ratio>', '目标，如 0.8 或 80% · target')
    .action(async (options: CoverageOptions) => {
      const { coverage } = await ground.rooms();
      const report = await coverage.reports.reportCoverage(questionOfOptions(options), {
        partsLevel: options.level ?? null,
        targetRatio: options.target ?? null,
      });
      if (options.json) ground.printJson(report);
      else ground.print(coverageText(report));
    });
  addWhatIfCommand(command, ground);
}

function coverageText({ rule, division, parts }: CoverageReport): string {
  const presence = division.presence.map(({ level, numerator, denominator, ratio, unitsShort }) => [
    level,
    numerator,
    denominator,
    percent(ratio),
    unitsShort ?? '–',
  ]);
  return [
    ruleLine(rule),
    '',
    `设施覆盖 · units with a facility (${division.name})`,
    textTable([['层级 level', '达标 with', '总数 of', '比例 ratio', '缺口 short'], ...presence]),
    '',
    ...peopleLines([division, ...parts]),
  ].join('\n');
}

function peopleLines(units: readonly DivisionReport[]): string[] {
  const rows = units.flatMap(({ code, name, population }) =>
    population
      ? [
          [
            code,
            name,
            people(population.coveredPeople),
            people(population.totalPeople),
            percent(population.ratio),
            people(population.unsnappedPeople),
          ],
        ]
      : [],
  );
  if (rows.length === 0)
    return [
      '人口覆盖需要步行路网 · people within the walk need a walking network: carecircle import network FILE.osm.pbf',
    ];
  return [
    `人口覆盖 · people within the walk (${units[0].population!.cohort})`,
    textTable([
      ['代码 code', '名称 name', '覆盖 covered', '总人数 people', '比例 ratio', '未接入 off network'],
      ...rows,
    ]),
  ];
}
