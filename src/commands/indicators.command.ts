import { type Command, Option } from 'commander';
import type { Indicator } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface IndicatorsOptions extends RowsOptions {
  readonly computed?: boolean;
  readonly reported?: boolean;
  readonly row?: number;
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

/** `carecircle indicators`: the registry of indicators. */
export function addIndicatorsCommand(program: Command, ground: CommandGround): void {
  program
    .command('indicators')
    .description('指标目录 · the registry of indicators')
    .addOption(
      new Option('--computed', '只列平台可计算的 · only those computed from the data').conflicts('reported'),
    )
    .option('--reported', '只列需填报的 · only those that are reported')
    .option('--row <n>', '只列某一需求条目的 · only those of a row of the requirements', countOption('row'))
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: IndicatorsOptions) => {
      const { indicators } = await ground.rooms();
      const rows = (await indicators.indicators.all()).filter((indicator) => isWanted(indicator, options));
      printRows(ground, options, rows, { table: COLUMNS, csv: MORE_COLUMNS });
    });
}

function isWanted({ computation, policyRows }: Indicator, options: IndicatorsOptions): boolean {
  if (options.computed && computation === null) return false;
  if (options.reported && computation !== null) return false;
  return options.row === undefined || policyRows.includes(options.row);
}
