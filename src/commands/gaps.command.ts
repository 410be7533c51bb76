import type { Command } from 'commander';
import type { GapReport } from '../coverage/index.js';
import type { CommandGround } from './command-ground.js';
import { csvOption } from './equity-options.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { minutes, people } from './text-table.js';

/** `carecircle gaps`: places where people are not covered, most people first. */
export function addGapsCommand(program: Command, ground: CommandGround): void {
  addQuestionOptions(
    program.command('gaps').description('空白点，人多的在前 · places not covered, most people first'),
  )
    .option('--first <n>', '列出多少处 · how many', countOption('first'), 50)
    .addOption(csvOption())
    .action(async (options: QuestionOptions & { readonly first: number; readonly csv?: boolean }) => {
      const { coverage } = await ground.rooms();
      const report = await coverage.reports.reportGaps(
        await questionOfOptions(options, ground),
        ground.viewer,
        options.first,
      );
      if (options.json) return ground.printJson(report);
      if (!options.csv) ground.print(head(report));
      printRows(ground, { csv: options.csv }, report.gaps, { table: TABLE, csv: CSV });
    });
}

function head({ rule, division, cohort, uncoveredPeople, gapCount }: GapReport): string {
  return [
    ruleLine(rule),
    `${division.name}: 未覆盖 not covered ${people(uncoveredPeople)} (${cohort})，共 ${gapCount} 处 places`,
    '',
  ].join('\n');
}

type Gap = GapReport['gaps'][number];

const TABLE: RowsColumn<Gap>[] = [
  { title: '#', name: 'rank', value: ({ rank }) => rank },
  { title: '所在 division', name: 'division', value: ({ divisionName }) => divisionName },
  { title: '人数 people', name: 'people', value: (gap) => people(gap.people) },
  { title: '位置 lon,lat', name: 'place', value: ({ lon, lat }) => `${lon.toFixed(5)},${lat.toFixed(5)}` },
  {
    title: '最近设施 nearest',
    name: 'nearest',
    value: ({ nearestFacilityName }) => nearestFacilityName ?? '–',
  },
  { title: '分钟 min', name: 'minutes', value: ({ nearestWalkSeconds }) => minutes(nearestWalkSeconds) },
];

const CSV_FIELDS = [
  'rank',
  'divisionCode',
  'divisionName',
  'people',
  'points',
  'lon',
  'lat',
  'nearestFacilityId',
  'nearestFacilityName',
  'nearestWalkSeconds',
] as const satisfies readonly (keyof Gap)[];

const CSV = CSV_FIELDS.map((name): RowsColumn<Gap> => {
  return { title: name, name, value: (gap) => gap[name] ?? '' };
});
