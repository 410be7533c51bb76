import type { Command } from 'commander';
import type { CandidateReport } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { reasonText } from './reason-text.js';
import { addSitingOptions, type SitingOptions, sitingOfOptions } from './siting-options.js';
import { sitesText } from './siting-text.js';
import { people, textTable } from './text-table.js';
import { watchedSolve } from './watched-solve.js';

/** `carecircle why-not --candidate ID`: why a candidate is in the best plan or is not. Takes the options of `sites`. */
export function addExplainCandidateCommand(program: Command, ground: CommandGround): void {
  addSitingOptions(
    program
      .command('why-not')
      .description('为何不选这里 · why a candidate is in the plan or is not; options as for sites')
      .requiredOption('--candidate <id>', '备选点编号 · candidate'),
  ).action(async (options: SitingOptions & { readonly candidate: string }) => {
    const { siting } = await ground.rooms();
    const ask = await sitingOfOptions(options, ground);
    const report = await watchedSolve(ground, (told) =>
      siting.reports.reportCandidate(ask, options.candidate, ground.viewer, told),
    );
    if (!report) return;
    if (report.outcome !== 'CandidateExplanation') ground.exitCode = 1;
    if (options.json) ground.printJson(report);
    else ground.print(explanationText(report));
  });
}

function explanationText(report: CandidateReport): string {
  if (report.outcome !== 'CandidateExplanation') return sitesText(report);
  const { candidateId, name, inPlan, reasons, alone, givenPlan, objectiveUnit, including } = report;
  const worths = [
    ['对现状 to what stands', alone],
    ['对方案 to the plan', givenPlan],
  ] as const;
  return [
    `${candidateId} ${name}：${inPlan ? '已入选 · in the plan' : '未入选 · not in the plan'}`,
    ...reasons.map((reason) => `  ${reasonText(reason, report)}`),
    ...(alone
      ? [
          '',
          textTable([
            ['新增 adds', '新覆盖 people', `贡献 worth (${objectiveUnit})`],
            ...worths.flatMap(([words, worth]) =>
              worth ? [[words, people(worth.peopleNewlyCovered), Math.round(worth.worth * 100) / 100]] : [],
            ),
          ]),
        ]
      : []),
    ...(including ? ['', '必选它时的最优方案 · the best plan with it:', sitesText(including)] : []),
  ].join('\n');
}
