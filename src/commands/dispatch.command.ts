import { type Command, Option } from 'commander';
import { checkMonth, type PlainDispatch } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { figureText, STATUS_TEXTS } from './indicator-text.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface DispatchOptions extends RowsOptions {
  readonly division: string;
  readonly month: string;
}

type Cell = PlainDispatch['rows'][number]['cells'][number];
type Column = PlainDispatch['columns'][number];

/** A cell with its county and target, as CSV has it. */
interface DispatchEntry extends Cell {
  readonly county: PlainDispatch['rows'][number];
  readonly column: Column;
}

const CSV_COLUMNS: readonly RowsColumn<DispatchEntry>[] = [
  { title: '', name: 'divisionCode', value: ({ county }) => county.divisionCode },
  { title: '', name: 'divisionName', value: ({ county }) => county.divisionName },
  { title: '', name: 'targetId', value: ({ column }) => column.targetId },
  { title: '', name: 'indicatorKey', value: ({ column }) => column.indicatorKey },
  { title: '', name: 'indicatorName', value: ({ column }) => column.indicatorName },
  { title: '', name: 'target', value: ({ column }) => column.target },
  { title: '', name: 'deadline', value: ({ column }) => column.deadline },
  ...(
    ['numerator', 'denominator', 'value', 'reason', 'readingMonth', 'change', 'rank', 'status'] as const
  ).map((name) => ({ title: '', name, value: (entry: DispatchEntry) => entry[name] ?? '' })),
];

/** `carecircle dispatch`: last month's progress per county. */
export function addDispatchCommand(program: Command, ground: CommandGround): void {
  addDivisionArgument(program.command('dispatch'))
    .description('月度调度通报：各县（区）上月进展 · last month’s progress per county')
    .requiredOption('--month <month>', '月份 YYYY-MM · month')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: DispatchOptions) => {
      const { division } = options;
      const { indicators } = await ground.rooms();
      const found = await indicators.months.dispatch(
        division,
        checkMonth(options.month, 'month'),
        ground.viewer,
      );
      if (options.json) return ground.printJson({ ...found, ...found.dispatch, dispatch: undefined });
      if (options.csv)
        return printRows(ground, options, entriesOf(found.dispatch), { table: [], csv: CSV_COLUMNS });
      const state = found.frozen
        ? `已冻结 frozen ${found.frozen.sha256.slice(0, 12)}`
        : '未冻结 not frozen, not published';
      ground.print(`${division}，${found.dispatch.month}（${state}）`);
      // Counties as columns: targets are many, counties few.
      printRows(ground, options, found.dispatch.columns, { table: tableOf(found.dispatch), csv: [] });
    });
}

function tableOf({ columns, rows }: PlainDispatch): RowsColumn<Column>[] {
  return [
    { title: '指标 indicator', name: '', value: ({ indicatorName }) => indicatorName },
    { title: '目标 target', name: '', value: ({ target, unit }) => figureText(target, unit) },
    ...rows.map(({ divisionName, cells }) => ({
      title: divisionName,
      name: '',
      value: (column: Column) => cellText(cells[columns.indexOf(column)], column),
    })),
  ];
}

function cellText({ value, change, rank, status }: Cell, { unit }: Column): string {
  if (value === null) return '–';
  const moved =
    change === null || change === 0
      ? ''
      : ` (${change > 0 ? '+' : '−'}${figureText(Math.abs(change), unit)})`;
  const place = rank === null ? '' : ` #${rank}`;
  return `${figureText(value, unit)}${moved}${place}${status === null ? '' : ` ${STATUS_TEXTS[status].split(' ')[0]}`}`;
}

function entriesOf({ columns, rows }: PlainDispatch): DispatchEntry[] {
  return rows.flatMap((county) => county.cells.map((cell, at) => ({ ...cell, county, column: columns[at] })));
}
