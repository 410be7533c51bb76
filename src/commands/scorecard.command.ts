import { type Command, Option } from 'commander';
import { UrbanRuralRule } from '../coverage/index.js';
import {
  type PlainLine,
  type PlainScorecard,
  plainScorecard,
  scorecardQuestion,
  WHOLE_UNITS,
} from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { figureText, REASON_TEXTS, SCOPE_TEXTS, SIGNS, STATUS_TEXTS } from './indicator-text.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';
import { namedScenario, scenarioOption } from './scenario-option.js';
import { documentNotes, frozenNote, lineNotes } from './scorecard-notes.js';
import { percent } from './text-table.js';

interface ScorecardOptions extends RowsOptions {
  readonly division: string;
  readonly asOf?: string;
  readonly month?: string;
  readonly urbanRural?: UrbanRuralRule;
  readonly scenario?: string;
}

function columnsOf(documents: readonly string[]): readonly RowsColumn<PlainLine>[] {
  return [
    { title: '#', name: '', value: ({ targetId }) => targetId },
    { title: '指标 indicator', name: '', value: ({ indicatorName }) => indicatorName },
    { title: '期限 deadline', name: '', value: ({ deadline }) => deadline },
    { title: '目标 target', name: '', value: targetText },
    { title: '现值 value', name: '', value: valueText },
    { title: '计数 counts', name: '', value: countsText },
    { title: '完成率 attained', name: '', value: ({ attainment }) => percent(attainment) },
    { title: '应达 expected', name: '', value: expectedText },
    { title: '缺口 short', name: '', value: ({ unitsShort }) => unitsShort ?? '' },
    { title: '状态 status', name: '', value: ({ status }) => STATUS_TEXTS[status] },
    { title: '近三月 3 months', name: '', value: recentText },
    {
      title: '条款 clause',
      name: '',
      value: ({ documentKey, clause }) => `[${documents.indexOf(documentKey) + 1}] ${clause}`,
    },
    {
      title: '矛盾 contradicts',
      name: '',
      value: ({ rivals }) => rivals.map(({ targetId }) => `#${targetId}`).join(' '),
    },
  ];
}

const CSV_COLUMNS: readonly RowsColumn<PlainLine>[] = [
  ...[
    ...([
      'targetId',
      'jurisdictionCode',
      'indicatorKey',
      'indicatorName',
      'unit',
      'scope',
      'direction',
    ] as const),
    ...(['target', 'deadline', 'documentKey', 'clause', 'version', 'measure', 'basis'] as const),
    ...(['numerator', 'denominator', 'value', 'reason', 'readingMonth', 'attainment', 'met'] as const),
    ...(['unitsShort', 'status', 'inConflict', 'rule', 'synthetic'] as const),
  ].map((name): RowsColumn<PlainLine> => ({ title: '', name, value: (line) => cell(line[name]) })),
  { title: '', name: 'projected', value: ({ projected }) => cell(projected ?? false) },
  { title: '', name: 'elapsed', value: ({ pace }) => cell(pace.elapsed) },
  { title: '', name: 'expected', value: ({ pace }) => cell(pace.expected) },
  { title: '', name: 'recentStatus', value: ({ recentPace }) => recentPace.status },
  { title: '', name: 'gainedPerMonth', value: ({ recentPace }) => cell(recentPace.gainedPerMonth) },
  { title: '', name: 'neededPerMonth', value: ({ recentPace }) => cell(recentPace.neededPerMonth) },
];

/** `carecircle scorecard`: every target of a division against what is reached. */
export function addScorecardCommand(program: Command, ground: CommandGround): void {
  addDivisionArgument(program.command('scorecard'))
    .description('目标记分卡 · every target of a division against what is reached')
    .option('--as-of <date>', '截至日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option('--month <month>', '截至该月月末 YYYY-MM · the end of this month instead')
    .addOption(
      new Option('--urban-rural <rule>', '城乡划分口径 · way urban is told from rural')
        .choices(Object.keys(UrbanRuralRule))
        .default('BY_UNIT_CODE'),
    )
    .addOption(scenarioOption())
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: ScorecardOptions) => {
      const { division: divisionCode } = options;
      const { indicators } = await ground.rooms();
      const { asOf, month, urbanRural: urbanRuralRule } = options;
      const asked = scorecardQuestion({ divisionCode, asOf, month, urbanRuralRule });
      const question = { ...asked, scenario: await namedScenario(options.scenario, ground) };
      const card = await plainScorecard(await indicators.scorecards.score(question));
      const frozen = await indicators.months.frozenOn(divisionCode, card.asOf);
      if (options.json) return ground.printJson({ ...card, frozen });
      if (options.csv) return printRows(ground, options, card.lines, { table: [], csv: CSV_COLUMNS });
      const keys = [...new Set(card.lines.map(({ documentKey }) => documentKey))];
      const documents = (await indicators.documents.findByKeys(keys)).filter((one) => one !== null);
      ground.print([headOf(card), ...frozenNote(frozen)].join('\n'));
      printRows(ground, options, card.lines, { table: columnsOf(keys), csv: [] });
      ground.print([...lineNotes(card.lines), ...documentNotes(documents)].join('\n'));
    });
}

function headOf({
  divisionCode,
  divisionName,
  asOf,
  urbanRuralRule,
  synthetic,
  scenarioKey,
}: PlainScorecard) {
  const projected = scenarioKey
    ? `；情景推演，平台计算的数值为假设，填报数值照旧 a projection: computed values are what would be, reported ones stay`
    : '';
  const made = synthetic ? '；含合成数据 rests on generated data' : '';
  return `${divisionName ?? '（未导入 not imported）'} ${divisionCode}，截至 as of ${asOf}；城乡口径 urban–rural ${urbanRuralRule}${made}${projected}`;
}

function targetText({ direction, target, unit, scope }: PlainLine): string {
  return `${SIGNS[direction]} ${figureText(target, unit)} ${SCOPE_TEXTS[scope]}`.trimEnd();
}

function valueText({ value, unit, measure, reason, projected }: PlainLine): string {
  if (value === null) return `– ${reason === null ? '' : REASON_TEXTS[reason]}`;
  return `${figureText(value, measure === 'VALUE' ? unit : 'RATIO')}${projected ? ' 推演 projected' : ''}`;
}

function countsText({ numerator, denominator }: PlainLine): string {
  return numerator === null || denominator === null ? '' : `${numerator}/${denominator}`;
}

function expectedText({ pace, unit, measure, status }: PlainLine): string {
  const isOpen = status === 'ON_PACE' || status === 'BEHIND';
  if (pace.expected === null || !isOpen || unit === 'MILESTONE') return '';
  if (measure !== 'VALUE' || unit === 'RATIO') return percent(pace.expected);
  return figureText(WHOLE_UNITS.has(unit) ? Math.ceil(pace.expected) : pace.expected, unit);
}

/** Of a target that is still open; the table's status says the rest. */
function recentText({ recentPace: { status }, status: now }: PlainLine): string {
  const isOpen = now === 'ON_PACE' || now === 'BEHIND';
  return isOpen && status !== 'UNKNOWN' ? STATUS_TEXTS[status] : '';
}

function cell(value: string | number | boolean | null): string | number {
  return typeof value === 'boolean' ? String(value) : (value ?? '');
}
