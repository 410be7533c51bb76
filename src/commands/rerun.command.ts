import type { Command } from 'commander';
import { badInput } from '../platform/errors/bad-input.js';
import { readPlanQuestion } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { addSitesOutput, printSites, type SitesOutput } from './print-sites.js';
import { namedScenario, readJsonFile, scenarioOption } from './scenario-option.js';
import { watchedSolve } from './watched-solve.js';

interface RerunOptions extends SitesOutput {
  readonly scenario?: string;
}

/** `carecircle rerun PLAN.json`: makes a plan anew from its own settings and says whether it is the same. */
export function addRerunCommand(program: Command, ground: CommandGround): void {
  const command = program
    .command('rerun')
    .description('按方案自带的参数重算，核对是否一致 · make a plan anew from its settings, and compare')
    .argument('<plan.json>', 'sites --json 的输出 · what sites --json printed')
    .addOption(scenarioOption())
    .option('--json', '输出 JSON · print JSON');
  addSitesOutput(command).action(async (file: string, options: RerunOptions) => {
    const { ask, scenarioKey, dataHash, candidateIds } = readPlanQuestion(await readJsonFile(file));
    const scenario = await namedScenario(options.scenario, ground);
    if ((scenario?.key || null) !== scenarioKey)
      throw badInput(
        scenarioKey
          ? `The plan was made under the scenario ${scenarioKey}; name the same one with --scenario.`
          : 'The plan was made of the register as it is, under no scenario: leave out --scenario.',
        { scenarioKey },
      );
    const { siting } = await ground.rooms();
    const report = await watchedSolve(ground, (told) =>
      siting.reports.reportSites({ ...ask, scenario }, ground.viewer, told),
    );
    if (!report) return;
    printSites(ground, report, options);
    const plan = report.outcome === 'SitingTimedOut' ? report.bestPlan : report;
    if (!plan || !('sites' in plan)) return;
    const isSamePlan = plan.sites.map((site) => site.candidateId).join() === candidateIds.join();
    ground.remark(
      plan.dataHash !== dataHash
        ? `数据已变 · the data have changed since: hash ${dataHash.slice(0, 8)}… then, ${plan.dataHash.slice(0, 8)}… now`
        : isSamePlan
          ? '数据与方案均一致 · the same data, the same plan'
          : '数据一致而方案不同（时限内未证明） · the same data, another plan: one of them was not proven in time',
    );
  });
}
