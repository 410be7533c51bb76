import { type Command, Option } from 'commander';
import { CANDIDATE_KINDS, type CandidateKind } from '../facilities/index.js';
import { MEAL_PLAN_SECONDS } from '../meals/index.js';
import { CandidateSource, ProgressTeller } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { type MealOptions, mealQuestionOfOptions } from './meal-options.js';
import { numberOption } from './option-values.js';
import { printMealPlan } from './print-meal-plan.js';
import { watchedSolve } from './watched-solve.js';

interface MealPlanOptions extends MealOptions {
  readonly canteens?: number;
  readonly kitchens?: number;
  readonly budget?: number;
  readonly kitchenCostFactor: number;
  readonly newCanteensCook?: boolean;
  readonly candidates: CandidateSource[];
  readonly kinds?: CandidateKind[];
  readonly kitchenKinds?: CandidateKind[];
  readonly lockCanteens?: string[];
  readonly lockKitchens?: string[];
  readonly lockOut?: string[];
  readonly job?: boolean;
  readonly timeLimit: number;
  readonly gap: number;
}

/** `carecircle meals propose`: which candidates become canteens and central kitchens. Takes the options of `meals`. */
export function addMealPlanCommand(meals: Command, ground: CommandGround): void {
  const kinds = (flag: string, words: string) => new Option(flag, words).choices(CANDIDATE_KINDS);
  meals
    .command('propose')
    .description('助餐点布局 · which candidates become canteens and central kitchens, with proof')
    .allowExcessArguments()
    .option('--canteens <n>', '新建食堂至多几处 · new canteens at most', numberOption('canteens'))
    .option('--kitchens <n>', '新建中央厨房至多几处 · new central kitchens at most', numberOption('kitchens'))
    .option('--budget <n>', '预算 · budget', numberOption('budget'))
    .option(
      '--kitchen-cost-factor <n>',
      '厨房费用为备选点费用的几倍 · cost of a kitchen as a multiple of the candidate’s',
      numberOption('kitchen-cost-factor'),
      1,
    )
    .option('--new-canteens-cook', '新建食堂自制餐食 · new canteens cook for themselves')
    .addOption(
      new Option('--candidates <source...>', '候选点来源 · candidates')
        .choices(Object.keys(CandidateSource))
        .default(['IMPORTED']),
    )
    .addOption(kinds('--kinds <kind...>', '只用这些类型的导入候选点 · only these kinds'))
    .addOption(kinds('--kitchen-kinds <kind...>', '只有这些类型可建厨房 · kinds that may become kitchens'))
    .option('--lock-canteens <id...>', '必建食堂的备选点 · candidates that must become canteens')
    .option('--lock-kitchens <id...>', '必建中央厨房的备选点 · candidates that must become kitchens')
    .option('--lock-out <id...>', '排除的备选点 · candidates where nothing opens')
    .option(
      '--time-limit <seconds>',
      '求解秒数上限 · solving time',
      numberOption('time-limit'),
      MEAL_PLAN_SECONDS,
    )
    .option('--gap <share>', '允许差距，0 为证明最优 · gap that is good enough', numberOption('gap'), 0)
    .option(
      '--job',
      '作为后台任务提交，由服务进程执行 · leave it to a running server as a job; carecircle jobs shows it',
    )
    .action(async (_own: unknown, command: Command) => {
      const options: MealPlanOptions = command.optsWithGlobals();
      const { meals: room } = await ground.rooms();
      const ask = {
        ...(await mealQuestionOfOptions(options, ground)),
        canteens: options.canteens ?? null,
        kitchens: options.kitchens ?? null,
        budget: options.budget ?? null,
        kitchenCostFactor: options.kitchenCostFactor,
        newCanteensCook: options.newCanteensCook ?? false,
        candidateSources: options.candidates,
        candidateKinds: options.kinds ?? null,
        kitchenKinds: options.kitchenKinds ?? null,
        lockedCanteens: options.lockCanteens ?? [],
        lockedKitchens: options.lockKitchens ?? [],
        lockedOut: options.lockOut ?? [],
        timeLimitSeconds: options.timeLimit,
        gapTolerance: options.gap,
      };
      if (options.job) {
        const { id, state, kind } = await room.jobs.start(ask, ground.viewer);
        if (options.json) return ground.printJson({ id, kind, state });
        ground.print(`已提交 · queued: ${id}`);
        return ground.remark(
          `查看进展 carecircle jobs，查看方案 carecircle jobs plan ${id} · a running server works on it`,
        );
      }
      const report = await watchedSolve(ground, ({ watch, signal }) => {
        const { tell } = new ProgressTeller(watch, true, performance.now());
        return room.reports.reportPlan(ask, ground.viewer, { signal, watch: tell });
      });
      if (report) printMealPlan(ground, report, options);
    });
}
