import { type Command, Option } from 'commander';
import { CANDIDATE_KINDS, type CandidateKind } from '../facilities/index.js';
import { CandidateSource, type SitesReport } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { countOption, numberOption } from './option-values.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';
import { people, percent, textTable } from './text-table.js';

interface SitesOptions extends QuestionOptions {
  readonly count?: number;
  readonly budget?: number;
  readonly candidates: CandidateSource;
  readonly kinds?: CandidateKind[];
  readonly timeLimit: number;
}

/** `carecircle sites`: where the next facilities go, with the proof. */
export function addSitesCommand(program: Command, ground: CommandGround): void {
  addQuestionOptions(
    program.command('sites').description('选址方案 · where the next facilities go, with proof'),
  )
    .option('--count <n>', '新增几处 · how many sites', countOption('count'))
    .option('--budget <n>', '预算（与 --count 二选一） · budget instead of a count', numberOption('budget'))
    .addOption(
      new Option('--candidates <source>', '候选点来源 · candidates')
        .choices(Object.keys(CandidateSource))
        .default('IMPORTED'),
    )
    .addOption(
      new Option('--kinds <kind...>', '只用这些类型的导入候选点 · only these kinds').choices(CANDIDATE_KINDS),
    )
    .option('--time-limit <seconds>', '求解秒数上限 · solving time', numberOption('time-limit'), 20)
    .action(async (options: SitesOptions) => {
      const { siting } = await ground.rooms();
      const question = {
        ...(await questionOfOptions(options, ground)),
        count: options.count ?? null,
        budget: options.budget ?? null,
        candidateSources: [options.candidates],
        candidateKinds: options.kinds ?? null,
        timeLimitSeconds: options.timeLimit,
      };
      const report = await siting.reports.reportSites(question, ground.viewer);
      if (options.json) ground.printJson(report);
      else ground.print(sitesText(report));
      if (report.outcome === 'SitingInfeasible') ground.exitCode = 1;
    });
}

function sitesText(report: SitesReport): string {
  if (report.outcome === 'SitingInfeasible') return `无可行方案 · no plan: ${report.message}`;
  if (report.outcome === 'SitingTimedOut')
    return report.bestPlan ? `${report.message}\n${planText(report.bestPlan)}` : report.message;
  return planText(report);
}

type Plan = NonNullable<Extract<SitesReport, { outcome: 'SitingTimedOut' }>['bestPlan']>;

function planText(plan: Plan): string {
  const rows = plan.sites.map(({ order, candidateId, name, peopleNewlyCovered, cost }) => [
    order,
    candidateId,
    name,
    people(peopleNewlyCovered),
    cost ?? '–',
  ]);
  const { coverageBefore: before, coverageAfter: after } = plan;
  const proof =
    plan.status === 'OPTIMAL'
      ? '已证明最优 · proven optimal'
      : `距最优不超过 within ${(plan.gap * 100).toFixed(2)} % of the optimum`;
  return [
    `${proof}；新覆盖 newly covered ${people(plan.objectivePeople)}，上界 bound ${people(plan.upperBoundPeople)}，${plan.seconds.toFixed(2)} s`,
    `覆盖 coverage: ${percent(before.ratio)} → ${percent(after.ratio)}；任何候选点都覆盖不到 out of reach of every candidate: ${people(plan.uncoverablePeople)}`,
    '',
    textTable([['#', '候选点 candidate', '名称 name', '新覆盖 people', '费用 cost'], ...rows]),
  ].join('\n');
}
