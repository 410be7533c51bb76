import type { Command } from 'commander';
import type { FragilityReport } from '../equity/index.js';
import type { CommandGround } from './command-ground.js';
import { addPartsOptions, type PartsOptions } from './equity-options.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { people, percent } from './text-table.js';

type Row = FragilityReport['facilities'][number];

/** `carecircle fragility`: what a division loses if one facility closes, most people first. */
export function addFragilityCommand(program: Command, ground: CommandGround): void {
  addPartsOptions(
    program
      .command('fragility')
      .description('脆弱性与后备覆盖 · what is lost if one facility closes, and who has a second one'),
  ).action(async (options: PartsOptions) => {
    const { equity } = await ground.rooms();
    const report = await equity.reports.reportFragility(
      await questionOfOptions(options, ground),
      options.level ?? null,
    );
    if (options.json) return ground.printJson(report);
    if (!options.csv) ground.print(head(report, options));
    printRows(ground, { csv: options.csv }, report.facilities, { table: COLUMNS, csv: COLUMNS });
  });
}

function head({ rule, division }: FragilityReport, { cohort }: PartsOptions): string {
  const { name, coveredByOne, coveredByTwoOrMore, totalPeople, backupRatio } = division;
  return [
    ruleLine(rule),
    `${name} (${cohort}): 仅一处覆盖 by one ${people(coveredByOne)}，两处及以上 by two or more ${people(coveredByTwoOrMore)}，共 of ${people(totalPeople)}，后备覆盖率 backup ${percent(backupRatio)}`,
    '',
  ].join('\n');
}

const COLUMNS: RowsColumn<Row>[] = [
  { title: '#', name: 'rank', value: ({ rank }) => rank },
  { title: '编号 id', name: 'facilityId', value: ({ facilityId }) => facilityId },
  { title: '名称 name', name: 'name', value: ({ name }) => name },
  { title: '失去覆盖 people lost', name: 'peopleLost', value: ({ peopleLost }) => people(peopleLost) },
  { title: '需求点 points', name: 'pointsLost', value: ({ pointsLost }) => pointsLost },
  { title: '有后备 backed up', name: 'peopleBackedUp', value: (row) => people(row.peopleBackedUp) },
  { title: '替代设施 runner-up', name: 'runnerUp', value: ({ runnersUp }) => runnersUp[0]?.name ?? '–' },
];
