import { type Command, Option } from 'commander';
import type { SitesReport } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { csvOption } from './equity-options.js';
import { printRows } from './print-rows.js';
import { planRows, SITING_LISTS, type SitingList } from './siting-lists.js';
import { closingsText, sitesText } from './siting-text.js';

/** How a siting answer is wanted. */
export interface SitesOutput {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly list?: SitingList;
}

/** Adds --csv and --list. */
export function addSitesOutput(command: Command): Command {
  return command
    .addOption(csvOption())
    .addOption(
      new Option(
        '--list <list>',
        '只列出：站点、层级、各单元、服务对应、无法覆盖、仍未覆盖的需求点 · one list of the plan, with --csv too',
      )
        .choices(SITING_LISTS)
        .conflicts('json'),
    );
}

/** Prints a siting answer, whole or one of its lists; the exit code is 1 without a plan. */
export function printSites(ground: CommandGround, report: SitesReport, options: SitesOutput): void {
  const plan = report.outcome === 'SitingTimedOut' ? report.bestPlan : report;
  const hasPlan = plan !== null && 'sites' in plan;
  if (!hasPlan) ground.exitCode = 1;
  if (options.json) return ground.printJson(report);
  const isWhole = !options.csv && options.list === undefined;
  if (isWhole) return ground.print(sitesText(report));
  if (hasPlan) {
    const { rows, columns } = planRows(plan, options.list ?? 'sites');
    printRows(ground, { csv: options.csv }, rows, { table: columns, csv: columns });
    const closings = closingsText(plan);
    if (closings) ground.remark(closings);
  }
  if (report.outcome !== 'SitingPlan') ground.remark(sitesText(report).split('\n')[0]);
}
