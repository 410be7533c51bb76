import { type Command, Option } from 'commander';
import { type Job, JobState } from '../jobs/index.js';
import { MEAL_PLAN_JOB, storedMealPlan } from '../meals/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { SITING_JOB, storedSites } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';
import { printMealPlan } from './print-meal-plan.js';
import { addSitesOutput, printSites, type SitesOutput } from './print-sites.js';

interface ListOptions extends RowsOptions {
  readonly state?: JobState;
  readonly first: number;
}

const COLUMNS: readonly RowsColumn<Job>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '类型 kind', name: 'kind', value: ({ kind }) => kind },
  { title: '状态 state', name: 'state', value: ({ state }) => state },
  { title: '当前值 incumbent', name: 'incumbent', value: ({ progress }) => figure(progress?.incumbent) },
  { title: '界 bound', name: 'bound', value: ({ progress }) => figure(progress?.bound) },
  { title: '秒 seconds', name: 'seconds', value: ({ progress }) => figure(progress?.seconds) },
  { title: '发起人 asked by', name: 'askedBy', value: ({ actor }) => actor },
  { title: '发起时间 asked at', name: 'createdAt', value: ({ createdAt }) => createdAt.toISOString() },
  { title: '失败原因 error', name: 'error', value: ({ error }) => error?.code ?? '' },
];

/** `carecircle jobs`, `jobs show`, `jobs plan`, `jobs cancel`: long work that clients of the server started. */
export function addJobsCommands(program: Command, ground: CommandGround): void {
  const jobs = program.command('jobs').description('后台任务 · long work: list, show, plan, cancel');
  jobs
    .command('list', { isDefault: true })
    .description('列出任务，最近的在前 · list jobs, the latest first')
    .addOption(new Option('--state <state>', '只列此状态 · only these').choices(Object.keys(JobState)))
    .option('--first <n>', '最多列出几项 · how many', countOption('first'), 50)
    .option('--json', 'JSON')
    .option('--csv', 'CSV')
    .action(async (options: ListOptions) => {
      const { repository } = (await ground.rooms()).jobs;
      const page = { first: Math.min(options.first, 1000), after: null };
      const { keys } = await repository.list(options.state ?? null, page, ground.viewer);
      const found = (await repository.findByIds(keys, ground.viewer)).filter((job) => job !== null);
      printRows(ground, options, found, { table: COLUMNS, csv: COLUMNS });
    });
  jobs
    .command('show')
    .description('显示一项任务及其结果（JSON） · a job with its result, as JSON')
    .argument('<id>', '编号 · id')
    .action(async (id: string) => {
      const job = await foundJob(id, ground);
      const { jobs } = (await ground.rooms()).jobs;
      const { actor, question, ...rest } = job;
      const result = await jobs.result(job);
      ground.printJson({ ...rest, askedBy: actor, question: JSON.parse(question), result });
    });
  addSitesOutput(
    jobs
      .command('plan')
      .description(
        '显示一项任务的方案，形式同 sites 或 meals propose · the plan a job found, as sites or meals propose prints it',
      )
      .argument('<id>', '编号 · id')
      .option('--json', '输出 JSON · print JSON'),
  ).action(async (id: string, options: SitesOutput) => {
    const job = await foundJob(id, ground);
    const { kind, state, error } = job;
    if (![SITING_JOB, MEAL_PLAN_JOB].includes(kind) || state !== 'DONE')
      throw new PlanningError(
        'FAILED_PRECONDITION',
        `The job ${id} (${kind}) has no plan to show: it is ${state}${error ? `, ${error.code}: ${error.message}` : ''}.`,
        { id, kind, state },
      );
    const { jobs } = (await ground.rooms()).jobs;
    const result = await jobs.result(job);
    if (kind === MEAL_PLAN_JOB) printMealPlan(ground, storedMealPlan(result), options);
    else printSites(ground, storedSites(result), options);
  });
  jobs
    .command('cancel')
    .description('取消一项任务 · cancel a job')
    .argument('<id>', '编号 · id')
    .action(async (id: string) => {
      const { state } = await (await ground.rooms()).jobs.jobs.cancel(id, ground.viewer);
      if (state === 'CANCELLED') ground.print(`已取消 · cancelled: ${id}`);
      else ground.print(`任务已结束 · it had ended already (${state}): ${id}`);
    });
}

async function foundJob(id: string, ground: CommandGround): Promise<Job> {
  const job = await (await ground.rooms()).jobs.jobs.find(id, ground.viewer);
  if (job) return job;
  throw new PlanningError('NOT_FOUND', `There is no job ${id}.`, { id });
}

function figure(value: number | null | undefined): string {
  return value == null ? '–' : String(Math.round(value * 100) / 100);
}
