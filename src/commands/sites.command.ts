import type { Command } from 'commander';
import type { SitesReport } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { csvOption } from './equity-options.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { closingsText, sitesText } from './siting-text.js';
import { addSitingOptions, type SitingOptions, sitingOfOptions } from './siting-options.js';
import { watchedSolve } from './watched-solve.js';

/** `carecircle sites`: where the next facilities go, with the proof. */
export function addSitesCommand(program: Command, ground: CommandGround): void {
  addSitingOptions(
    program.command('sites').description('选址方案 · where the next facilities go, with proof'),
  )
    .addOption(csvOption())
    .action(async (options: SitingOptions & { readonly csv?: boolean }) => {
      const { siting } = await ground.rooms();
      const ask = await sitingOfOptions(options, ground);
      const report = await watchedSolve(ground, (told) =>
        siting.reports.reportSites(ask, ground.viewer, told),
      );
      if (!report) return;
      const plan = report.outcome === 'SitingTimedOut' ? report.bestPlan : report;
      if (plan === null || 'conflicts' in plan) ground.exitCode = 1;
      if (options.json) return ground.printJson(report);
      if (!options.csv) return ground.print(sitesText(report));
      if (plan && 'sites' in plan) {
        const lost: RowsColumn<Site> = {
          ...{ title: 'peopleLostByClosures', name: 'peopleLostByClosures' },
          value: () => plan.peopleLostByClosures,
        };
        printRows(ground, { csv: true }, plan.sites, { table: [], csv: [...CSV, lost] });
        const closings = closingsText(plan);
        if (closings) ground.remark(closings);
      }
      if (report.outcome !== 'SitingPlan') ground.remark(sitesText(report).split('\n')[0]);
    });
}

type Site = Extract<SitesReport, { outcome: 'SitingPlan' }>['sites'][number];

const FIELDS = [
  'order',
  'year',
  'candidateId',
  'name',
  'kind',
  'divisionCode',
  'peopleNewlyCovered',
  'contribution',
  'cost',
] as const satisfies readonly (keyof Site)[];

const CSV: RowsColumn<Site>[] = [
  ...FIELDS.map((name): RowsColumn<Site> => ({ title: name, name, value: (site) => site[name] ?? '' })),
  { title: 'lon', name: 'lon', value: ({ location }) => location.coordinates[0] },
  { title: 'lat', name: 'lat', value: ({ location }) => location.coordinates[1] },
  {
    title: 'beside',
    name: 'beside',
    value: ({ beside }) => beside.map(({ name, meters }) => `${name} ${meters} m`).join('; '),
  },
];
