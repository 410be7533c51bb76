import { isInBreach, isInDeficit } from '../kernel/estates/audit-totals.js';
import {
  OFFICE_SIGNATURES,
  type Sheet,
  type SheetColumn,
  type SheetValue,
} from '../platform/sheets/sheet.js';
import type { AllocationRule } from './allocation-rule.record.js';
import {
  BASE_WORDS,
  CLASS_WORDS,
  CODE_WORDS,
  LEVEL_WORDS,
  SEVERITY_WORDS,
  selectionText,
  STATE_WORDS,
} from './audit-words.js';
import type { EstateAuditReport } from './estate-audit-reports.js';
import { evidenceIdsOf } from './finding-evidence.js';
import { aboutText, findingText, NO_LONGER_FOUND, STEP_WORDS } from './finding-texts.js';
import { severityOf } from './finding-words.js';
import { shortReason, spanText } from './rule-reason.js';

type Column<T> = SheetColumn & { readonly value: (row: T) => SheetValue };

const text = <T>(header: string, width: number, value: Column<T>['value']): Column<T> => ({
  ...{ header, width, format: 'TEXT', value },
});
const whole = <T>(header: string, value: Column<T>['value']): Column<T> => ({
  ...{ header, width: 9, format: 'WHOLE', value },
});
const area = <T>(header: string, value: Column<T>['value']): Column<T> => ({
  ...{ header, width: 13, format: 'AREA', value },
});
const day = <T>(header: string, value: Column<T>['value']): Column<T> => ({
  ...{ header, width: 12, format: 'DATE', value },
});
const yes = (is: boolean): string => (is ? '是' : '否');

function table<T>(columns: readonly Column<T>[], rows: readonly T[]): Pick<Sheet, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ header, width, format }) => ({ header, width, format })),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
  };
}

/**
 * The sheets a clerk prints: 汇总 by division, 小区清单, 问题清单, 用地 and 社区用房 where there are any, and 说明 with
 * rules, date, sources and how it is counted. Areas are exact up to six decimals.
 */
export function auditSheets(report: EstateAuditReport): Sheet[] {
  const name = report.divisions[0].node?.name ?? '全部区划';
  const { asOf, synthetic } = report.view.ground;
  const notes = [`核查日期：${asOf}${synthetic ? '　　含合成数据，仅供演示' : ''}`, groundsText(report)];
  const { listed } = report;
  if (listed) notes.push(`清单只列：${selectionText(listed)}；汇总为全部小区`);
  const sheet = (tab: string, title: string, cells: Pick<Sheet, 'columns' | 'rows'>): Sheet => ({
    ...{ name: tab, title: `${name}${title}`, notes, signatures: OFFICE_SIGNATURES, ...cells },
  });
  const sheets = [
    sheet('汇总', '住宅小区养老服务用房配建核查汇总表', table(DIVISIONS, report.divisions)),
    sheet('小区清单', '住宅小区养老服务用房核查清单', table(estateColumns(report), report.estates)),
    sheet('问题清单', '住宅小区养老服务用房问题清单', table(findingColumns(report), report.findings)),
  ];
  if (report.careLand.length > 0)
    sheets.push(sheet('用地', '人均养老服务设施用地', table(landColumns(report), report.careLand)));
  if (report.premises.length > 0)
    sheets.push(
      sheet('社区用房', '社区用房用于养老服务情况', table(premisesColumns(report), report.premises)),
    );
  return [...sheets, sheet('说明', '住宅小区养老服务用房核查说明', table(REMARKS, remarksOf(report)))];
}

/** Rules named above a table; of more, all are in 说明. */
const RULES_NAMED = 3;

/** What a sheet rests on: the rules that apply to its estates, and the data. */
function groundsText({ view, estates }: EstateAuditReport): string {
  const { editions, rules } = view.ground;
  const applied = rulesApplied(estates);
  const named = applied
    .slice(0, RULES_NAMED)
    .map((id) => `${citation(rules.get(id))}${rules.get(id)!.verified ? '' : '（未核对原文）'}`);
  const more = applied.length > RULES_NAMED ? ` 等 ${applied.length} 条，见“说明”` : '';
  const cited = [...new Set(named)].join('；') || '无';
  return `规则：${cited}${more}　　数据来源：${editions.join('；') || '无'}`;
}

function rulesApplied(estates: EstateAuditReport['estates']): string[] {
  return [...new Set(estates.flatMap(({ audit }) => audit.rule?.id ?? []))].sort();
}

