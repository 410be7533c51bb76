import { type Command, Option } from 'commander';
import { CoverageReading, type ExplainReport, levelsAsked, RatioPart } from '../coverage/index.js';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { minutes } from './text-table.js';
import { relationsOption, unitChoice, type UnitOptions, zonesOption } from './unit-options.js';

interface ExplainOptions extends QuestionOptions, UnitOptions {
  readonly reading: CoverageReading;
  readonly part: RatioPart;
  readonly level?: readonly DivisionLevel[];
  readonly first: number;
  readonly after?: string;
  readonly csv?: boolean;
}

type Member = ExplainReport['members'][number];

const column = (name: string, title: string, value: RowsColumn<Member>['value']): RowsColumn<Member> => ({
  name,
  title,
  value,
});

const ID = column('id', '编号 id', ({ id }) => id);
const NAME = column('name', '名称 name', ({ name }) => name ?? '');
const WEIGHT = column('weight', '分母 of', ({ weight }) => weight);
const COUNTED = column('countedWeight', '分子 counts', ({ countedWeight }) => countedWeight);

const TABLE = [
  ID,
  NAME,
  column('divisionCode', '所在 division', ({ divisionCode }) => divisionCode),
  COUNTED,
  WEIGHT,
  column('minutes', '分钟 min', ({ walkSeconds }) => minutes(walkSeconds)),
  column('words', '原因 why', ({ words }) => words),
];

const CSV = [
  column('kind', '', ({ kind }) => kind),
  ID,
  NAME,
  column('divisionCode', '', ({ divisionCode }) => divisionCode),
  column('inDenominator', '', ({ inDenominator }) => String(inDenominator)),
  column('counts', '', ({ counts }) => String(counts)),
  WEIGHT,
  COUNTED,
  column('reason', '', ({ reason }) => reason),
  column('walkSeconds', '', ({ walkSeconds }) => walkSeconds ?? ''),
  column('secondsTooFar', '', ({ secondsTooFar }) => secondsTooFar ?? ''),
  column('missingCapabilities', '', ({ missingCapabilities }) => missingCapabilities.join(';')),
  column('exceptedFacility', '', ({ exceptedFacility }) => exceptedFacility ?? ''),
  column('facilityId', '', ({ facilityId }) => facilityId ?? ''),
  column('words', '', ({ words }) => words),
];

/** `carecircle explain`: what a coverage ratio is made of, member by member. */
export function addExplainCommand(program: Command, ground: CommandGround): void {
  addQuestionOptions(
    program.command('explain').description('覆盖率逐项说明 · what a coverage ratio is made of'),
  )
    .addOption(
      new Option('--reading <reading>', '口径 · which coverage')
        .choices(Object.keys(CoverageReading))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--part <part>', '分子、分母或未计入 · which part')
        .choices(Object.keys(RatioPart))
        .default('EXCLUDED'),
    )
    .option(
      '--level <levels>',
      'PRESENCE 的单元层级，可合并多级如 COMMUNITY,VILLAGE · level of the units, for PRESENCE; several together',
      readLevels,
    )
    .option(
      '--urban-rural <rule:side>',
      'PRESENCE：只计一侧，如 BY_PARENT:RURAL · only the units of one side',
    )
    .addOption(zonesOption())
    .addOption(relationsOption())
    .option('--first <n>', '列出多少项 · how many', countOption('first'), 50)
    .option('--after <id>', '从此编号之后列起 · list only what comes behind this id')
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: ExplainOptions) => {
      const { coverage } = await ground.rooms();
      const { reading, part, level = null, first, after = null } = options;
      const choice = unitChoice(options);
      const levels = levelsAsked({ levels: level && [...level] });
      const question = { ...(await questionOfOptions(options, ground)), reading, part, levels, choice };
      const { progress } = ground;
      const report = await coverage.explainReports.report(question, ground.viewer, first, after, {
        progress,
      });
      progress.finish();
      if (options.json) return ground.printJson(report);
      if (!options.csv) ground.print(headOf(report));
      printRows(ground, { csv: options.csv }, report.members, { table: TABLE, csv: CSV });
    });
}

/** @throws PlanningError BAD_USER_INPUT */
function readLevels(text: string): DivisionLevel[] {
  const levels = text.split(',').map((level) => level.trim());
  const unknown = levels.find((level) => !DIVISION_LEVELS.includes(level as DivisionLevel));
  if (unknown === undefined) return levels as DivisionLevel[];
  throw badInput(`--level must be one or more of ${DIVISION_LEVELS.join(', ')}; got "${unknown}".`, {
    level: text,
  });
}

function headOf({ rule, division, reading, part, total, members }: ExplainReport): string {
  return [
    ruleLine(rule),
    `${division.name} · ${reading} · ${part}：${total} 项，列出 ${members.length} 项 · ${members.length} of ${total} listed`,
    '',
  ].join('\n');
}
