import type { Command } from 'commander';
import { DEFAULT_WORST_SHARE, type EquityReport } from '../equity/index.js';
import type { CommandGround } from './command-ground.js';
import { type AccessOptions, accessQuestionOfOptions, addAccessOptions } from './equity-options.js';
import { numberOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';

interface Options extends AccessOptions {
  readonly povertyLine?: number;
  readonly worstShare: number;
}

/** `carecircle equity`: how evenly access is spread among a division's people. */
export function addEquityCommand(program: Command, ground: CommandGround): void {
  addAccessOptions(
    program.command('equity').description('公平性：基尼、泰尔、FGT、最差人口 · how evenly access is spread'),
  )
    .option(
      '--poverty-line <access>',
      '贫困线，默认平均可达性的一半 · least access one should have, half the mean by default',
      numberOption('poverty-line'),
    )
    .option(
      '--worst-share <share>',
      '最差人口份额 · share of people to name as worst served',
      numberOption('worst-share'),
      DEFAULT_WORST_SHARE,
    )
    .action(async (options: Options) => {
      const { equity } = await ground.rooms();
      const { povertyLine = null, worstShare } = options;
      const question = { ...(await accessQuestionOfOptions(options, ground)), povertyLine, worstShare };
      const report = await equity.reports.reportEquity(question, options.level ?? null, ground.viewer);
      if (options.json) ground.printJson(report);
      else if (options.csv) printRows(ground, { csv: true }, [report], { table: [], csv: COLUMNS });
      else ground.print(equityText(report));
    });
}

const COLUMNS: RowsColumn<EquityReport>[] = (
  [
    ['code', ({ total }) => total.code],
    ['name', ({ total }) => total.name],
    ['people', ({ total }) => total.people],
    ['meanAccess', ({ total }) => total.meanAccess],
    ['gini', ({ gini }) => gini],
    ['theil', ({ theil }) => theil?.total],
    ['theilBetween', ({ theil }) => theil?.between],
    ['theilWithin', ({ theil }) => theil?.within],
    ['povertyLine', ({ poverty }) => poverty.line],
    ['fgt0', ({ poverty }) => poverty.headcount],
    ['fgt1', ({ poverty }) => poverty.gap],
    ['fgt2', ({ poverty }) => poverty.severity],
    ['undefinedReason', ({ undefinedReason }) => undefinedReason],
  ] as const satisfies readonly (readonly [
    string,
    (row: EquityReport) => string | number | null | undefined,
  ])[]
).map(([name, value]) => ({ title: name, name, value: (row: EquityReport) => value(row) ?? '' }));

function equityText(report: EquityReport): string {
  const { total, gini, undefinedReason, theil, poverty, worstServed } = report;
  const four = (value: number | null | undefined) => value?.toFixed(4) ?? '–';
  const lines = [
    ruleLine(report.rule),
    `${total.name} · ${report.method} · ${report.capacity} · ${report.cohort} · ${people(total.people)} 人 people`,
    ...(undefinedReason ? [`无法计算 undefined: ${undefinedReason}`] : []),
    '',
    `基尼 Gini ${four(gini)}；泰尔 Theil ${four(theil?.total)} = 组间 between ${four(theil?.between)} + 组内 within ${four(theil?.within)}`,
    `可达性贫困 below ${poverty.line?.toPrecision(4) ?? '–'}: ${percent(poverty.headcount)}，差距 gap ${four(poverty.gap)}，深度 severity ${four(poverty.severity)}`,
  ];
  if (!worstServed) return lines.join('\n');
  return [
    ...lines,
    '',
    `可达性最差 worst served ${percent(worstServed.share)}: ${people(worstServed.people)} 人 people，${worstServed.pointCount} 处 points`,
    textTable([
      ['代码 code', '名称 name', '最差人口 worst served', '总人数 people'],
      ...worstServed.divisions.map(({ code, name, worstServedPeople, access }) => [
        code ?? '–',
        name ?? '–',
        people(worstServedPeople),
        access ? people(access.people) : '–',
      ]),
    ]),
  ].join('\n');
}
