import { type Command, Option } from 'commander';
import {
  CARE_SERVICES,
  type CareService,
  checkPredicateFilter,
  type ServicePredicate,
} from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import type { CommandGround } from './command-ground.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface PredicatesOptions extends RowsOptions {
  readonly service?: CareService;
  readonly jurisdiction?: string;
  readonly asOf?: string;
}

const COLUMNS: readonly RowsColumn<ServicePredicate>[] = [
  { title: '服务 service', name: 'service', value: ({ service }) => service },
  {
    title: '区划 division',
    name: 'jurisdictionCode',
    value: ({ jurisdictionCode }) => jurisdictionCode ?? '*',
  },
  { title: '生效 from', name: 'validFrom', value: ({ validFrom }) => validFrom },
  { title: '失效 to', name: 'validTo', value: ({ validTo }) => validTo ?? '' },
  { title: '类型 kinds', name: 'kinds', value: ({ kinds }) => kinds.join(';') },
  { title: '任一能力 any of', name: 'anyCapability', value: ({ anyCapability }) => anyCapability.join(';') },
  {
    title: '全部能力 all of',
    name: 'allCapabilities',
    value: ({ allCapabilities }) => allCapabilities.join(';'),
  },
  {
    title: '不计助餐方式 except',
    name: 'exceptMealModes',
    value: ({ exceptMealModes }) => exceptMealModes.join(';'),
  },
  { title: '文件 document', name: 'document', value: ({ document }) => document },
  { title: '条款 clause', name: 'clause', value: ({ clause }) => clause },
  { title: '核实 verified', name: 'verified', value: ({ verified }) => String(verified) },
];

/** `carecircle predicates`: what places must offer to count as a service, per division and date. */
export function addPredicatesCommand(program: Command, ground: CommandGround): void {
  program
    .command('predicates')
    .description('服务认定条件 · what places must offer to count as a service')
    .addOption(new Option('--service <service>', '服务类别 · service').choices(Object.keys(CARE_SERVICES)))
    .option('--jurisdiction <code>', '12 位区划代码，含上级 · division code, those above it too')
    .option('--as-of <date>', '截至日期 YYYY-MM-DD · only those in force on the date')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: PredicatesOptions) => {
      const { service, jurisdiction, asOf } = options;
      if (asOf !== undefined && !isCalendarDate(asOf)) {
        throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
      }
      const { facilities } = await ground.rooms();
      const filter = checkPredicateFilter({ service, jurisdictionCode: jurisdiction, asOf });
      printRows(ground, options, await facilities.predicates.all(filter), {
        table: COLUMNS,
        csv: [...COLUMNS, { title: '', name: 'note', value: ({ note }) => note ?? '' }],
      });
    });
}
