import {
  CODE_WORDS,
  type EstateAuditReport,
  LEVEL_WORDS,
  selectionText,
  SEVERITY_WORDS,
} from '../estate-audit/index.js';
import { FINDING_SEVERITY, type FindingCode } from '../kernel/estates/estate-finding.js';
import { exactText } from '../kernel/exact-text.js';
import { isInDeficit } from '../kernel/estates/audit-totals.js';
import { fixedText, type Rational } from '../kernel/rational.js';
import { textTable } from './text-table.js';

const square = (area: Rational | null) => (area === null ? '–' : exactText(area));

/** An audit as a terminal shows it: totals, levels, the worst estates, findings, land and premises. */
export function estateAuditText(report: EstateAuditReport, worst: number): string {
  return [
    headOf(report),
    '',
    ...levelsOf(report),
    ...selectionOf(report),
    ...worstOf(report, worst),
    ...findingsOf(report),
    ...landOf(report),
  ]
    .join('\n')
    .trimEnd();
}

function headOf(report: EstateAuditReport): string {
  const { view, divisions } = report;
  const [{ node, totals }] = divisions;
  const { asOf, synthetic, editions, rules } = view.ground;
  const { estates, counted, keptApart, ruleMissing, inDeficit, inBreach } = totals;
  const applied = new Set(report.estates.flatMap(({ audit }) => audit.rule?.id ?? []));
  const unverified = [...applied].filter((id) => !rules.get(id)?.verified).length;
  return [
    `${node?.name ?? '全部区划 all divisions'}，核查日期 as of ${asOf}${synthetic ? '，含合成数据 synthetic' : ''}`,
    `小区 estates ${estates}：计入 counted ${counted}，不计入 kept apart ${keptApart}（其中无规则 no rule ${ruleMissing}）`,
    `应配 required ${square(totals.requiredSquareMeters)} ㎡，已配 provided ${square(totals.providedSquareMeters)} ㎡，合建净调入 pooled ${square(totals.pooledSquareMeters)} ㎡，缺口 deficit ${square(totals.deficitSquareMeters)} ㎡`,
    `面积不足 in deficit ${inDeficit}，违规 in breach ${inBreach}，户数 households ${totals.households}`,
    `来源 sources: ${editions.join('；') || '–'}${unverified > 0 ? `；规则中 ${unverified} 条未核对原文 rules not verified` : ''}`,
  ].join('\n');
}

function levelsOf({ divisions }: EstateAuditReport): string[] {
  const rows = divisions
    .filter(({ depth }) => depth <= 1)
    .map(({ node, depth, totals }) => [
      `${'  '.repeat(depth)}${node?.name ?? '全部 all'}`,
      node ? LEVEL_WORDS[node.level] : '',
      ...[totals.estates, totals.counted, totals.keptApart, totals.inDeficit, totals.inBreach],
      ...[totals.requiredSquareMeters, totals.providedSquareMeters, totals.deficitSquareMeters].map(square),
    ]);
  const header = [
    ...[
      '区划 division',
      '层级 level',
      '小区 estates',
      '计入 counted',
      '不计入 apart',
      '不足 deficit',
      '违规 breach',
    ],
    ...['应配㎡ required', '已配㎡ provided', '缺口㎡ deficit'],
  ];
  return [textTable([header, ...rows]), ''];
}

function selectionOf({ listed, estates }: EstateAuditReport): string[] {
  return listed
    ? [`以下只列 listed from here on: ${selectionText(listed)}（${estates.length} 个小区 estates）`, '']
    : [];
}

/** The worst of those in deficit, or of those asked for. */
function worstOf({ estates, view, listed }: EstateAuditReport, most: number): string[] {
  const asked = listed ? estates : estates.filter(({ audit }) => isInDeficit(audit));
  if (asked.length === 0)
    return [listed ? '没有这样的小区 · no such estate' : '没有面积不足的小区 · no estate lacks area', ''];
  const rows = asked.slice(0, most).map(({ estate, audit }) => {
    const apart = audit.isCounted
      ? null
      : audit.findings.find(({ severity, code }) => severity === 'DATA' || code === 'NOT_GRANTED_YET');
    const rule = audit.rule && (view.ground.rules.get(audit.rule.id)?.clause ?? audit.rule.id);
    return [
      ...[estate.id, estate.name, estate.households ?? '–'],
      ...[audit.requiredSquareMeters, audit.providedSquareMeters, audit.deficitSquareMeters].map(square),
      apart ? `不计入：${CODE_WORDS[apart.code]}` : (rule ?? ''),
    ];
  });
  const header = [
    ...[
      '小区 estate',
      '名称 name',
      '户数 households',
      '应配㎡ required',
      '已配㎡ provided',
      '缺口㎡ deficit',
    ],
    listed ? '条款或原因 clause or why' : '条款 clause',
  ];
  const title = listed ? '小区 · estates' : '缺口最大的小区 · worst estates';
  return [title, textTable([header, ...rows]), ''];
}

function findingsOf({ findings }: EstateAuditReport): string[] {
  const counts = new Map<FindingCode, { all: number; open: number; estates: Set<string> }>();
  for (const { stated } of findings) {
    if (stated.finding === null) continue;
    const count = counts.get(stated.code) ?? { all: 0, open: 0, estates: new Set<string>() };
    count.all++;
    if (stated.state === 'OPEN') count.open++;
    count.estates.add(stated.estateId);
    counts.set(stated.code, count);
  }
  if (counts.size === 0) return ['没有问题 · no findings', ''];
  const codes = (Object.keys(FINDING_SEVERITY) as FindingCode[]).filter((code) => counts.has(code));
  const rows = codes.map((code) => {
    const { all, open, estates } = counts.get(code)!;
    return [SEVERITY_WORDS[FINDING_SEVERITY[code]], CODE_WORDS[code], code, estates.size, all, open];
  });
  const header = [
    '程度 severity',
    '问题 finding',
    '代码 code',
    '小区 estates',
    '问题数 findings',
    '未处理 open',
  ];
  return ['核查问题 · findings', textTable([header, ...rows]), ''];
}

function landOf({ careLand, premises, divisions: [{ node }], citationOf }: EstateAuditReport): string[] {
  const own = <T extends { readonly divisionCode: string | null }>(list: readonly T[]) =>
    list.filter(({ divisionCode }) => divisionCode === (node?.code ?? null));
  const figure = (value: Rational | null) => (value === null ? '–' : fixedText(value, 4));
  const rows = [
    ...own(careLand).map(({ zone, base, value, target, isMet, lacking }) => [
      `人均${base === 'LAND' ? '用地' : '建筑面积'}㎡ ${zone ?? '合计 all zones'}`,
      ...[figure(value), target?.value ?? '–', met(isMet), square(lacking)],
      target ? citationOf(target) : '',
    ]),
    ...own(premises).map(({ value, target, isMet, lacking }) => [
      '社区用房养老占比 community premises',
      ...[figure(value), target?.value ?? '–', met(isMet), square(lacking)],
      target ? citationOf(target) : '',
    ]),
  ];
  if (rows.length === 0) return [];
  const header = ['指标 figure', '数值 value', '目标 target', '达标 met', '缺口㎡ lacking', '条款 clause'];
  return ['用地与社区用房 · land and premises', textTable([header, ...rows])];
}

function met(isMet: boolean | null): string {
  return isMet === null ? '–' : isMet ? '是 yes' : '否 no';
}
