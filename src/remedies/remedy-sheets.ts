import { aboutText } from '../estate-audit/index.js';
import { chineseTerm } from '../platform/graphql/define-enum.js';
import {
  OFFICE_SIGNATURES,
  type Sheet,
  type SheetColumn,
  type SheetValue,
} from '../platform/sheets/sheet.js';
import type { RemedyPlan } from './remedy-plan.type.js';
import { RemedyForm } from './remedy-plan.types.js';
import { UnsettledReason } from './unsettled-reason.js';

const text = (header: string, width: number): SheetColumn => ({ header, width, format: 'TEXT' });
const area = (header: string): SheetColumn => ({ header, width: 12, format: 'AREA' });
const money = (header: string): SheetColumn => ({ header, width: 14, format: 'AREA' });
const whole = (header: string): SheetColumn => ({ header, width: 7, format: 'WHOLE' });

/** A plan as tables to print: the steps share by share, what stays unsettled, and the sums by form. */
export function remedySheets(plan: RemedyPlan): Sheet[] {
  const { settings } = plan;
  const title = `${plan.divisionName} 小区养老服务用房补建方案`;
  const proof =
    plan.status === 'OPTIMAL'
      ? '已证明最优 proven optimal'
      : `未证明最优 not proven: 可解决至多 at most ${plan.settledBoundSquareMeters} m²`;
  const notes = [
    `核查日期 as of ${settings.asOf} · ${proof}`,
    `缺口 deficit ${plan.deficitSquareMeters.exact} m² · 解决 settled ${plan.settledSquareMeters.exact} m²（${plan.estatesSettled}/${plan.estatesInDeficit} 个小区 estates）· 费用 cost ${plan.costYuan.exact} 元 yuan${budgetText(plan)}`,
    `数据来源 data: ${plan.dataVintage} · 路网快照 snapshot ${plan.snapshotId} · 校验值 hash ${plan.dataHash.slice(0, 16)}`,
    ...(plan.synthetic ? ['【样例数据 · synthetic data】'] : []),
    ...plan.notes,
  ];
  return [
    {
      name: '补建步骤',
      title,
      notes,
      signatures: OFFICE_SIGNATURES,
      columns: STEP_COLUMNS,
      rows: stepRows(plan),
    },
    {
      ...{ name: '未解决小区', title: `${title}：未解决的小区`, notes, signatures: OFFICE_SIGNATURES },
      columns: [text('小区编号', 16), text('小区', 24), area('缺口（㎡）'), text('原因', 40)],
      rows: plan.unsettled.map(({ estateId, estateName, deficitSquareMeters, reason }) => [
        ...[estateId, estateName, deficitSquareMeters.figure],
        chineseTerm(UnsettledReason, reason),
      ]),
    },
    {
      ...{ name: '分方式汇总', title: `${title}：分方式汇总`, notes, signatures: OFFICE_SIGNATURES },
      columns: [text('补建方式', 24), whole('处数'), area('分配面积（㎡）'), money('费用（元）')],
      rows: plan.forms.map(({ form, places, usedSquareMeters, costYuan }) => [
        ...[chineseTerm(RemedyForm, form), places, usedSquareMeters.figure, costYuan.figure],
      ]),
    },
  ];
}

function budgetText({ settings: { budgetYuan, forms }, costWithoutBudgetYuan }: RemedyPlan): string {
  const every = Object.values(RemedyForm);
  const only = every.filter((form) => forms.includes(form)).map((form) => chineseTerm(RemedyForm, form));
  return [
    ...(budgetYuan === null ? [] : [` · 预算 budget ${budgetYuan} 元 yuan`]),
    ...(costWithoutBudgetYuan ? [` · 不限预算 without it ${costWithoutBudgetYuan.exact} 元 yuan`] : []),
    ...(only.length < every.length ? [` · 仅用 only ${only.join('、')}`] : []),
  ].join('');
}

const STEP_COLUMNS: readonly SheetColumn[] = [
  whole('次序'),
  text('补建方式', 10),
  text('房源编号', 14),
  text('房源名称', 28),
  area('可用面积（㎡）'),
  money('费用（元）'),
  text('小区编号', 14),
  text('小区', 20),
  area('分配面积（㎡）'),
  { header: '步行距离（米）', width: 10, format: 'WHOLE' },
  area('累计解决缺口（㎡）'),
  money('累计费用（元）'),
  text('待核实条件', 16),
];

/** A row a share; what is the place's own stands in the first of them, so that columns can be added up. */
function stepRows(plan: RemedyPlan): SheetValue[][] {
  return plan.steps.flatMap((step) =>
    step.shares.map((share, at): SheetValue[] => {
      const own = (value: SheetValue) => (at === 0 ? value : null);
      return [
        ...[step.order, chineseTerm(RemedyForm, step.form), step.placeId, step.name],
        ...[own(step.areaSquareMeters.figure), own(step.costYuan.figure)],
        ...[share.estateId, share.estateName, share.areaSquareMeters.figure, share.walkMeters],
        ...[own(step.settledSoFarSquareMeters.figure), own(step.costSoFarYuan.figure)],
        share.formUnknown.map(aboutText).join('、') || null,
      ];
    }),
  );
}
