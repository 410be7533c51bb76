import { chineseTerm } from '../platform/graphql/define-enum.js';
import { RemedyForm, type RemedyPlan, UnsettledReason } from '../remedies/index.js';
import { textTable } from './text-table.js';

/** A plan of remedies as a terminal shows it, Chinese first. */
export function remedyPlanText(plan: RemedyPlan): string {
  const { settings } = plan;
  const synthetic = plan.synthetic ? '  【样例数据 · synthetic data】' : '';
  const budget = settings.budgetYuan === null ? '' : ` · 预算 budget ${settings.budgetYuan} 元 yuan`;
  return [
    `${plan.divisionName} · 核查日期 as of ${settings.asOf}${budget} · 路网快照 snapshot ${plan.snapshotId}${synthetic}`,
    `数据来源 data: ${plan.dataVintage}`,
    `${proofText(plan)}；缺口 deficit ${plan.deficitSquareMeters.exact} m²，解决 settled ${plan.settledSquareMeters.exact} m²（${plan.estatesSettled}/${plan.estatesInDeficit} 个小区 estates），费用 cost ${plan.costYuan.exact} 元 yuan，${plan.seconds.toFixed(2)} s`,
    ...(plan.costWithoutBudgetYuan
      ? [`不限预算的费用 cost without the budget ${plan.costWithoutBudgetYuan.exact} 元 yuan`]
      : []),
    ...section('补建步骤 steps', stepRows(plan)),
    ...section('分方式 by form', [
      ['方式 form', '处数 places', '分配 used m²', '费用 yuan'],
      ...plan.forms.map(({ form, places, usedSquareMeters, costYuan }) => [
        ...[`${chineseTerm(RemedyForm, form)} ${form}`, places, usedSquareMeters.exact, costYuan.exact],
      ]),
    ]),
    ...section('未解决 unsettled', [
      ['小区 estate', '名称 name', '缺口 deficit m²', '原因 why'],
      ...plan.unsettled.map(({ estateId, estateName, deficitSquareMeters, reason }) => [
        ...[estateId, estateName, deficitSquareMeters.exact],
        `${chineseTerm(UnsettledReason, reason)} ${reason}`,
      ]),
    ]),
    ...plan.notes.map((note) => `· ${note}`),
    `校验值 hash ${plan.dataHash}`,
  ].join('\n');
}

function proofText(plan: RemedyPlan): string {
  if (plan.status === 'OPTIMAL') return '已证明最优 · proven optimal';
  return `未证明最优 · not proven: 至多 at most ${plan.settledBoundSquareMeters} m²`;
}

function stepRows(plan: RemedyPlan) {
  return [
    [
      ...['#', '方式 form', '房源 place', '名称 name', '分配/可用 used of m²', '费用 yuan'],
      ...['小区 estates', '累计解决 settled m²', '累计费用 yuan'],
    ],
    ...plan.steps.map((step) => [
      ...[step.order, `${chineseTerm(RemedyForm, step.form)} ${step.form}`, step.placeId, step.name],
      `${step.usedSquareMeters.exact}/${step.areaSquareMeters.exact}`,
      step.costYuan.exact,
      step.shares
        .map(({ estateName, areaSquareMeters }) => `${estateName} ${areaSquareMeters.exact}`)
        .join('、'),
      ...[step.settledSoFarSquareMeters.exact, step.costSoFarYuan.exact],
    ]),
  ];
}

function section(title: string, rows: readonly (readonly (string | number)[])[]): string[] {
  return rows.length < 2 ? [] : ['', title, textTable(rows)];
}