const DIVISIONS: readonly Column<EstateAuditReport['divisions'][number]>[] = [
  text('区划代码', 15, ({ node }) => node?.code ?? ''),
  text('区划', 22, ({ node, depth }) => `${'　'.repeat(depth)}${node?.name ?? '全部'}`),
  text('层级', 10, ({ node }) => (node ? LEVEL_WORDS[node.level] : '')),
  whole('小区数', ({ totals }) => totals.estates),
  whole('计入', ({ totals }) => totals.counted),
  whole('不计入', ({ totals }) => totals.keptApart),
  whole('其中无规则', ({ totals }) => totals.ruleMissing),
  whole('面积不足', ({ totals }) => totals.inDeficit),
  whole('违规', ({ totals }) => totals.inBreach),
  whole('户数', ({ totals }) => totals.households),
  area('应配（㎡）', ({ totals }) => totals.requiredSquareMeters),
  area('已配（㎡）', ({ totals }) => totals.providedSquareMeters),
  area('合建净调入（㎡）', ({ totals }) => totals.pooledSquareMeters),
  area('缺口（㎡）', ({ totals }) => totals.deficitSquareMeters),
];

function estateColumns({ view }: EstateAuditReport): Column<EstateAuditReport['estates'][number]>[] {
  const { rules, tree } = view.ground;
  type Row = EstateAuditReport['estates'][number];
  // Empty for estates kept apart, so that a column adds up to the total of 汇总.
  const counted = (header: string, value: (audit: Row['audit']) => SheetValue) =>
    area<Row>(header, ({ audit }) => (audit.isCounted ? value(audit) : null));
  return [
    text('小区编号', 14, ({ estate }) => estate.id),
    text('小区名称', 20, ({ estate }) => estate.name),
    text('所在区划', 20, ({ estate }) => nameOf(tree, estate.divisionCode)),
    text('开发单位', 16, ({ estate }) => estate.developer),
    text('分期', 8, ({ estate }) => estate.phase),
    whole('户数', ({ estate }) => estate.households),
    day('土地出让', ({ estate }) => estate.grantedOn),
    day('住宅交付', ({ estate }) => estate.steps.DELIVERED),
    text('类别', 8, ({ audit }) => audit.estateClass && CLASS_WORDS[audit.estateClass]),
    text('适用规则', 33, ({ audit }) => (audit.rule ? citation(rules.get(audit.rule.id)!) : '')),
    text('选用理由', 36, (row) => shortReason(row, view)),
    text('计入', 6, ({ audit }) => yes(audit.isCounted)),
    counted('应配（㎡）', (audit) => audit.requiredSquareMeters),
    counted('已配（㎡）', (audit) => audit.providedSquareMeters),
    counted('合建调入（㎡）', (audit) => audit.pooledSquareMeters),
    counted('缺口（㎡）', (audit) => audit.deficitSquareMeters),
    text('四同步', 8, ({ audit }) => audit.step && STEP_WORDS[audit.step].zh),
    text('面积不足', 8, ({ audit }) => yes(isInDeficit(audit))),
    text('违规', 6, ({ audit }) => yes(isInBreach(audit))),
    text('责任单位', 18, ({ estate }) => estate.responsibleBody),
  ];
}

function findingColumns({ view }: EstateAuditReport): Column<EstateAuditReport['findings'][number]>[] {
  const { rules, tree, asOf } = view.ground;
  return [
    text('小区编号', 14, ({ row }) => row.estate.id),
    text('小区名称', 20, ({ row }) => row.estate.name),
    text('所在区划', 16, ({ row }) => nameOf(tree, row.estate.divisionCode)),
    text('程度', 10, ({ stated }) => SEVERITY_WORDS[severityOf(stated.code)]),
    text('问题', 18, ({ stated }) => CODE_WORDS[stated.code]),
    text('说明', 40, ({ stated }) => (stated.finding ? findingText(stated.finding) : NO_LONGER_FOUND).zh),
    text('所指', 16, ({ stated }) => aboutText(stated.about)),
    text('规则及条款', 33, ({ stated }) =>
      (stated.finding?.ruleIds ?? []).flatMap((id) => citation(rules.get(id)) ?? []).join('；'),
    ),
    text('依据凭证', 24, ({ row, stated }) =>
      evidenceIdsOf(row, stated, view)
        .map((id) => `#${id}`)
        .join(' '),
    ),
    text('责任单位', 18, ({ row }) => row.estate.responsibleBody),
    text('状态', 8, ({ stated }) => STATE_WORDS[stated.state]),
    text('处理说明', 24, ({ stated: { finding, lastEvent } }) =>
      finding ? (lastEvent?.note ?? null) : `${asOf} 核查数据中已不再出现`,
    ),
    text('处理依据', 18, ({ stated }) => stated.lastEvent?.document ?? null),
  ];
}

