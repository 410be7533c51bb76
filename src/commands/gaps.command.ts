import type { Command } from 'commander';
import type { GapReport } from '../coverage/index.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { minutes, people, textTable } from './text-table.js';

/** `carecircle gaps`: places where people are not covered, most people first. */
export function addGapsCommand(program: Command, ground: CommandGround): void {
  addQuestionOptions(
    program.command('gaps').description('空白点，人多的在前 · places not covered, most people first'),
  )
    .option('--first <n>', '列出多少处 · how many', countOption('first'), 50)
    .action(async (options: QuestionOptions & { readonly first: number }) => {
      const { coverage } = await ground.rooms();
      const report = await coverage.reports.reportGaps(
        questionOfOptions(options),
        ground.viewer,
        options.first,
      );
      if (options.json) ground.printJson(report);
      else ground.print(gapsText(report));
    });
}

function gapsText({ rule, division, cohort, uncoveredPeople, gapCount, gaps }: GapReport): string {
  const rows = gaps.map((gap) => [
    gap.rank,
    gap.divisionName,
    people(gap.people),
    `${gap.lon.toFixed(5)},${gap.lat.toFixed(5)}`,
    gap.nearestFacilityName ?? '–',
    minutes(gap.nearestWalkSeconds),
  ]);
  return [
    ruleLine(rule),
    `${division.name}: 未覆盖 not covered ${people(uncoveredPeople)} (${cohort})，共 ${gapCount} 处 places`,
    '',
    textTable([
      ['#', '所在 division', '人数 people', '位置 lon,lat', '最近设施 nearest', '分钟 min'],
      ...rows,
    ]),
  ].join('\n');
}
