import { type Command, Option } from 'commander';
import { CANDIDATE_KINDS, type CandidateKind } from '../facilities/index.js';
import { MEAL_PLAN_SECONDS, type MealPlanData, type MealPlanReport } from '../meals/index.js';
import { CandidateSource, ProgressTeller } from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { layerRows } from './meal-text.js';
import { type MealOptions, mealQuestionOfOptions } from './meal-options.js';
import { numberOption } from './option-values.js';
import { ruleLine } from './rule-line.js';
import { people, textTable } from './text-table.js';
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
    .option(
      '--time-limit <seconds>',
      '求解秒数上限 · solving time',
      numberOption('time-limit'),
      MEAL_PLAN_SECONDS,
    )
    .option('--gap <share>', '允许差距，0 为证明最优 · gap that is good enough', numberOption('gap'), 0)
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
        timeLimitSeconds: options.timeLimit,
        gapTolerance: options.gap,
      };
      const report = await watchedSolve(ground, ({ watch, signal }) => {
        const { tell } = new ProgressTeller(watch, true, performance.now());
        return room.reports.reportPlan(ask, ground.viewer, { signal, watch: tell });
      });
      if (!report) return;
      if (report.outcome === 'MealPlanInfeasible') ground.exitCode = 1;
      if (options.json) ground.printJson(report);
      else ground.print(outcomeText(report));
    });
}

function outcomeText(report: MealPlanReport): string {
  if (report.outcome === 'MealPlanInfeasible') return `无可行方案 · no plan: ${report.message}`;
  if (report.outcome === 'MealPlanTimedOut') return `${report.message}\n${planText(report.bestPlan)}`;
  return planText(report);
}

function planText(plan: MealPlanData): string {
  const proof =
    plan.status === 'OPTIMAL'
      ? '已证明最优 · proven optimal'
      : `距最优不超过 within ${(plan.gap * 100).toFixed(2)} % of the optimum`;
  return [
    ruleLine(plan.rule),
    `${proof}；新增供餐 newly served ${people(plan.objectivePeople)}，上界 bound ${people(plan.upperBoundPeople)}，${plan.seconds.toFixed(2)} s`,
    '',
    textTable([
      [
        '#',
        '类型 role',
        '候选点 candidate',
        '名称 name',
        '缺此处少 lost without',
        '堂食 dine-in',
        '送餐 delivery',
        '厨房供餐 supplied',
        '费用 cost',
      ],
      ...plan.places.map((place) => [
        ...[place.order, place.role === 'CANTEEN' ? '食堂 canteen' : '中央厨房 kitchen'],
        ...[place.candidateId, place.name, people(place.peopleLostWithout), people(place.dineInPeople)],
        ...[people(place.deliveryPeople), people(place.suppliedPeople), place.cost ?? '–'],
      ]),
    ]),
    '',
    `现状 now · ${plan.before.name}`,
    textTable(layerRows(plan.before)),
    '',
    '方案实施后 with the plan',
    textTable(layerRows(plan.after)),
    ...plan.notes.map((note) => `· ${note}`),
  ].join('\n');
}
