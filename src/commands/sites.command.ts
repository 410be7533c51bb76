import { type Command, Option } from 'commander';
import type { CommandGround } from './command-ground.js';
import { addSitesOutput, printSites, type SitesOutput } from './print-sites.js';
import { addSitingOptions, type SitingOptions, sitingOfOptions } from './siting-options.js';
import { watchedSolve } from './watched-solve.js';

type SitesOptions = SitingOptions & SitesOutput & { readonly job?: boolean };

/** `carecircle sites`: where the next facilities go, with the proof. */
export function addSitesCommand(program: Command, ground: CommandGround): void {
  const command = addSitingOptions(
    program.command('sites').description('选址方案 · where the next facilities go, with proof'),
  );
  addSitesOutput(command)
    .addOption(
      new Option(
        '--job',
        '作为后台任务提交，由服务进程执行 · leave it to a running server as a job; carecircle jobs shows it',
      ).conflicts(['csv', 'list']),
    )
    .action(async (options: SitesOptions) => {
      const { siting } = await ground.rooms();
      const ask = await sitingOfOptions(options, ground);
      if (options.job) {
        const { id, state, kind } = await siting.jobs.start(ask, ground.viewer);
        if (options.json) return ground.printJson({ id, kind, state });
        ground.print(`已提交 · queued: ${id}`);
        return ground.remark(
          `查看进展 carecircle jobs，查看方案 carecircle jobs plan ${id} · a running server works on it`,
        );
      }
      const report = await watchedSolve(ground, (told) =>
        siting.reports.reportSites(ask, ground.viewer, told),
      );
      if (report) printSites(ground, report, options);
    });
}
