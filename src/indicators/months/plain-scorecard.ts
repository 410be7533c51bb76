import { shortMonth } from '../month.js';
import type { ScoredDivision, ScoredTarget } from '../scorecard/scorecard.service.js';

/** A scorecard as plain data: what is printed, and what a frozen month keeps. Only a projection says that it is one. */
export async function plainScorecard(scored: ScoredDivision) {
  const lines = [];
  for (const line of scored.lines)
    lines.push({ ...plainLine(line), recentPace: await scored.recentPace(line) });
  return {
    divisionCode: scored.divisionCode,
    divisionName: scored.figures.tree.nodes[scored.division]?.name ?? null,
    asOf: scored.asOf,
    urbanRuralRule: scored.urbanRuralRule,
    synthetic: scored.synthetic,
    ...(scored.scenario ? { scenarioKey: scored.scenario.key } : {}),
    lines,
  };
}

export type PlainScorecard = Awaited<ReturnType<typeof plainScorecard>>;
export type PlainLine = PlainScorecard['lines'][number];

function plainLine({ target, indicator, figure, ...line }: ScoredTarget) {
  return {
    targetId: target.id,
    jurisdictionCode: target.jurisdictionCode,
    indicatorKey: target.indicatorKey,
    indicatorName: indicator.nameZh,
    unit: indicator.unit,
    scope: target.scope,
    direction: target.direction,
    target: target.value,
    deadline: target.deadline,
    documentKey: target.documentKey,
    clause: target.clauseName,
    version: target.version,
    inherited: line.inherited,
    measure: line.measure,
    basis: figure.basis,
    numerator: figure.numerator,
    denominator: figure.denominator,
    value: figure.value,
    reason: figure.reason,
    rule: figure.rule,
    otherWays: figure.otherWays,
    readingMonth: figure.month && shortMonth(figure.month),
    reporting: figure.reporting,
    attainment: line.attainment,
    met: line.isMet,
    unitsShort: line.unitsShort,
    shortUnits: line.short.map(({ code, name }) => ({ code, name })),
    pace: line.pace,
    status: line.status,
    inConflict: target.inConflict,
    rivals: target.rivals.map(({ id, indicatorKey, documentKey, clauseName, value }) => ({
      ...{ targetId: id, indicatorKey, documentKey, clause: clauseName, target: value },
    })),
    synthetic: figure.synthetic,
    ...(figure.projected ? { projected: true } : {}),
  };
}
