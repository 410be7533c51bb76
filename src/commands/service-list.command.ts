import { type Command, Option } from 'commander';
import { type ServiceListItem, ServiceListKind, serviceListConditions } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';
import { importServiceList, type ImportServiceListOptions } from './import-service-list.js';
import { collectOption, countOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface ListOptions extends RowsOptions {
  readonly document?: string;
  readonly version?: number;
  readonly kind?: ServiceListKind;
  readonly placeBound?: boolean;
}

const KINDS: Readonly<Record<ServiceListKind, string>> = {
  MATERIAL_AID: '物质帮助',
  CARE: '照护服务',
  SOCIAL_CONCERN: '关爱服务',
};
const MISSING = '（未取得原文 not at hand）';

const COLUMNS: readonly RowsColumn<ServiceListItem>[] = [
  { title: '序号 no.', name: 'number', value: ({ number }) => number },
  { title: '服务项目 item', name: 'item', value: ({ item }) => item ?? MISSING },
  { title: '类别 kind', name: 'kind', value: ({ kind }) => KINDS[kind] },
  { title: '服务对象 for', name: 'object', value: ({ object }) => object ?? '' },
  { title: '服务标准 standard', name: 'standard', value: ({ standard }) => standard ?? '' },
  { title: '牵头单位 lead', name: 'leadBody', value: ({ leadBody }) => leadBody ?? '' },
  { title: '依托场所 place', name: 'placeBound', value: ({ placeBound }) => (placeBound ? '是' : '') },
  {
    title: '核对 verified',
    name: 'verified',
    value: ({ verified }) => (verified ? '已核对 yes' : '未核对 not verified'),
  },
];

/** The columns of a file that `import` takes again. */
const CSV_COLUMNS: readonly RowsColumn<ServiceListItem>[] = (
  ['number', 'item', 'kind', 'object', 'standard', 'leadBody', 'placeBound', 'verified'] as const
).map((name) => ({ title: '', name, value: (item) => cellOf(item[name]) }));

function cellOf(value: string | number | boolean | null): string | number {
  return typeof value === 'boolean' ? String(value) : (value ?? '');
}

/** `carecircle service-list`: the lists of basic services; `import` stores a bureau's own edition. */
export function addServiceListCommand(program: Command, ground: CommandGround): void {
  const list = program.command('service-list').description('基本养老服务清单 · lists of basic services');
  list
    .command('list', { isDefault: true })
    .description('列出清单（默认最新版） · the list, its latest edition by default')
    .option('--document <key>', '文件标识 · policy document')
    .option('--version <n>', '清单版本 · edition', countOption('version'))
    .addOption(new Option('--kind <kind>', '类别 · kind').choices(Object.keys(ServiceListKind)))
    .option('--place-bound', '只列依托场所的 · only those given at a place')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV，填写后可再导入 · print CSV, to fill in and import again')
    .action(async ({ document, version, kind, placeBound, ...options }: ListOptions) => {
      const { indicators } = await ground.rooms();
      const filter = serviceListConditions({ documentKey: document, version, kind, placeBound });
      const items = await indicators.services.find(filter);
      if (!options.json && !options.csv) ground.print(headOf(items));
      printRows(ground, options, items, { table: COLUMNS, csv: CSV_COLUMNS });
    });
  list
    .command('import')
    .description('导入清单的新版本，全部存入或全部不存 · store the next edition, all of it or nothing')
    .argument('<file>', '.csv, .xlsx')
    .requiredOption('--document <key>', '文件标识 · policy document')
    .requiredOption('--version <n>', '清单版本 · edition', countOption('version'))
    .option('--map <field=column>', '字段对应的列 · field taken from a column', collectOption)
    .option('--set <field=value>', '所有行取同一值 · the same value for every row', collectOption)
    .option('--encoding <name>', '文字编码 · text encoding')
    .option('--dry-run', '只检查，不写入 · check only')
    .option('--json', '输出 JSON · print the report as JSON')
    .action((file: string, options: ImportServiceListOptions) => importServiceList(ground, file, options));
}

function headOf(items: readonly ServiceListItem[]): string {
  const unverified = items.filter(({ verified }) => !verified).length;
  const editions = new Set(items.map(({ documentKey, version }) => `${documentKey} 第 ${version} 版`));
  const doubt = unverified === 0 ? '' : `，其中 ${unverified} 项未与原文核对 not verified`;
  return `${[...editions].join('，') || '没有清单 no list'}：${items.length} 项 items${doubt}`;
}