function landColumns({
  view,
  citationOf,
}: EstateAuditReport): Column<EstateAuditReport['careLand'][number]>[] {
  const { tree } = view.ground;
  return [
    text('区划', 20, ({ divisionCode }) => nameOf(tree, divisionCode) || '全部'),
    text('规划单元', 16, ({ zone }) => zone ?? '合计'),
    text('口径', 10, ({ base }) => BASE_WORDS[base]),
    whole('地块数', ({ pieces }) => pieces),
    area('面积（㎡）', (figure) => figure.area),
    whole('规划人口', ({ plannedPeople }) => plannedPeople),
    { header: '人均（㎡）', width: 12, format: 'NUMBER', value: ({ value }) => value },
    { header: '目标', width: 10, format: 'NUMBER', value: ({ target }) => target?.value ?? null },
    text('达标', 8, ({ isMet }) => met(isMet)),
    area('缺口（㎡）', ({ lacking }) => lacking),
    text('条款', 30, ({ target }) => target && citationOf(target)),
  ];
}

function premisesColumns({
  view,
  citationOf,
}: EstateAuditReport): Column<EstateAuditReport['premises'][number]>[] {
  const { tree } = view.ground;
  return [
    text('区划', 20, ({ divisionCode }) => nameOf(tree, divisionCode) || '全部'),
    whole('处数', ({ premises }) => premises),
    area('建筑面积（㎡）', (figure) => figure.area),
    area('用于养老（㎡）', ({ careArea }) => careArea),
    { header: '占比', width: 10, format: 'NUMBER', value: ({ value }) => value },
    { header: '目标', width: 10, format: 'NUMBER', value: ({ target }) => target?.value ?? null },
    text('达标', 8, ({ isMet }) => met(isMet)),
    area('缺口（㎡）', ({ lacking }) => lacking),
    whole('未登记养老面积', ({ unknownCareArea }) => unknownCareArea),
    whole('面积矛盾不计入', ({ keptApart }) => keptApart),
    text('条款', 30, ({ target }) => target && citationOf(target)),
  ];
}

function met(isMet: boolean | null): string | null {
  return isMet === null ? null : yes(isMet);
}

const REMARKS: readonly Column<readonly [string, string]>[] = [
  text('项目', 20, ([item]) => item),
  text('内容', 100, ([, content]) => content),
];

function remarksOf({ view, estates }: EstateAuditReport): (readonly [string, string])[] {
  const { asOf, speedMetersPerSecond, synthetic, editions, rules } = view.ground;
  return [
    ['核查日期', asOf],
    ['数据来源', editions.join('；') || '无'],
    ['合成数据', synthetic ? '含合成数据，仅供演示' : '无'],
    ['应配面积', '每百户面积 ÷ 100 × 户数，不少于每处最小面积；精确计算，不作中间取整'],
    ['已配面积', '只计已验收、已移交且用于养老服务的用房'],
    ['缺口', '应配 − 已配 − 合建调入，不小于 0；汇总缺口为各小区缺口之和'],
    ['不计入', '数据缺失或矛盾、或核查日土地尚未出让的小区单列于问题清单，不进入合计，清单中面积栏留空'],
    ['合建步行', `按步行路网，分钟按 ${speedMetersPerSecond} 米/秒折算`],
    ...rulesApplied(estates).map((id) => [`规则 ${id}`, ruleText(rules.get(id)!)] as const),
  ];
}

function ruleText(rule: AllocationRule): string {
  const { squareMetersPerHundredHouseholds: rate, minimumSiteSquareMeters: least } = rule;
  return [
    `${CLASS_WORDS[rule.estateClass]}小区每百户 ${rate} ㎡`,
    ...(least === null ? [] : [`每处不少于 ${least} ㎡`]),
    spanText(rule).zh,
    citation(rule)!,
    rule.verified ? '已核对' : '未核对原文',
  ].join('；');
}

/** Document and clause of a rule. */
function citation(rule: AllocationRule | undefined): string | null {
  return rule ? [rule.document, rule.clause].filter(Boolean).join(' ') : null;
}

function nameOf(tree: EstateAuditReport['view']['ground']['tree'], code: string | null): string {
  const number = tree.numberOf(code);
  return number < 0 ? (code ?? '') : tree.nodes[number].name;
}
