import { type Command, Option } from 'commander';
import { type FigureOfIndicator, type Indicator, scorecardQuestion } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { figureText, REASON_TEXTS } from './indicator-text.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface IndicatorsOptions extends RowsOptions {
  readonly computed?: boolean;
  readonly reported?: boolean;
  readonly row?: number;
  readonly division?: string;
  readonly asOf?: string;
  readonly month?: string;
}

const COLUMNS: readonly RowsColumn<Indicator>[] = [
  { title: '标识 key', name: 'key', value: ({ key }) => key },
  { title: '名称 name', name: 'nameZh', value: ({ nameZh }) => nameZh },
  { title: '单位 unit', name: 'unit', value: ({ unit }) => unit },
  { title: '层级 levels', name: 'levels', value: ({ levels }) => levels.join(';') },
  { title: '城乡 area', name: 'urbanRural', value: ({ urbanRural }) => urbanRural ?? '' },
  { title: '计算方式 computed', name: 'computation', value: ({ computation }) => computation ?? '' },
];

const MORE_COLUMNS: readonly RowsColumn<Indicator>[] = [
  ...COLUMNS,
  { title: '', name: 'nameEn', value: ({ nameEn }) => nameEn },
  { title: '', name: 'definition', value: ({ definition }) => definition },
  { title: '', name: 'numerator', value: ({ numerator }) => numerator },
  { title: '', name: 'denominator', value: ({ denominator }) => denominator ?? '' },
  { title: '', name: 'policyRows', value: ({ policyRows }) => policyRows.join(';') },
  { title: '', name: 'class', value: (indicator) => indicator.class },
  { title: '', name: 'note', value: ({ note }) => note ?? '' },
];

const FIGURE_COLUMNS: readonly RowsColumn<FigureOfIndicator>[] = [
  { title: '标识 key', name: 'key', value: ({ indicator }) => indicator.key },
  { title: '名称 name', name: 'nameZh', value: ({ indicator }) => indicator.nameZh },
  { title: '数值 value', name: 'value', value: valueText },
  { title: '分子 numerator', name: 'numerator', value: ({ figure }) => figure.numerator ?? '' },
  { title: '分母 denominator', name: 'denominator', value: ({ figure }) => figure.denominator ?? '' },
  { title: '填报月份 reading', name: 'month', value: ({ figure }) => figure.month?.slice(0, 7) ?? '' },
];

const FIGURE_CSV: readonly RowsColumn<FigureOfIndicator>[] = [
  ...FIGURE_COLUMNS.map((column) =>
    column.name === 'value'
      ? { ...column, value: ({ figure }: FigureOfIndicator) => figure.value ?? '' }
      : column,
  ),
  { title: '', name: 'unit', value: ({ indicator }) => indicator.unit },
  { title: '', name: 'basis', value: ({ figure }) => figure.basis },
  { title: '', name: 'reason', value: ({ figure }) => figure.reason ?? '' },
  { title: '', name: 'rule', value: ({ figure }) => figure.rule },
];

/** `carecircle indicators`: the registry of indicators; of a division, what each of them is. */
export function addIndicatorsCommand(program: Command, ground: CommandGround): void {
  program
    .command('indicators')
    .description('指标目录 · the registry of indicators')
    .addOption(
      new Option('--computed', '只列平台可计算的 · only those computed from the data').conflicts('reported'),
    )
    .option('--reported', '只列需填报的 · only those that are reported')
    .option('--row <n>', '只列某一需求条目的 · only those of a row of the requirements', countOption('row'))
    .option('--division <code>', '列出该区划的数值 · what each is in this division')
    .option('--as-of <date>', '截至日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option('--month <month>', '截至该月月末 YYYY-MM · the end of this month instead')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: IndicatorsOptions) => {
      const { indicators } = await ground.rooms();
      const { division, asOf, month } = options;
      if (division !== undefined) {
        const question = scorecardQuestion({ divisionCode: division, asOf, month });
        const figures = await indicators.figures.of(question, (indicator) => isWanted(indicator, options));
        return printRows(ground, options, figures, { table: FIGURE_COLUMNS, csv: FIGURE_CSV });
      }
      const rows = (await indicators.indicators.all()).filter((indicator) => isWanted(indicator, options));
      printRows(ground, options, rows, { table: COLUMNS, csv: MORE_COLUMNS });
    });
}

function isWanted({ computation, policyRows }: Indicator, options: IndicatorsOptions): boolean {
  if (options.computed && computation === null) return false;
  if (options.reported && computation !== null) return false;
  return options.row === undefined || policyRows.includes(options.row);
}

function valueText({ indicator, figure: { value, reason } }: FigureOfIndicator): string {
  return value === null
    ? `– ${reason === null ? '' : REASON_TEXTS[reason]}`
    : figureText(value, indicator.unit);
}
