import type { Indicator } from '../indicator.record.js';
import { type Month, shortMonth } from '../month.js';
import type { FiguresAt } from '../scorecard/figures.service.js';
import { unitsOfScope } from '../scorecard/scope-units.js';
import { scoreTarget } from '../scorecard/score-target.js';
import type { ScoredDivision, ScoredTarget } from '../scorecard/scorecard.service.js';

/** Units a value of which can be held against the target of a larger division: an amount cannot. */
const COMPARABLE: ReadonlySet<Indicator['unit']> = new Set<Indicator['unit']>([
  'RATIO',
  'TIMES',
  'HOURS',
  'YUAN',
  'PER_THOUSAND_ELDERLY',
  'PER_HUNDRED_BEDS',
  'SQUARE_METERS_PER_PERSON',
  'SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS',
]);

/**
 * Last month's progress per county, as plain data: rows are the counties at or under a division, those imported and
 * those that report (a zone may report beside the counties), columns its targets whose year is not over (a deadline of
 * an earlier year is past dispatching).
 * @param before the same division one month earlier
 */
export function dispatchOf(scored: ScoredDivision, before: FiguresAt, month: Month) {
  const { figures } = scored;
  const columns = scored.lines.filter(({ target }) => target.deadline >= `${month.slice(0, 4)}-01-01`);
  const counties = countiesOf(scored);
  const cells = columns.map((line) =>
    ranked(counties.map(({ code }) => cellOf(line, code, figures, before))),
  );
  return {
    month: shortMonth(month),
    columns: columns.map(({ target, indicator }) => ({
      targetId: target.id,
      indicatorKey: indicator.key,
      indicatorName: indicator.nameZh,
      unit: indicator.unit,
      scope: target.scope,
      direction: target.direction,
      target: target.value,
      deadline: target.deadline,
      documentKey: target.documentKey,
      clause: target.clauseName,
    })),
    rows: counties.map(({ code, name }, row) => ({
      divisionCode: code,
      divisionName: name,
      cells: cells.map((column) => column[row]),
    })),
  };
}

/** By code; one that is not imported goes by its code. */
function countiesOf({ figures, division }: ScoredDivision): { code: string; name: string }[] {
  const { tree, reportingCounties } = figures;
  const imported = unitsOfScope(figures, division, ['COUNTY']).map((unit) => tree.nodes[unit].code);
  return [...new Set([...imported, ...reportingCounties])].sort().map((code) => {
    const unit = tree.numberOf(code);
    return { code, name: unit < 0 ? code : tree.nodes[unit].name };
  });
}

export type PlainDispatch = ReturnType<typeof dispatchOf>;

function cellOf(
  { target, indicator, start }: ScoredTarget,
  code: string,
  figures: FiguresAt,
  before: FiguresAt,
) {
  const { deadline } = target;
  const { numerator, denominator, value, reason, month } = figures.figure(indicator, code, deadline);
  const earlier = before.figure(indicator, code, deadline).value;
  const isComparable = target.scope !== 'WHOLE' || COMPARABLE.has(indicator.unit);
  const score = scoreTarget(figures.figure(indicator, code, deadline), indicator, target, {
    start,
    asOf: figures.asOf,
  });
  return {
    numerator,
    denominator,
    value,
    reason,
    readingMonth: month && shortMonth(month),
    change: value === null || earlier === null ? null : rounded(value - earlier),
    /** null where a county's amount cannot be held against the target of the whole. */
    status: isComparable ? score.status : null,
    unitsShort: isComparable ? score.unitsShort : null,
    isRanked: COMPARABLE.has(indicator.unit),
    atMost: target.direction === 'AT_MOST',
  };
}

/** Places of the counties by value, the best first; equal values share a place. */
function ranked(cells: readonly ReturnType<typeof cellOf>[]) {
  return cells.map(({ isRanked, atMost, ...cell }) => {
    const { value } = cell;
    const better = cells.filter((one) => {
      return one.value !== null && value !== null && (atMost ? one.value < value : one.value > value);
    });
    return { ...cell, rank: isRanked && value !== null ? better.length + 1 : null };
  });
}

/** A difference of two shares without the dust of binary fractions. */
function rounded(change: number): number {
  return Math.round(change * 1e9) / 1e9;
}
