import { html, nothing } from 'lit';
import type { ReportedPlanFragment } from '../api/generated.js';
import { bracketed, formatNumber, formatShare } from '../language/format.js';
import { services } from '../language/terms.js';
import { countsText } from '../scorecard/figure-text.js';
import { reportTable, whole } from './report-table.js';
import type { Report } from './report.js';
import { objectiveWords, reportWords } from './words.js';

/** The plan of sites, and whether it was made under the conditions of the report. */
export function planPart(plan: ReportedPlanFragment, { division, language }: Report) {
  const w = reportWords(language);
  const { coverageBefore: before, coverageAfter: after, rule, settings } = plan;
  const isOther =
    settings.divisionCode !== division.code ||
    rule.dataVintage !== division.coverage.rule.dataVintage ||
    rule.service !== division.coverage.rule.service ||
    rule.walkMinutes !== division.coverage.rule.walkMinutes ||
    rule.speedMetersPerSecond !== division.coverage.rule.speedMetersPerSecond ||
    rule.asOf !== division.coverage.rule.asOf;
  const share = ({ coveredPeople, totalPeople, ratio }: typeof before) =>
    `${countsText(coveredPeople, totalPeople, language)}${bracketed(formatShare(ratio, language), language)}`;
  return html`<h2>${w.plan}</h2>
    ${isOther ? html`<p>${w.planOther}</p>` : nothing}
    <dl>
      <dt>${w.planStatus}</dt>
      <dd>
        ${plan.status === 'OPTIMAL' ? w.optimal : w.feasible(`${formatNumber(plan.gap * 100, language, 2)}%`)}${bracketed(plan.model, language)}
      </dd>
      <dt>${w.bound}</dt>
      <dd>
        ${whole(plan.objective, language)} /
        ${whole(plan.upperBound, language)}${bracketed(objectiveWords(language)[plan.objectiveUnit], language)}
      </dd>
      <dt>${w.planGain}</dt>
      <dd>${share(before)} → ${share(after)}</dd>
      <dt>${w.rules}</dt>
      <dd>
        ${services(language)[rule.service]}，${formatNumber(rule.walkMinutes, language)}
        min，${formatNumber(rule.speedMetersPerSecond, language, 2)}
        m/s，${rule.asOf}，${rule.dataVintage}，${plan.dataHash.slice(0, 12)}
      </dd>
    </dl>
    ${reportTable(
      [
        { title: w.rank, cell: ({ order }) => order, isFigure: true },
        { title: w.site, cell: ({ name, candidateId }) => html`${name} <small>${candidateId}</small>` },
        { title: w.unit, cell: ({ division: at }) => at?.name ?? '—' },
        {
          title: w.newly,
          cell: ({ peopleNewlyCovered }) => whole(peopleNewlyCovered, language),
          isFigure: true,
        },
        {
          title: w.cost,
          cell: ({ cost }) => (typeof cost === 'number' ? whole(cost, language) : '—'),
          isFigure: true,
        },
      ],
      plan.sites,
    )}`;
}
