import { type Command, Option } from 'commander';
import { checkMonth, type FrozenMonth } from '../indicators/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionArgument } from './division-argument.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface FreezeOptions extends RowsOptions {
  readonly division: string;
  readonly month?: string;
  readonly show?: boolean;
}

const COLUMNS: readonly RowsColumn<FrozenMonth>[] = [
  { title: '区划 division', name: 'jurisdictionCode', value: ({ jurisdictionCode }) => jurisdictionCode },
  { title: '月份 month', name: 'month', value: ({ monthText }) => monthText },
  { title: '冻结时间 frozen', name: 'frozenAt', value: ({ frozenAt }) => frozenAt.toISOString() },
  { title: '冻结人 by', name: 'frozenBy', value: ({ frozenBy }) => frozenBy },
  { title: '校验值 sha256', name: 'sha256', value: ({ sha256 }) => sha256 },
];

/** `carecircle freeze`: closes a month; without one lists those closed; `--show` prints what was closed. */
export function addFreezeCommand(program: Command, ground: CommandGround): void {
  addDivisionArgument(program.command('freeze'))
    .description(
      '冻结月份：记分卡与通报不再改变 · close a month; its scorecard and dispatch never change again',
    )
    .option('--month <month>', '要冻结的月份 YYYY-MM；不填则列出已冻结的 · month; absent: list those frozen')
    .option(
      '--show',
      '显示已冻结的内容与重述，不冻结 · print a frozen month and its restatements, freeze nothing',
    )
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: FreezeOptions) => {
      const { division } = options;
      const { indicators } = await ground.rooms();
      const month = options.month === undefined ? null : checkMonth(options.month, 'month');
      if (month !== null && options.show) {
        const frozen = await indicators.frozenMonths.find(division, month);
        if (!frozen) throw new PlanningError('NOT_FOUND', `${options.month} of ${division} is not frozen.`);
        const content: unknown = JSON.parse(await indicators.months.contentOf(frozen));
        const [restatements] = await indicators.frozenMonths.restatements([frozen]);
        return ground.printJson({ ...frozen, content, restatements });
      }
      const rows =
        month === null
          ? await indicators.frozenMonths.list(division)
          : [await indicators.months.freeze(division, month, ground.viewer)];
      printRows(ground, options, rows, { table: COLUMNS, csv: COLUMNS });
    });
}
