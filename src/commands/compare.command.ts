import { type Command, Option } from 'commander';
import { DEFAULT_SPEED_METERS_PER_SECOND, DEFAULT_WALK_MINUTES } from '../accessibility/index.js';
import { ComparedReading, type ComparisonReport } from '../coverage/index.js';
import { COHORTS, type Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import { CARE_SERVICES, type CareService } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { addChangeOptions } from './change-options.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { addLevelOption, csvOption } from './equity-options.js';
import { numberOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { ruleLine } from './rule-line.js';
import { namedScenario, scenarioOption } from './scenario-option.js';
import { people, percent, textTable } from './text-table.js';
import { relationsOption, unitChoice, type UnitOptions, zonesOption } from './unit-options.js';

interface Options extends UnitOptions {
  readonly division: string;
  readonly service: CareService;
  readonly reading: ComparedReading;
  readonly level?: DivisionLevel;
  readonly cohort: Cohort;
  readonly peopleByYear?: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly scenario?: string;
  readonly beforeScenario?: string;
  readonly minutes: number;
  readonly speed: number;
  readonly afterMinutes?: number;
  readonly afterSpeed?: number;
  readonly afterUrbanRural?: string;
  readonly afterZones?: UnitOptions['zones'];
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `carecircle compare`: why coverage differs between two dates or scenarios. */
export function addCompareCommand(program: Command, ground: CommandGround): void {
  const command = addLevelOption(
    addDivisionArgument(
      program
        .command('compare')
        .description(
          '覆盖率变化分解：新建、关闭、分母、口径 · why coverage differs between two dates or scenarios',
        ),
    ).addOption(
      new Option('--service <service>', '服务类别 · service')
        .choices(Object.keys(CARE_SERVICES))
        .makeOptionMandatory(),
    ),
  )
    .addOption(
      new Option('--reading <reading>', '覆盖口径 · which coverage')
        .choices(Object.keys(ComparedReading))
        .default('POPULATION'),
    )
    .addOption(new Option('--cohort <cohort>', '年龄组 · age group').choices(COHORTS).default('AGE_60'))
    .option('--people-by-year', '人口按区划历年统计折算 · scale people by the yearly counts of the divisions')
    .option(
      '--before <date>',
      '前一日期 YYYY-MM-DD，默认今天 · earlier date, today by default',
      dateOption('before'),
    )
    .addOption(scenarioOption('--scenario', '后一方的'))
    .addOption(scenarioOption('--before-scenario', '前一方的'))
    .option('--after <date>', '后一日期，默认今天 · later date, today by default', dateOption('after'))
    .option('--minutes <n>', '步行分钟 · walking minutes', numberOption('minutes'), DEFAULT_WALK_MINUTES)
    .option(
      '--speed <m/s>',
      '步速（米/秒） · walking speed',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .option('--after-minutes <n>', '后一方的步行分钟 · minutes afterwards', numberOption('after-minutes'))
    .option('--after-speed <m/s>', '后一方的步速 · speed afterwards', numberOption('after-speed'))
    .option(
      '--urban-rural <rule:side>',
      'PRESENCE：只计一侧，如 BY_PARENT:RURAL · only the units of one side',
    )
    .addOption(zonesOption())
    .addOption(relationsOption())
    .option('--after-urban-rural <rule:side>', '后一方的城乡口径 · units of one side afterwards')
    .addOption(
      new Option('--after-zones <choice>', '后一方是否计入开发区 · whether zones count afterwards').choices([
        'included',
        'excluded',
      ]),
    )
    .option('--json', '输出 JSON · print JSON')
    .addOption(csvOption());
  const changes = addChangeOptions(command);
  command.action(async (options: Options) => {
    const { division, service, reading, level, cohort, minutes, speed } = options;
    const { coverage } = await ground.rooms();
    const side = async (named: string | undefined) => {
      return { applied: (await namedScenario(named, ground)) ?? undefined };
    };
    const report = await coverage.comparisonReports.reportComparison(
      {
        ...{ divisionCode: division, service, reading, level, cohort },
        people: options.peopleByYear ? 'BY_YEAR' : 'AS_STORED',
        before: {
          ...(await side(options.beforeScenario)),
          asOf: options.before,
          walkMinutes: minutes,
          speedMetersPerSecond: speed,
          ...unitChoice(options),
        },
        after: {
          ...(await side(options.scenario)),
          asOf: options.after,
          walkMinutes: options.afterMinutes ?? minutes,
          speedMetersPerSecond: options.afterSpeed ?? speed,
          changes,
          ...unitChoice({
            urbanRural: options.afterUrbanRural ?? options.urbanRural,
            zones: options.afterZones ?? options.zones,
            relations: options.relations,
          }),
        },
      },
      ground.viewer,
    );
    if (options.json) ground.printJson(report);
    else if (options.csv) printRows(ground, { csv: true }, report.parts, { table: [], csv: COLUMNS });
    else ground.print(compareText(report));
  });
}

/** @throws PlanningError BAD_USER_INPUT */
function dateOption(name: string) {
  return (text: string): string => {
    if (isCalendarDate(text)) return text;
    throw badInput(`--${name} must be a date such as 2025-06-30; got "${text}".`, { [name]: text });
  };
}

type Part = ComparisonReport['parts'][number];

const COLUMNS: RowsColumn<Part>[] = [
  { title: 'step', name: 'step', value: ({ step }) => step },
  { title: 'share', name: 'share', value: ({ share }) => share?.value ?? '' },
  {
    title: 'exact',
    name: 'exact',
    value: ({ share }) => (share ? `${share.numerator}/${share.denominator}` : ''),
  },
  { title: 'numeratorBefore', name: 'numeratorBefore', value: ({ before }) => before.numerator },
  { title: 'denominatorBefore', name: 'denominatorBefore', value: ({ before }) => before.denominator },
  { title: 'numeratorAfter', name: 'numeratorAfter', value: ({ after }) => after.numerator },
  { title: 'denominatorAfter', name: 'denominatorAfter', value: ({ after }) => after.denominator },
];

const WORDS: Readonly<Record<Part['step'], string>> = {
  BUILT: '新建 built',
  CLOSED: '关闭 closed',
  DENOMINATOR: '分母 denominator',
  RULE: '口径 rule',
};
const MOST_NAMES = 5;

function compareText({ before, after, difference, undefinedReason, parts, notes }: ComparisonReport): string {
  const points = (share: Part['share']) => (share ? (100 * share.value).toFixed(2) : '–');
  const of = ({ numerator, denominator, ratio }: typeof before) =>
    `${people(numerator)}/${people(denominator)} ${percent(ratio)}`;
  const names = (rows: readonly { readonly name: string | null }[]) =>
    rows
      .slice(0, MOST_NAMES)
      .map(({ name }) => name ?? '?')
      .join('、') + (rows.length > MOST_NAMES ? ` … (${rows.length})` : '');
  return [
    `前 before: ${ruleLine(before.rule)}`,
    `后 after:  ${ruleLine(after.rule)}`,
    '',
    `${of(before)} → ${of(after)}；差 difference ${points(difference)} 个百分点 points`,
    ...(undefinedReason ? [undefinedReason] : []),
    '',
    textTable([
      ['组成 part', '百分点 points', '设施 facilities', '单元 units'],
      ...parts.map(({ step, share, facilities, units }) => [
        WORDS[step],
        points(share),
        names(facilities),
        names(units),
      ]),
    ]),
    '',
    ...notes.map(({ words }) => `说明 note: ${words}`),
  ].join('\n');
}
