import type { MealPlanData, MealPlanReport } from '../meals/index.js';
import type { CommandGround } from './command-ground.js';
import { layerRows } from './meal-text.js';
import { ruleLine } from './rule-line.js';
import { people, textTable } from './text-table.js';

/** Prints a plan of meal points, or why there is none (exit code 1). */
export function printMealPlan(
  ground: CommandGround,
  report: MealPlanReport,
  { json = false }: { readonly json?: boolean },
): void {
  if (report.outcome === 'MealPlanInfeasible') ground.exitCode = 1;
  if (json) ground.printJson(report);
  else ground.print(outcomeText(report));
}

function outcomeText(report: MealPlanReport): string {
  if (report.outcome === 'MealPlanInfeasible') return `无可行方案 · no plan: ${report.message}`;
  if (report.outcome === 'MealPlanTimedOut')
    return report.bestPlan ? `${report.message}\n${planText(report.bestPlan)}` : report.message;
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
