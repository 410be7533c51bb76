import { type Command, Option } from 'commander';
import { type AllocationRule, allocationRuleConditions } from '../estate-audit/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import type { CommandGround } from './command-ground.js';
import { takeBareDivision } from './division-argument.js';
import { importAllocationRules, type ImportAllocationRulesOptions } from './import-allocation-rules.js';
import { collectOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface ListOptions extends RowsOptions {
  readonly division?: string;
  readonly asOf?: string;
  readonly allVersions?: boolean;
}

const COLUMNS: readonly RowsColumn<AllocationRule>[] = [
  { title: '规则 rule', name: 'id', value: ({ id }) => id },
  { title: '版本 v.', name: 'version', value: ({ version }) => version },
  { title: '区划 division', name: 'jurisdictionCode', value: ({ jurisdictionCode }) => jurisdictionCode },
  {
    title: '小区 estates',
    name: 'estateClass',
    value: ({ estateClass }) => (estateClass === 'NEW' ? '新建 new' : '既有 existing'),
  },
  { title: '生效 from', name: 'validFrom', value: ({ validFrom }) => validFrom ?? '–' },
  { title: '失效 to', name: 'validTo', value: ({ validTo }) => validTo ?? '–' },
  {
    title: '每百户㎡ per 100',
    name: 'rate',
    value: ({ squareMetersPerHundredHouseholds }) => squareMetersPerHundredHouseholds,
  },
  {
    title: '每处㎡ site',
    name: 'site',
    value: ({ minimumSiteSquareMeters }) => minimumSiteSquareMeters ?? '–',
  },
  { title: '合建 pooling', name: 'pooling', value: poolingText },
  {
    title: '依据 document',
    name: 'document',
    value: ({ document, clause }) => `${document} ${clause ?? ''}`.trim(),
  },
  {
    title: '核对 verified',
    name: 'verified',
    value: ({ verified }) => (verified ? '已核对 yes' : '未核对 no'),
  },
];

/** The columns of a file that `import` takes again. */
const FILE_COLUMNS: readonly RowsColumn<AllocationRule>[] = (
  [
    ...['id', 'jurisdictionCode', 'estateClass', 'validFrom', 'validTo', 'squareMetersPerHundredHouseholds'],
    ...[
      'minimumSiteSquareMeters',
      'poolingAllowed',
      'poolingWalkMeters',
      'poolingWalkMinutes',
      'ownEntrance',
    ],
    ...['lowestFloor', 'highestFloor', 'liftOrRampFromFloor', 'document', 'clause', 'verified', 'note'],
  ] as (keyof AllocationRule)[]
).map((name) => ({ title: '', name, value: (rule) => cellOf(rule[name]) }));

function cellOf(value: AllocationRule[keyof AllocationRule]): string | number {
  return typeof value === 'number' ? value : String(value ?? '');
}

function poolingText({ poolingAllowed, poolingWalkMeters, poolingWalkMinutes }: AllocationRule): string {
  if (!poolingAllowed) return '否 no';
  if (poolingWalkMeters !== null) return `≤ ${poolingWalkMeters} 米 m`;
  return poolingWalkMinutes === null ? '是 yes' : `≤ ${poolingWalkMinutes} 分钟 min`;
}

/** `carecircle allocation-rules`: how much room for care estates owe; `import` enters a jurisdiction's own rules. */
export function addAllocationRulesCommand(program: Command, ground: CommandGround): void {
  const rules = program
    .command('allocation-rules')
    .description('养老服务用房配建规则 · how much room for care estates owe');
  takeBareDivision(rules.command('list', { isDefault: true }), 'division')
    .description('列出规则（默认） · list rules, the default')
    .option(
      '--division <code>',
      '该区划适用的规则，含上级 · rules that hold there, with those of the divisions above',
    )
    .option('--as-of <date>', '截至日期 YYYY-MM-DD · only those in force on the date')
    .option('--all-versions', '包含已被取代的版本 · with versions a later one has taken the place of')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV，填写后可再导入 · print CSV, to fill in and import again')
    .action(async ({ division, asOf, allVersions, ...options }: ListOptions) => {
      if (asOf !== undefined && !isCalendarDate(asOf))
        throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
      const { estateAudit } = await ground.rooms();
      const filter = { divisionCode: division, asOf, includeSuperseded: allVersions ?? false };
      const rows = await estateAudit.rules.find(allocationRuleConditions(filter));
      printRows(ground, options, rows, { table: COLUMNS, csv: FILE_COLUMNS });
    });
  rules
    .command('import')
    .description('导入本地规则；已有标识成为新版本 · enter rules; a known id becomes its next version')
    .argument('<file>', '.csv, .xlsx')
    .option('--map <field=column>', '字段对应的列 · field taken from a column', collectOption)
    .option('--set <field=value>', '所有行取同一值 · the same value for every row', collectOption)
    .option('--encoding <name>', '文字编码 · text encoding')
    .option('--dry-run', '只检查，不写入 · check only')
    .option('--json', '输出 JSON · print the report as JSON')
    .action((file: string, options: ImportAllocationRulesOptions) =>
      importAllocationRules(ground, file, options),
    );
}
