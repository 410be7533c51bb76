import { type Command, Option } from 'commander';
import { checkReadingFilter, type Reading, readingDraftOf } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { takeBareDivision } from './division-argument.js';
import { importReadings, type ImportReadingsOptions } from './import-readings.js';
import { collectOption, numberOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface ReadingsOptions extends RowsOptions {
  readonly division?: string;
  readonly indicator?: string;
  readonly from?: string;
  readonly to?: string;
  readonly corrected?: boolean;
}

interface RecordOptions {
  readonly jurisdiction: string;
  readonly indicator: string;
  readonly month: string;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly value?: number;
  readonly document: string;
  readonly reason?: string;
  readonly restates?: boolean;
}

const COLUMNS: readonly RowsColumn<Reading>[] = [
  { title: '#', name: 'id', value: ({ id }) => id },
  { title: '区划 division', name: 'jurisdictionCode', value: ({ jurisdictionCode }) => jurisdictionCode },
  { title: '月份 month', name: 'month', value: ({ monthText }) => monthText },
  { title: '指标 indicator', name: 'indicatorKey', value: ({ indicatorKey }) => indicatorKey },
  { title: '分子 numerator', name: 'numerator', value: ({ numerator }) => numerator ?? '' },
  { title: '分母 denominator', name: 'denominator', value: ({ denominator }) => denominator ?? '' },
  { title: '数值 value', name: 'value', value: ({ value, noValueReason }) => value ?? noValueReason ?? '' },
  { title: '依据 document', name: 'document', value: ({ document }) => document },
  { title: '更正 corrects', name: 'corrects', value: ({ corrects }) => (corrects ? `#${corrects}` : '') },
];

const MORE_COLUMNS: readonly RowsColumn<Reading>[] = [
  ...COLUMNS,
  { title: '', name: 'reason', value: ({ reason }) => reason ?? '' },
  { title: '', name: 'corrected', value: ({ corrected }) => String(corrected) },
  { title: '', name: 'recordedBy', value: ({ recordedBy }) => recordedBy },
  { title: '', name: 'recordedAt', value: ({ recordedAt }) => recordedAt.toISOString() },
];

/** `carecircle readings`: what was reported; `record` adds one, `import` a file of them. */
export function addReadingsCommand(program: Command, ground: CommandGround): void {
  const readings = program.command('readings').description('指标填报数据 · reported figures of indicators');
  // The list is a command of its own, meant where none is named: so its options and those of `record` never meet.
  takeBareDivision(readings.command('list', { isDefault: true }), 'division')
    .description('列出填报数据（默认） · list readings, the default')
    .option('--division <code>', '只列该区划及其下级 · only this division and those below it')
    .option('--indicator <key>', '指标标识 · indicator')
    .option('--from <month>', '起始月份 YYYY-MM · first month')
    .option('--to <month>', '截止月份 YYYY-MM · last month')
    .option('--corrected', '包含已被更正的 · with those a later one corrects')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: ReadingsOptions) => {
      const { indicators } = await ground.rooms();
      const rows = await indicators.readings.all(
        checkReadingFilter({
          divisionCode: options.division,
          indicatorKey: options.indicator,
          from: options.from,
          to: options.to,
          includeCorrected: options.corrected ?? false,
        }),
      );
      if (options.json) ground.printJson(rows.map(plainReading));
      else printRows(ground, options, rows, { table: COLUMNS, csv: MORE_COLUMNS });
    });
  addRecordCommand(readings, ground);
  readings
    .command('import')
    .description('导入填报数据 · import a file of readings')
    .argument('<file>', '.csv, .xlsx')
    .option('--map <field=column>', '字段对应的列 · field taken from a column', collectOption)
    .option('--set <field=value>', '所有行取同一值 · the same value for every row', collectOption)
    .option('--encoding <name>', '文字编码 · text encoding')
    .option('--restates', '重述已冻结的月份 · restates frozen months')
    .option('--dry-run', '只检查，不写入 · check only')
    .option('--json', '输出 JSON · print the report as JSON')
    .action((file: string, options: ImportReadingsOptions) => importReadings(ground, file, options));
}

function addRecordCommand(readings: Command, ground: CommandGround): void {
  readings
    .command('record')
    .description('登记一条数据或其更正 · record a reading or its correction')
    .requiredOption('--division, --jurisdiction <code>', '12 位区划代码 · division code')
    .requiredOption('--indicator <key>', '指标标识 · indicator')
    .requiredOption('--month <month>', '月份 YYYY-MM · month')
    .option('--numerator <n>', '分子 · numerator', numberOption('numerator'))
    .option('--denominator <n>', '分母 · denominator', numberOption('denominator'))
    .option('--value <n>', '数值 · value, where there are no counts', numberOption('value'))
    .requiredOption('--document <text>', '依据文件 · document it comes from')
    .option('--reason <text>', '更正原因 · why an earlier reading is corrected')
    .option('--restates', '重述已冻结的月份 · restates a frozen month')
    .action(async ({ jurisdiction, indicator, restates = false, ...figures }: RecordOptions) => {
      const { indicators } = await ground.rooms();
      const draft = readingDraftOf({
        jurisdictionCode: jurisdiction,
        indicatorKey: indicator,
        restates,
        ...figures,
      });
      const { id, value, noValueReason } = await indicators.readings.record(draft, ground.viewer);
      ground.print(`已登记 · recorded: #${id}，${value ?? noValueReason}`);
    });
}

function plainReading(reading: Reading) {
  const { monthText, noValueReason } = reading;
  return { ...reading, month: monthText, noValueReason };
}
