import { DivisionLevel } from '../divisions/index.js';
import { chineseTerm } from '../platform/graphql/define-enum.js';
import {
  InfeasibleReason,
  type PlanReport,
  type SitesReport,
  SitingModel,
  type SitingPlan,
} from '../siting/index.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';

const UNITS: Readonly<Record<SitingPlan['objectiveUnit'], string>> = {
  NEW_PEOPLE: '人（净增覆盖） people newly covered, net',
  PEOPLE: '人 people served',
  WEIGHTED_PEOPLE: '人（按程度折算） people by degree',
  PERSON_YEARS: '人·年 person-years',
  PERSON_MINUTES: '人·分钟 person-minutes',
  MINUTES: '分钟 minutes',
  SITES: '处 sites',
  COST: '费用 cost',
};

/** A siting answer for people to read. */
export function sitesText(report: SitesReport): string {
  if (report.outcome === 'SitingInfeasible') return infeasibleText(report);
  if (report.outcome === 'SitingPlan') return planText(report);
  const what = report.bestPlan ? '未能在时限内证明，以下为目前最好的方案' : '时限内未找到方案';
  const told = `求解超时：${what} · ${report.message}`;
  return report.bestPlan ? `${told}\n${planText(report.bestPlan)}` : told;
}

function infeasibleText({ conflicts }: Extract<SitesReport, { outcome: 'SitingInfeasible' }>): string {
  const lines = conflicts.map(({ reason, message, name, asked, possible }) => {
    const shown = SHARES.includes(reason) ? exactPercent : figure;
    const relaxation =
      possible === null ? '' : `：要求 asked ${shown(asked!)}，可达 possible ${shown(possible)}`;
    const whom = name === null ? '' : `（${name}）`;
    return `  ${chineseTerm(InfeasibleReason, reason)}${whom}${relaxation} · ${reason}: ${message}`;
  });
  return ['无可行方案 · no plan:', ...lines].join('\n');
}

/** Conflicts whose figures are shares. */
const SHARES: readonly InfeasibleReason[] = ['FLOOR_OUT_OF_REACH', 'GOAL_OUT_OF_REACH'];

function planText(plan: PlanReport): string {
  const { coverageBefore: before, coverageAfter: after, settings } = plan;
  const proof =
    plan.status === 'OPTIMAL'
      ? '已证明最优 · proven optimal'
      : `距最优不超过 within ${(plan.gap * 100).toFixed(2)} % of the optimum`;
  const closings = closingsText(plan);
  const [objective, low, high] = [plan.objective, plan.lowerBound, plan.upperBound].map(figure);
  return [
    ruleLine(plan.rule),
    `${chineseTerm(SitingModel, plan.model)} ${plan.model}：${proof}；目标 objective ${objective}（${low}–${high}）${UNITS[plan.objectiveUnit]}，${plan.seconds.toFixed(2)} s`,
    `覆盖 coverage: ${percent(before.ratio)} → ${percent(after.ratio)}，新覆盖 newly covered ${people(plan.objectivePeople)}${plan.closedFacilities.length > 0 ? '（净 net）' : ''}；任何候选点都覆盖不到 out of reach of every candidate: ${people(plan.uncoverablePeople)}${plan.uncoverablePeople > 0 ? '（--list uncoverable）' : ''}`,
    `候选点 candidates ${settings.candidates}，其中可被完全替代 replaced by others ${settings.candidatesThinned}${leftOutText(settings)}`,
    ...(closings === null ? [] : [closings]),
    ...(plan.model === 'PHASED'
      ? [`提前定点年数 years places are fixed ahead ${settings.fixedAheadYears}`]
      : []),
    ...(plan.totalCost === null ? [] : [`总费用 total cost ${figure(plan.totalCost)}`]),
    ...plan.closedFacilities.map(
      ({ facilityId, name, peopleLost }) =>
        `关闭 close: ${facilityId} ${name}，失去 lost ${people(peopleLost)}`,
    ),
    '',
    sitesTable(plan),
    '',
    textTable([
      ['层级 level', '单元 units', '有设施 with', '→', '覆盖 covered', '→', '覆盖率 share', '→'],
      ...plan.levels.map((level) => [
        `${chineseTerm(DivisionLevel, level.level)} ${level.level}`,
        level.unitCount,
        level.unitsWithFacilityBefore,
        level.unitsWithFacilityAfter,
        people(level.before.coveredPeople),
        people(level.after.coveredPeople),
        percent(level.before.ratio),
        percent(level.after.ratio),
      ]),
    ]),
    '',
    `数据校验 data hash ${plan.dataHash}`,
  ].join('\n');
}

/** What a plan that closes facilities opens and closes, and the people that moves; null where nothing closes. */
export function closingsText(plan: PlanReport): string | null {
  const [opened, closed] = [plan.sites.length, plan.closedFacilities.length];
  if (closed === 0) return null;
  const net = opened - closed;
  const [lost, gained] = [plan.peopleLostByClosures, plan.objectivePeople + plan.peopleLostByClosures];
  return [
    `新增 ${opened}、关闭 ${closed}（净增 ${net}）· ${opened} opened, ${closed} closed (net ${net})`,
    `新址覆盖 by new sites ${people(gained)} − 因关闭失去 lost by closures ${people(lost)} = 净 net ${people(plan.objectivePeople)}`,
  ].join('；');
}

function sitesTable({ sites, model, objectiveUnit }: PlanReport): string {
  if (sites.length === 0) return '不需新增 · no new site';
  const isPhased = model === 'PHASED';
  // Where it is not the people themselves, and not the site or its cost again.
  const isWorth = !['NEW_PEOPLE', 'SITES', 'COST'].includes(objectiveUnit);
  return textTable([
    [
      '#',
      ...(isPhased ? ['年 year'] : []),
      '候选点 candidate',
      '名称 name',
      '新覆盖 people',
      ...(isWorth ? ['贡献 worth'] : []),
      '费用 cost',
      '邻近 beside',
    ],
    ...sites.map(({ order, year, candidateId, name, peopleNewlyCovered, contribution, cost, beside }) => [
      order,
      ...(isPhased ? [year!] : []),
      candidateId,
      name,
      people(peopleNewlyCovered),
      ...(isWorth ? [contribution === null ? '–' : figure(contribution)] : []),
      cost ?? '–',
      beside.length === 0 ? '' : `${beside[0].name} ${beside[0].meters.toFixed(0)} m`,
    ]),
  ]);
}

function leftOutText(settings: SitingPlan['settings']): string {
  const parts = [
    ['未接路网 off the network', settings.candidatesWithoutWalkway],
    ['无费用 without a cost', settings.candidatesWithoutCost],
    ['无容量 without a capacity', settings.candidatesWithoutCapacity],
  ] as const;
  return parts.flatMap(([words, count]) => (count > 0 ? [`；${words} ${count}`] : [])).join('');
}

function figure(value: number): string {
  return String(Math.abs(value) < 1 ? Number(value.toPrecision(4)) : Math.round(value * 100) / 100);
}

/** A share in percent with two decimals: what is missing to a goal may be little. */
function exactPercent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
