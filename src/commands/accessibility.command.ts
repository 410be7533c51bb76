import type { Command } from 'commander';
import type { AccessReport } from '../equity/index.js';
import type { CommandGround } from './command-ground.js';
import { type AccessOptions, accessQuestionOfOptions, addAccessOptions } from './equity-options.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { ruleLine } from './rule-line.js';
import { people } from './text-table.js';

interface Options extends AccessOptions {
  readonly facilities?: boolean;
}

type DivisionRow = AccessReport['parts'][number];
type FacilityRow = AccessReport['facilities'][number];

/** `carecircle accessibility`: access of a division and its parts to capacity on foot. */
export function addAccessibilityCommand(program: Command, ground: CommandGround): void {
  addAccessOptions(
    program
      .command('accessibility')
      .description('供需可达性 · access to capacity on foot, everybody else’s wants counted too'),
  )
    .option('--facilities', '列出设施供需比 · list facilities with their ratios')
    .action(async (options: Options) => {
      const { equity } = await ground.rooms();
      const question = await accessQuestionOfOptions(options, ground);
      const report = await equity.reports.reportAccess(question, options.level ?? null, ground.viewer);
      if (options.json) return ground.printJson(report);
      if (!options.csv) ground.print(head(report, options));
      const csv = { csv: options.csv };
      if (options.facilities) {
        const columns = facilityColumns();
        printRows(ground, csv, report.facilities, { table: columns, csv: columns });
      } else {
        const columns = divisionColumns();
        printRows(ground, csv, [report.division, ...report.parts], { table: columns, csv: columns });
      }
    });
}

function head(
  { rule, conservation: { law, holds, accessTimesPeople, capacity } }: AccessReport,
  options: Options,
) {
  return [
    ruleLine(rule),
    `${options.method} · ${options.capacity} · ${options.cohort}`,
    `守恒 conservation ${law}：${holds ? '成立 holds' : '不成立 FAILS'}（Σ P·A ${round(accessTimesPeople)}，Σ S ${round(capacity)}）`,
    '',
  ].join('\n');
}

function divisionColumns(): RowsColumn<DivisionRow>[] {
  return [
    { title: '代码 code', name: 'code', value: ({ code }) => code },
    { title: '名称 name', name: 'name', value: ({ name }) => name },
    { title: '总人数 people', name: 'people', value: (row) => people(row.people) },
    { title: '平均可达性 mean access', name: 'meanAccess', value: ({ meanAccess }) => orNone(meanAccess) },
    {
      title: '无可达 without',
      name: 'peopleWithoutAccess',
      value: ({ peopleWithoutAccess }) => people(peopleWithoutAccess),
    },
  ];
}

function facilityColumns(): RowsColumn<FacilityRow>[] {
  return [
    { title: '编号 id', name: 'facilityId', value: ({ facilityId }) => facilityId },
    { title: '名称 name', name: 'name', value: ({ name }) => name },
    { title: '状态 state', name: 'state', value: ({ state }) => state },
    { title: '规模 capacity', name: 'capacity', value: ({ capacity }) => capacity ?? '–' },
    { title: '需求 demand', name: 'demand', value: ({ demand }) => orNone(demand) },
    { title: '供需比 ratio', name: 'ratio', value: ({ ratio }) => orNone(ratio) },
  ];
}

function orNone(value: number | null): number | string {
  return value === null ? '–' : round(value);
}

/** Six significant digits. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
