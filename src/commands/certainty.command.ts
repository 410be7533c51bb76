import type { Command } from 'commander';
import { type CertaintyReport, DEFAULT_TOLERANCE_METERS } from '../equity/index.js';
import { SPEED_PROFILES_METERS_PER_SECOND } from '../kernel/coverage/coverage-certainty.js';
import type { CommandGround } from './command-ground.js';
import { addPartsOptions, type PartsOptions } from './equity-options.js';
import { numberOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { people, percent } from './text-table.js';

interface Options extends PartsOptions {
  readonly speeds: readonly number[];
  readonly tolerance: number;
}

type Row = CertaintyReport['parts'][number];

/** `carecircle certainty`: who is covered always, sometimes or never over a range of speeds. */
export function addCertaintyCommand(program: Command, ground: CommandGround): void {
  addPartsOptions(
    program
      .command('certainty')
      .description('覆盖的确定性 · covered always, sometimes or never over a range of walking speeds'),
  )
    .option(
      '--speeds <m/s,m/s…>',
      '步速范围（代替 --speed） · walking speeds, instead of --speed',
      (text) => text.split(',').map(numberOption('speeds')),
      SPEED_PROFILES_METERS_PER_SECOND,
    )
    .option(
      '--tolerance <m>',
      '接入容差（米） · how much longer or shorter a walk may be',
      numberOption('tolerance'),
      DEFAULT_TOLERANCE_METERS,
    )
    .action(async (options: Options) => {
      const { equity } = await ground.rooms();
      const { divisionCode, service, cohort, asOf, limit, scenario } = await questionOfOptions(
        options,
        ground,
      );
      const report = await equity.reports.reportCertainty(
        {
          ...{ divisionCode, service, cohort, asOf, scenario, walkMinutes: limit.walkMinutes },
          ...{ speeds: options.speeds, accessToleranceMeters: options.tolerance },
        },
        options.level ?? null,
      );
      if (options.json) return ground.printJson(report);
      if (!options.csv) ground.print(head(report, options));
      const rows = [report.division, ...report.parts];
      printRows(ground, { csv: options.csv }, rows, { table: COLUMNS, csv: COLUMNS });
    });
}

function head(
  { rule, speedsMetersPerSecond, accessToleranceMeters }: CertaintyReport,
  { cohort }: Options,
): string {
  return [
    ruleLine(rule),
    `${cohort} · 步速 speeds ${speedsMetersPerSecond.join(' / ')} m/s · 容差 tolerance ${accessToleranceMeters} m`,
    '',
  ].join('\n');
}

const COLUMNS: RowsColumn<Row>[] = [
  { title: '代码 code', name: 'code', value: ({ code }) => code },
  { title: '名称 name', name: 'name', value: ({ name }) => name },
  { title: '必然 always', name: 'always', value: ({ always }) => people(always) },
  { title: '有时 sometimes', name: 'sometimes', value: ({ sometimes }) => people(sometimes) },
  { title: '必不 never', name: 'never', value: ({ never }) => people(never) },
  { title: '未接入 off network', name: 'notSnapped', value: ({ notSnapped }) => people(notSnapped) },
  { title: '至少 at least', name: 'leastRatio', value: ({ leastRatio }) => percent(leastRatio) },
  { title: '至多 at most', name: 'mostRatio', value: ({ mostRatio }) => percent(mostRatio) },
];
