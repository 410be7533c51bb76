import { type Command, Option } from 'commander';
import { UrbanRuralRule } from '../coverage/index.js';
import {
  type PlainLine,
  type PlainScorecard,
  plainScorecard,
  scorecardQuestion,
} from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { figureText, STATUS_TEXTS } from './indicator-text.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface ScorecardOptions extends RowsOptions {
  readonly asOf?: string;
  readonly month?: string;
  readonly urbanRural?: UrbanRuralRule;
}

const SIGNS = { AT_LEAST: '≥', AT_MOST: '≤', EXACTLY: '=' } as const;

const COLUMNS: readonly RowsColumn<PlainLine>[] = [
  { title: '#', name: 'targetId', value: ({ targetId }) => targetId },
  { title: '指标 indicator', name: 'indicatorName', value: ({ indicatorName }) => indicatorName },
  { title: '期限 deadline', name: 'deadline', value: ({ deadline }) => deadline },
  {
    title: '目标 target',
    name: 'target',
    value: ({ direction, target, unit, scope }) =>
      `${SIGNS[direction]} ${figureText(target, unit)}${scope === 'WHOLE' ? '' : ` ${scope}`}`,
  },
  { title: '现值 value', name: 'value', value: valueText },
  { title: '计数 counts', name: 'counts', value: countsText },
  { title: '缺口 short', name: 'unitsShort', value: ({ unitsShort }) => unitsShort ?? '' },
  { title: '状态 status', name: 'status', value: ({ status }) => STATUS_TEXTS[status] },
  {
    title: '矛盾 contradicts',
    name: 'rivals',
    value: ({ rivals }) => rivals.map(({ targetId }) => `#${targetId}`).join(' '),
  },
];

const CSV_COLUMNS: readonly RowsColumn<PlainLine>[] = [
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
].map((name) => ({ title: '', name, value: (line) => cell(line[name]) }));

/** `carecircle scorecard`: every target of a division against what is reached. */
export function addScorecardCommand(program: Command, ground: CommandGround): void {
  program
    .command('scorecard')
    .description('目标记分卡 · every target of a division against what is reached')
    .argument('<division>', '12 位区划代码 · division code')
    .option('--as-of <date>', '截至日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option('--month <month>', '截至该月月末 YYYY-MM · the end of this month instead')
    .addOption(
      new Option('--urban-rural <rule>', '城乡划分口径 · way urban is told from rural')
        .choices(Object.keys(UrbanRuralRule))
        .default('BY_UNIT_CODE'),
    )
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (division: string, options: ScorecardOptions) => {
      const { indicators } = await ground.rooms();
      const { asOf, month, urbanRural: urbanRuralRule } = options;
      const question = scorecardQuestion({ divisionCode: division, asOf, month, urbanRuralRule });
      const card = await plainScorecard(await indicators.scorecards.score(question));
      if (options.json) return ground.printJson(card);
      if (!options.csv) ground.print(headOf(card));
      printRows(ground, options, card.lines, { table: COLUMNS, csv: CSV_COLUMNS });
      if (!options.csv) ground.print(notesOf(card.lines));
    });
}

function headOf({ divisionCode, divisionName, asOf, urbanRuralRule, synthetic }: PlainScorecard) {
  const made = synthetic ? '；含合成数据 rests on generated data' : '';
  return `${divisionName ?? '（未导入 not imported）'} ${divisionCode}，截至 as of ${asOf}；城乡口径 urban–rural ${urbanRuralRule}${made}`;
}

/** What a line cannot say in its row: other figures under other ways, and which units fall short. */
function notesOf(lines: readonly PlainLine[]): string {
  return lines
    .flatMap(({ targetId, otherWays, shortUnits, measure }) => [
      ...(otherWays.length > 0
        ? [
            `#${targetId} 城乡口径不同则 under other ways: ${otherWays.map((way) => `${way.rule} ${way.numerator}/${way.denominator}`).join('，')}`,
          ]
        : []),
      ...(measure === 'UNITS_REACHING' && shortUnits.length > 0
        ? [`#${targetId} 未达标 short: ${namesOf(shortUnits)}`]
        : []),
    ])
    .join('\n');
}

const SHOWN_NAMES = 12;

function namesOf(units: PlainLine['shortUnits']): string {
  const names = units.slice(0, SHOWN_NAMES).map(({ name }) => name);
  return `${names.join('、')}${units.length > SHOWN_NAMES ? ` … 共 ${units.length} of them` : ''}`;
}

function valueText({ value, unit, measure, reason }: PlainLine): string {
  if (value === null) return `– ${reason}`;
  return figureText(value, measure === 'VALUE' ? unit : 'RATIO');
}

function countsText({ numerator, denominator }: PlainLine): string {
  return numerator === null || denominator === null ? '' : `${numerator}/${denominator}`;
}

function cell(value: string | number | boolean | null): string | number {
  return typeof value === 'boolean' ? String(value) : (value ?? '');
}
